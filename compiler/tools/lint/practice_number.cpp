// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include "source/source_manager.h"
#include "syntax/walk.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <string>

namespace ward::lint {
namespace {

using namespace syntax;

constexpr std::array<std::string_view, 20> small = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> tens = {"",      "",      "twenty",  "thirty", "forty",
                                                   "fifty", "sixty", "seventy", "eighty", "ninety"};

std::optional<int64_t> number_of(const std::string& word) {
  for (size_t i = 0; i < small.size(); ++i)
    if (word == small[i])
      return static_cast<int64_t>(i);
  for (size_t i = 2; i < tens.size(); ++i)
    if (word == tens[i])
      return static_cast<int64_t>(i) * 10;
  if (word == "hundred")
    return 100;
  if (word == "once" || word == "annual" || word == "annually" || word == "yearly")
    return 1;
  if (word == "daily" || word == "monthly" || word == "weekly")
    return 1;
  if (!word.empty() && word.size() < 16 &&
      std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); }))
    return std::stoll(word);
  return std::nullopt;
}

/// Numbers as texts: "24", "62p5" for 62.5 (a sign would end a word).
using Numbers = std::set<std::string>;

std::string text_of(Decimal decimal) {
  std::string digits = std::to_string(decimal.unscaled);
  while (decimal.scale > 0 && digits.ends_with('0')) {
    digits.pop_back();
    --decimal.scale;
  }
  if (decimal.scale == 0)
    return digits.empty() ? "0" : digits;
  digits.insert(0, digits.size() > decimal.scale ? 0 : decimal.scale + 1 - digits.size(), '0');
  return digits.insert(digits.size() - decimal.scale, "p");
}

/// The numbers that a text names, in digits or in words up to ninety-nine: "twenty-four" is 24 too.
void add_numbers(std::string_view text, Numbers& out) {
  const auto is_digit = [&](size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]));
  };
  std::string joined;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool inside = i > 0 && is_digit(i - 1) && is_digit(i + 1);
    if (text[i] == '.' && inside)
      joined += 'p';
    else if (text[i] != ',' || !inside) // 1,000 is one number
      joined += text[i];
  }
  std::optional<int64_t> before;
  for (const std::string& word : words_of(joined)) {
    const std::optional<int64_t> number = number_of(word);
    out.insert(number ? std::to_string(*number) : word);
    if (number && before && *before >= 20 && *before % 10 == 0 && *number < 10)
      out.insert(std::to_string(*before + *number));
    before = number;
  }
}

/// The amounts that mean the same: 12 months are a year. Empty for what is no number.
Numbers same(const Expr& expr) {
  if (const auto* integer = expr.as<IntegerExpr>())
    return {std::to_string(integer->value)};
  if (const auto* percent = expr.as<PercentExpr>())
    return {text_of(percent->value)};
  if (const auto* money = expr.as<MoneyExpr>())
    return {text_of(money->value)};
  if (const auto* decimal = expr.as<DecimalExpr>())
    return {text_of(decimal->value)};
  const auto* duration = expr.as<DurationExpr>();
  if (!duration)
    return {};
  const int64_t amount = duration->value.amount;
  Numbers out = {std::to_string(amount)};
  const auto same_as = [&](Unit small_unit, Unit large_unit, int64_t many) {
    if (duration->value.unit == small_unit && amount % many == 0)
      out.insert(std::to_string(amount / many));
    if (duration->value.unit == large_unit && amount < 1'000'000)
      out.insert(std::to_string(amount * many));
  };
  same_as(Unit::month, Unit::year, 12);
  same_as(Unit::day, Unit::week, 7);
  same_as(Unit::hour, Unit::day, 24);
  same_as(Unit::minute, Unit::hour, 60);
  return out;
}

struct State {
  const Context& context;
  diag::Sink& sink;

  void provision(const ProvisionDecl& one) {
    if (!context.is_law(one.citation.authority))
      return;
    Numbers named;
    if (one.says)
      add_numbers(one.says->value, named);
    if (one.title)
      add_numbers(one.title->value, named);
    for (const Element& element : one.elements)
      if (!element.basis || element.basis->text == "text")
        this->element(element, named);
  }

  void element(const Element& one, Numbers named) {
    if (!one.condition)
      return;
    add_numbers(one.text.value, named);
    for_each_expr(*one.condition, [&](const Expr& expr) {
      const Numbers amounts = same(expr);
      // None and any are no thresholds.
      if (amounts.empty() || amounts.contains("0") ||
          (amounts.contains("1") && expr.as<IntegerExpr>()))
        return;
      if (std::none_of(amounts.begin(), amounts.end(),
                       [&](const std::string& amount) { return named.contains(amount); }))
        sink.report(diag::PracticeNumber, expr.span, context.input.sources.text(expr.span),
                    one.name.text)
            .label(one.name.span, "neither its text nor what the provision says names that number")
            .with_help(
                "if the law says so, quote it in `says`; if it is practice, write `from practice` "
                "or leave the number to the organization's own facts");
    });
  }
};

} // namespace

void check_practice_number(const Context& context, diag::Sink& sink) {
  State state{context, sink};
  context.each_provision([&](const ProvisionDecl& one) { state.provision(one); });
}

} // namespace ward::lint
