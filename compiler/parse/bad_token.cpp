// SPDX-License-Identifier: Apache-2.0
#include "parse/bad_token.h"

#include "parse/characters.h"
#include "parse/reporter.h"
#include "parse/tokens.h"
#include "source/utf8.h"

#include <fmt/core.h>

#include <algorithm>

namespace ward::parse {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_unit(std::string_view word) {
  for (std::string_view unit : {"day", "week", "month", "year", "hour", "minute"})
    if (word == unit ||
        (word.size() == unit.size() + 1 && word.starts_with(unit) && word.back() == 's'))
      return true;
  return false;
}

std::string without(std::string_view text, char dropped) {
  std::string out(text);
  std::erase(out, dropped);
  return out;
}

// "1234567" with `mark` between groups of three.
std::string grouped(std::string_view digits, char mark) {
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0)
      out.push_back(mark);
    out.push_back(digits[i]);
  }
  return out;
}

std::string two_digits(std::string_view text) {
  return text.size() == 1 ? "0" + std::string(text) : std::string(text);
}

struct BadNumber {
  Reporter& reporter;
  uint32_t begin;
  uint32_t end;
  source::Span span = reporter.span(begin, end);
  std::string_view text = reporter.text(begin, end);

  std::vector<Repair> run() {
    if (text.front() == '$')
      return money();
    const size_t word = text.find_first_not_of("0123456789._,%-");
    if (word != std::string_view::npos)
      return word_after_digits(text[word - 1] == '_' ? word - 1 : word);
    if (text.find('-') != std::string_view::npos)
      return date();
    if (text.find(',') != std::string_view::npos)
      return commas();
    return points();
  }

  std::vector<Repair> one(size_t type) const { return {{type, begin, end}}; }
  size_t number_type() const {
    return text.back() == '%'                         ? Lexer::PERCENT
           : text.find('.') != std::string_view::npos ? Lexer::DECIMAL
                                                      : Lexer::INT;
  }

  std::vector<Repair> word_after_digits(size_t word) {
    const std::string_view unit = text.substr(word);
    const std::string_view digits = text.substr(0, word);
    if (is_unit(unit) && digits.find_first_of("._,") == std::string_view::npos) {
      const std::string better = fmt::format("{} {}", digits, unit);
      reporter.report(diag::NumberTouchesUnit, span, text)
          .fix(span, better, fmt::format("replace with `{}`", better));
      const uint32_t middle = begin + static_cast<uint32_t>(word);
      return {{Lexer::INT, begin, middle}, {Lexer::UNIT, middle, end}};
    }
    reporter.report(diag::NameBeginsWithDigit, span, text)
        .with_help("begin the name with a letter or `_`");
    return one(Lexer::IDENT);
  }

  std::vector<Repair> date() {
    const size_t first = text.find('-');
    const size_t second = text.find('-', first + 1);
    const std::string better = fmt::format("{}-{}-{}", text.substr(0, first),
                                           two_digits(text.substr(first + 1, second - first - 1)),
                                           two_digits(text.substr(second + 1)));
    reporter.report(diag::BadNumber, span, text, "a date is written year-month-day, `2026-01-31`")
        .fix(span, better, fmt::format("replace with `{}`", better));
    return one(Lexer::DATE);
  }

  std::vector<Repair> money() {
    const std::string_view amount = text.substr(1);
    if (amount.find_first_not_of("0123456789.,_") != std::string_view::npos) {
      reporter.report(diag::BadNumber, span, text, "money is written `$71,162` or `$12.50`");
      return one(Lexer::MONEY);
    }
    const size_t point = amount.find('.');
    std::string whole = without(without(amount.substr(0, point), ','), '_');
    std::string cents =
        point == std::string_view::npos ? "" : std::string(amount.substr(point + 1));
    const bool plain =
        cents.empty() || (cents.size() <= 2 && std::all_of(cents.begin(), cents.end(), is_digit));
    diag::Diagnostic& diagnostic =
        reporter.report(diag::BadNumber, span, text,
                        "money has groups of three digits and no or two digits after the point");
    // Commas in the wrong places leave open which digits are wrong.
    if (plain && !whole.empty() && whole.size() < 16 &&
        amount.find(',') == std::string_view::npos) {
      if (cents.size() == 1)
        cents += '0';
      const std::string better = "$" + grouped(whole, ',') + (cents.empty() ? "" : "." + cents);
      diagnostic.fix(span, better, fmt::format("replace with `{}`", better));
    }
    return one(Lexer::MONEY);
  }

  std::vector<Repair> commas() {
    bool threes = true;
    size_t group = 0;
    for (size_t i = text.find(',') + 1; i <= text.size(); ++i) {
      if (i < text.size() && is_digit(text[i])) {
        ++group;
        continue;
      }
      threes = threes && group == 3 && (i == text.size() || text[i] == ',');
      group = 0;
    }
    diag::Diagnostic& diagnostic = reporter.report(diag::CommaInNumber, span, text);
    if (threes) {
      std::string better(text);
      std::replace(better.begin(), better.end(), ',', '_');
      diagnostic.fix(span, better, fmt::format("replace with `{}`", better))
          .with_help("or, in a list, put a blank after the comma");
      return one(Lexer::INT);
    }
    std::string better;
    for (char c : text) {
      better.push_back(c);
      if (c == ',')
        better.push_back(' ');
    }
    diagnostic.fix(span, better, fmt::format("replace with `{}`", better));
    return list();
  }

  // `1,2,3` as the list that was meant.
  std::vector<Repair> list() const {
    std::vector<Repair> out;
    uint32_t from = begin;
    for (uint32_t at = begin; at <= end; ++at) {
      if (at < end && reporter.text()[at] != ',')
        continue;
      if (at > from) {
        const std::string_view part = reporter.text(from, at);
        out.push_back(
            {part.find('.') == std::string_view::npos ? Lexer::INT : Lexer::DECIMAL, from, at});
      }
      if (at < end)
        out.push_back({Lexer::COMMA, at, at + 1});
      from = at + 1;
    }
    return out;
  }

  std::vector<Repair> points() {
    const auto count = std::count(text.begin(), text.end(), '.');
    if (count > 1) {
      reporter.report(diag::BadNumber, span, text, "a number has one point at most");
    } else if (text.back() == '.') {
      reporter.report(diag::BadNumber, span, text, "digits follow the point")
          .fix(span, std::string(text.substr(0, text.size() - 1)), "leave the point out");
    } else {
      const size_t point = text.find('.');
      const std::string_view digits = text.substr(0, std::min(point, text.find('%')));
      const std::string better =
          grouped(without(digits, '_'), '_') + std::string(text.substr(digits.size()));
      reporter.report(diag::BadNumber, span, text, "`_` groups digits by three, before the point")
          .fix(span, better, fmt::format("replace with `{}`", better));
    }
    return one(number_type());
  }
};

std::vector<Repair> bad_operator(Reporter& reporter, uint32_t begin, uint32_t end) {
  struct Meant {
    std::string_view seen;
    std::string_view write;
    size_t type;
  };
  static constexpr Meant table[] = {
      {"&&", "and", Lexer::AND}, {"||", "or", Lexer::OR}, {"!", "not", Lexer::NOT},
      {"<>", "!=", Lexer::NE},   {"=<", "<=", Lexer::LE}, {"=>", ">=", Lexer::GE},
  };
  const source::Span span = reporter.span(begin, end);
  const std::string_view text = reporter.text(begin, end);
  if (text == "/") {
    reporter.report(diag::NoDivision, span)
        .with_help("compare products instead: `a >= b * 2` for `a / b >= 2`");
    return {{Lexer::STAR, begin, end}};
  }
  if (text == ";") {
    reporter.report(diag::Semicolon, span).fix(span, "", "leave it out");
    return {};
  }
  for (const Meant& meant : table) {
    if (meant.seen != text)
      continue;
    // `!x` needs a blank that `not x` has.
    const std::string blank = text == "!" ? " " : "";
    reporter.report(diag::ForeignOperator, span, text, meant.write)
        .fix(span, std::string(meant.write) + blank, fmt::format("replace with `{}`", meant.write));
    return {{meant.type, begin, end}};
  }
  return {};
}

std::vector<Repair> bad_character(Reporter& reporter, uint32_t begin, uint32_t end) {
  const auto byte = static_cast<uint8_t>(reporter.text()[begin]);
  if (byte == 0)
    return {}; // reported by the scan of the whole text
  if (byte < 0x20 || byte == 0x7F) {
    reporter.report(diag::ControlCharacter, reporter.span(begin, end), code_point_text(byte))
        .fix(reporter.span(begin, end), "", "leave it out");
    return {};
  }
  reporter.report(diag::StrayCharacter, reporter.span(begin, end), reporter.text(begin, end));
  return {};
}

} // namespace

std::vector<Repair> repair_bad_token(Reporter& reporter, size_t type, uint32_t begin,
                                     uint32_t end) {
  switch (type) {
  case Lexer::BAD_NUMBER:
    return BadNumber{reporter, begin, end}.run();
  case Lexer::BAD_OP:
    return bad_operator(reporter, begin, end);
  case Lexer::BAD_QUOTE: {
    const std::string inside(reporter.text(begin + 1, end - 1));
    diag::Diagnostic& diagnostic =
        reporter.report(diag::QuoteForm, reporter.span(begin, end), "U+0027 APOSTROPHE");
    if (inside.find_first_of("\"\\") == std::string::npos)
      diagnostic.fix(reporter.span(begin, end), "\"" + inside + "\"",
                     fmt::format("replace with `\"{}\"`", inside));
    return {{Lexer::STRING, begin, end}};
  }
  default:
    return bad_character(reporter, begin, end);
  }
}

void report_foreign(Reporter& reporter, uint32_t begin, uint32_t end, uint32_t code_point) {
  const source::Span span = reporter.span(begin, end);
  const std::string seen = code_point_text(code_point);
  if (is_invisible(code_point)) {
    reporter.report(diag::InvisibleCharacter, span, seen).fix(span, " ", "replace with a blank");
    return;
  }
  if (const std::string_view ascii = ascii_lookalike(code_point); !ascii.empty()) {
    reporter.report(diag::ConfusableCharacter, span, seen, ascii)
        .fix(span, std::string(ascii), fmt::format("replace with `{}`", ascii));
    return;
  }
  reporter.report(diag::ForeignCharacter, span, seen)
      .with_help("names are of `a` to `z`, `A` to `Z`, digits and `_`");
}

void report_foreign_word(Reporter& reporter, uint32_t begin, uint32_t end) {
  for (uint32_t at = begin; at < end;) {
    const source::Decoded next = source::decode_utf8(reporter.text(), at);
    if (next.code_point >= 0x80) {
      report_foreign(reporter, at, at + next.length, next.code_point);
      // The first lookalike and the first other letter of a word say enough.
      if (ascii_lookalike(next.code_point).empty())
        return;
    }
    at += next.length;
  }
}

void report_bad_escape(Reporter& reporter, uint32_t backslash) {
  const uint8_t length = source::decode_utf8(reporter.text(), backslash + 1).length;
  const source::Span span = reporter.span(backslash, backslash + 1 + length);
  reporter.report(diag::BadEscape, span, reporter.text(span))
      .with_help("the escapes are `\\\"`, `\\\\`, `\\n` and `\\t`; a backslash itself is `\\\\`");
}

void report_hidden_characters(Reporter& reporter) {
  const std::string_view text = reporter.text();
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<uint8_t>(text[at]);
    if (byte == 0) {
      reporter.report(diag::ControlCharacter, reporter.span(at, at + 1), code_point_text(0))
          .with_help("a text file holds no NUL; is this one a text file?");
      return;
    }
    // The controls are U+061C (D8 9C) and in U+2000..U+206F (E2 80, E2 81).
    if (byte != 0xD8 && byte != 0xE2) {
      ++at;
      continue;
    }
    const source::Decoded next = source::decode_utf8(text, at);
    if (next.valid && is_bidi_control(next.code_point)) {
      const source::Span span = reporter.span(at, at + next.length);
      reporter.report(diag::BidiControl, span, code_point_text(next.code_point))
          .fix(span, "", "leave it out");
    }
    at += next.length;
  }
}

} // namespace ward::parse
