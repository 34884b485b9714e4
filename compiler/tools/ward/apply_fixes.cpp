// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/apply_fixes.h"

#include "base/arena.h"
#include "diag/sink.h"
#include "parse/parse.h"

#include <algorithm>
#include <map>

namespace ward::tool {
namespace {

bool parses(const std::string& path, const std::string& text) {
  source::SourceManager sources;
  base::Arena arena;
  diag::Sink sink;
  parse::parse(sources, sources.add(path, text), {}, arena, sink);
  return !sink.has_errors();
}

FixedFile fix_file(const source::SourceManager& sources, source::SourceId id,
                   std::vector<const diag::Diagnostic*> findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const auto* a, const auto* b) {
    return a->fixes.front().span < b->fixes.front().span;
  });
  FixedFile out{std::string(sources.path(id)), std::string(sources.text(id)), "", {}};
  uint32_t done = 0;
  for (const diag::Diagnostic* finding : findings) {
    const diag::Fix& fix = finding->fixes.front();
    if (fix.span.begin < done ||
        (fix.span.begin == done && !out.fixed.empty() && fix.span.is_empty()))
      continue;
    out.after += out.before.substr(done, fix.span.begin - done) + fix.replacement;
    done = fix.span.end;
    out.fixed.push_back(finding);
  }
  out.after += out.before.substr(done);
  return out;
}

} // namespace

std::vector<FixedFile> apply_fixes(const source::SourceManager& sources,
                                   const std::vector<const diag::Diagnostic*>& findings) {
  std::map<source::SourceId, std::vector<const diag::Diagnostic*>> by_file;
  for (const diag::Diagnostic* finding : findings)
    if (finding->fixes.size() == 1 && !finding->fixes.front().span.is_none())
      by_file[finding->fixes.front().span.file].push_back(finding);
  std::vector<FixedFile> out;
  for (const auto& [id, of_file] : by_file) {
    if (sources.path(id).starts_with("ward:"))
      continue;
    FixedFile file = fix_file(sources, id, of_file);
    const bool is_policy = file.path.ends_with(".ward");
    if (is_policy && parses(file.path, file.before) && !parses(file.path, file.after))
      continue;
    if (file.after != file.before)
      out.push_back(std::move(file));
  }
  return out;
}

} // namespace ward::tool
