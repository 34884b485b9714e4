// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace ward::diag {

enum class Severity : uint8_t { error, warning, note };
std::string_view severity_name(Severity severity);

/// The types of arguments that messages take. Text ones borrow for the call of report() only and
/// are printed as they are: the backticks stand in the message.
template <typename Tag> struct TextArg {
  std::string_view text;

  TextArg(std::string_view value) : text(value) {}
  TextArg(const std::string& value) : text(value) {}
  TextArg(const char* value) : text(value) {}
};
using NameText = TextArg<struct NameTextTag>;   ///< a name or dotted path, as written
using Citation = TextArg<struct CitationTag>;   ///< authority:reference
using FactPath = TextArg<struct FactPathTag>;   ///< clinic.systems["pms"].mfa
using TypeText = TextArg<struct TypeTextTag>;   ///< a type of the language, printed
using CodeText = TextArg<struct CodeTextTag>;   ///< any other piece of source
using Phrase = TextArg<struct PhraseTag>;       ///< words of ours: "a name", "the control"
using PathText = TextArg<struct PathTextTag>;   ///< a file or folder
using DateText = TextArg<struct DateTextTag>;   ///< 2026-01-31
using CodePoint = TextArg<struct CodePointTag>; ///< U+202E RIGHT-TO-LEFT OVERRIDE
using Number = int64_t;

/// What a line of diagnostics_*.def becomes: report() takes exactly `Args`, and a message whose
/// `{}` do not fit them does not compile.
template <typename... Args> struct Kind {
  uint16_t code;
  std::string_view name;
  Severity severity;
  fmt::format_string<Args...> message;
};

/// A line of the list, without its argument types: for the catalogue, `explain` and the tests.
struct KindInfo {
  uint16_t code;
  std::string_view name;
  Severity severity;
  std::string_view message;
};

} // namespace ward::diag

/// Prints the text as it is; there are no format specifiers. (The formatter of strings would pull
/// fmt/format.h into every file that reports.)
template <typename Tag> struct fmt::formatter<ward::diag::TextArg<Tag>> {
  template <typename ParseContext> constexpr auto parse(ParseContext& ctx) { return ctx.begin(); }
  template <typename FormatContext>
  auto format(const ward::diag::TextArg<Tag>& arg, FormatContext& ctx) const {
    auto out = ctx.out();
    for (char c : arg.text)
      *out++ = c;
    return out;
  }
};
