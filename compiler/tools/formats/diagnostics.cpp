// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/diagnostics.h"

#include "diag/catalog.h"
#include "diag/kinds.h"
#include "source/source_manager.h"

namespace ward::formats {
namespace {

Level level_of(diag::Severity severity) {
  switch (severity) {
  case diag::Severity::error:
    return Level::error;
  case diag::Severity::warning:
    return Level::warning;
  case diag::Severity::note:
    return Level::note;
  }
  return Level::error;
}

/// A mistake of text, names, manifest or types ends the run before later phases look; one that a
/// check or a lint found does not.
bool ends_the_run(const diag::Diagnostic& diagnostic) {
  const int block = diagnostic.code / 1000;
  return diagnostic.severity == diag::Severity::error && block != 3 && block != 6;
}

/// "# WARD2031 renumbered citation" and the paragraph below it.
Rule rule_of(uint16_t code) {
  Rule rule;
  rule.id = diag::code_text(code);
  const diag::KindInfo* kind = diag::find_kind(code);
  if (kind)
    rule.level = level_of(kind->severity);
  const std::optional<std::string_view> page = diag::catalog_page(code);
  if (!page)
    return rule;
  rule.help = *page;
  const size_t line = rule.help.find('\n');
  const std::string head = rule.help.substr(0, line);
  rule.name = head.substr(std::min(head.size(), std::string("# WARD0000 ").size()));
  for (char& c : rule.name)
    if (c == ' ')
      c = '-';
  if (line != std::string::npos) {
    const std::string body = rule.help.substr(line + 1);
    rule.title = squeezed(body.substr(0, std::min(body.find("\n```"), body.find("\n\n"))));
  }
  return rule;
}

/// The names that a message mentions, which stay when its words change.
std::string quoted_parts(const std::string& message) {
  std::string out;
  bool inside = false;
  for (char c : message) {
    if (c == '`')
      inside = !inside;
    if (inside || c == '`')
      out += c;
  }
  return out;
}

struct Reader {
  const source::SourceManager& sources;
  const std::vector<std::string>& names;

  Region region(source::Span span) const {
    if (span.is_none())
      return {};
    Region out;
    out.file = sources.path(span.file);
    if (sources.text(span.file).empty() || (span.is_empty() && span.begin == 0))
      return out;
    const source::Position begin = sources.begin(span), end = sources.end(span);
    out.line = begin.line;
    out.column = begin.column;
    out.end_line = end.line;
    out.end_column = end.column;
    return out;
  }

  std::string identity(const diag::Diagnostic& diagnostic) const {
    std::string out = diag::code_text(diagnostic.code);
    if (!diagnostic.span.is_none()) {
      const uint32_t file = diagnostic.span.file.index;
      const bool named = file < names.size() && !names[file].empty();
      out += '\0';
      out += named ? names[file] : std::string(sources.path(diagnostic.span.file));
      out += '\0';
      const uint32_t line = sources.begin(diagnostic.span).line;
      out += squeezed(std::string(sources.line_text(diagnostic.span.file, line)));
    }
    out += '\0';
    out += quoted_parts(diagnostic.message);
    return out;
  }

  Finding finding(const diag::Diagnostic& diagnostic) const {
    Finding out;
    out.rule = diag::code_text(diagnostic.code);
    out.level = level_of(diagnostic.severity);
    out.message = diagnostic.message;
    out.help = diagnostic.help;
    out.region = region(diagnostic.span);
    for (const diag::Label& label : diagnostic.labels)
      out.related.push_back({region(label.span), label.text});
    for (const diag::Note& note : diagnostic.notes)
      out.related.push_back({region(note.span), note.text});
    for (const diag::Fix& fix : diagnostic.fixes)
      out.fixes.push_back({fix.text, {region(fix.span), fix.replacement}});
    out.identity = identity(diagnostic);
    out.may_be_known = !ends_the_run(diagnostic);
    out.diagnostic = &diagnostic;
    return out;
  }
};

} // namespace

void add_diagnostics(Report& report, const std::vector<const diag::Diagnostic*>& diagnostics,
                     const source::SourceManager& sources, const std::vector<std::string>& names) {
  const Reader reader{sources, names};
  for (const diag::Diagnostic* diagnostic : diagnostics) {
    report.add_rule(rule_of(diagnostic->code));
    report.findings.push_back(reader.finding(*diagnostic));
  }
}

} // namespace ward::formats
