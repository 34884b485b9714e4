// SPDX-License-Identifier: Apache-2.0
#include "resolve/nearest.h"

#include "diag/diagnostic.h"

#include <algorithm>

namespace ward::resolve {
namespace {

/// Optimal string alignment distance; `limit + 1` when it is above `limit`.
size_t distance(std::string_view a, std::string_view b, size_t limit) {
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit)
      return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

} // namespace

std::vector<std::string> nearest(std::string_view written,
                                 const std::vector<std::string>& candidates) {
  const size_t limit = std::max<size_t>(1, (written.size() + 1) / 3);
  std::vector<std::pair<size_t, std::string_view>> found;
  for (const std::string& candidate : candidates) {
    const size_t shorter = std::min(candidate.size(), written.size());
    if (std::max(candidate.size(), written.size()) - shorter > limit || candidate == written)
      continue;
    if (const size_t edits = distance(written, candidate, limit);
        edits <= limit && edits < std::max(candidate.size(), written.size()))
      found.emplace_back(edits, candidate);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> out;
  for (const auto& [edits, name] : found) {
    if (out.size() == 3 || edits > found.front().first + 1)
      break;
    out.emplace_back(name);
  }
  return out;
}

void suggest(diag::Diagnostic& diagnostic, source::Span place,
             const std::vector<std::string>& names) {
  if (names.empty())
    return;
  std::string text;
  for (size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "`" : i + 1 == names.size() ? " or `" : ", `") + names[i] + "`";
  diagnostic.with_help("did you mean " + text + "?");
  if (names.size() == 1)
    diagnostic.fix(place, names.front(), "replace with `" + names.front() + "`");
}

} // namespace ward::resolve
