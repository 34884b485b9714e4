// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/suppressions.h"

#include "base/calendar.h"
#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace ward::lint {
namespace {

constexpr std::string_view mark = "ward-lint:";

/// Words of a comment, one after another; a string in quotes is one.
struct Words {
  std::string_view rest;

  std::string_view next() {
    const size_t begin = rest.find_first_not_of(" \t");
    if (begin == std::string_view::npos) {
      rest = {};
      return {};
    }
    rest.remove_prefix(begin);
    size_t end = rest.front() == '"'   ? rest.find('"', 1)
                 : rest.front() == ',' ? 0
                                       : rest.find_first_of(" \t,\"");
    end = end == std::string_view::npos                ? rest.size()
          : rest.front() == '"' || rest.front() == ',' ? end + 1
                                                       : end;
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    return word;
  }
};

std::optional<base::CivilDate> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  int parts[3] = {};
  const std::string_view pieces[] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (int i = 0; i < 3; ++i) {
    const char* end = pieces[i].data() + pieces[i].size();
    if (std::from_chars(pieces[i].data(), end, parts[i]).ptr != end)
      return std::nullopt;
  }
  if (!base::is_valid_date(parts[0], parts[1], parts[2]))
    return std::nullopt;
  return base::CivilDate{static_cast<int16_t>(parts[0]), static_cast<uint8_t>(parts[1]),
                         static_cast<uint8_t>(parts[2])};
}

/// What a comment says; `fault` is what is wrong with it.
struct Said {
  std::set<uint16_t> codes;
  base::CivilDate until{};
  std::string fault;
};

Said read_words(std::string_view text) {
  Said out;
  Words words{text};
  if (words.next() != "allow") {
    out.fault = "it begins with `allow`";
    return out;
  }
  std::string_view word;
  do {
    const std::string_view name = words.next();
    const diag::KindInfo* rule = diag::find_lint_rule(name);
    if (!rule) {
      out.fault = name.empty() ? "it names no rule" : fmt::format("`{}` is no lint rule", name);
      return out;
    }
    out.codes.insert(rule->code);
    word = words.next();
  } while (word == ",");
  const std::optional<base::CivilDate> until =
      word == "until" ? date_of(words.next()) : std::nullopt;
  if (!until) {
    out.fault = "it has no day on which it expires: `until 2027-01-01`";
    return out;
  }
  out.until = *until;
  const std::string_view because = words.next(), reason = words.next();
  if (because != "because" || reason.size() < 5 || reason.front() != '"' || reason.back() != '"')
    out.fault = "it has no reason: `because \"...\"`";
  else if (!words.next().empty())
    out.fault = "nothing stands behind the reason";
  return out;
}

} // namespace

Suppressions::Suppressions(const Input& input, diag::Sink& sink) : input_(input), sink_(sink) {
  for (const syntax::File* file : input.own)
    read(*file);
}

void Suppressions::read(const syntax::File& file) {
  for (const syntax::Trivia& trivia : file.trivia) {
    if (trivia.kind != syntax::Trivia::Kind::comment)
      continue;
    std::string_view text = input_.sources.text(trivia.span);
    text.remove_prefix(std::min(text.find_first_not_of("/ \t"), text.size()));
    if (!text.starts_with(mark))
      continue;
    const Said said = read_words(text.substr(mark.size()));
    if (!said.fault.empty()) {
      sink_.report(diag::MalformedSuppression, trivia.span, said.fault)
          .with_help("write `// ward-lint: allow RULE until 2027-01-01 because \"...\"`");
    } else if (const int32_t day = base::days_since_epoch(said.until); day <= input_.as_of_days) {
      sink_
          .report(
              diag::ExpiredSuppression, trivia.span,
              fmt::format("{:04}-{:02}-{:02}", said.until.year, said.until.month, said.until.day))
          .with_help("mend what it hid, or give it a new day and say why");
    } else {
      all_.push_back({trivia.span, about(file, trivia.span), said.codes});
    }
  }
}

source::Span Suppressions::about(const syntax::File& file, source::Span comment) const {
  const std::string_view text = input_.sources.text(file.source);
  const uint32_t line = input_.sources.begin(comment).line;
  const uint32_t begin = input_.sources.line_begin(file.source, line);
  const auto whole_line = [&](uint32_t number) -> source::Span {
    const uint32_t first = input_.sources.line_begin(file.source, number);
    return {file.source, first,
            first + static_cast<uint32_t>(input_.sources.line_text(file.source, number).size())};
  };
  if (text.substr(begin, comment.begin - begin).find_first_not_of(" \t") != std::string_view::npos)
    return whole_line(line);
  // Further comments may stand between it and its subject.
  uint32_t at = comment.end;
  for (;;) {
    const size_t next = text.find_first_not_of(" \t\r\n", at);
    if (next == std::string_view::npos)
      return comment;
    at = static_cast<uint32_t>(next);
    if (!text.substr(at).starts_with("//"))
      break;
    const size_t end = text.find('\n', at);
    if (end == std::string_view::npos)
      return comment;
    at = static_cast<uint32_t>(end);
  }
  if (file.module && file.module->span.begin == at)
    return file.span;
  for (const syntax::Decl* decl : file.decls)
    if (decl->span.begin == at)
      return decl->span;
  return whole_line(input_.sources.position(file.source, at).line);
}

bool Suppressions::covers(const diag::Diagnostic& finding) {
  bool found = false;
  for (Suppression& one : all_)
    if (one.about.file == finding.span.file && one.about.contains(finding.span.begin) &&
        one.codes.contains(finding.code))
      one.used = found = true;
  return found;
}

void Suppressions::report_unused() {
  for (const Suppression& one : all_) {
    if (one.used)
      continue;
    // The line goes with the comment when nothing else is on it.
    const std::string_view text = input_.sources.text(one.comment.file);
    uint32_t begin = one.comment.begin, end = one.comment.end;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
      --begin;
    if ((begin == 0 || text[begin - 1] == '\n') && end < text.size() && text[end] == '\n')
      ++end;
    sink_.report(diag::UnusedSuppression, one.comment)
        .fix({one.comment.file, begin, end}, "", "take it out");
  }
}

} // namespace ward::lint
