// SPDX-License-Identifier: Apache-2.0
#include "diag/kinds.h"

#include <array>

namespace ward::diag {
namespace {

constexpr KindInfo kinds[] = {
#define WARD_DIAG(code, name, severity, message, ...) {code, #name, Severity::severity, message},
#define WARD_DIAG_RETIRED(code, reason)
#include "diag/diagnostics.def"
#undef WARD_DIAG
#undef WARD_DIAG_RETIRED
};

// The first entry is a sentinel, so that the list may be empty.
constexpr RetiredCode retired[] = {
    {0, ""},
#define WARD_DIAG(code, name, severity, message, ...)
#define WARD_DIAG_RETIRED(code, reason) {code, reason},
#include "diag/diagnostics.def"
#undef WARD_DIAG
#undef WARD_DIAG_RETIRED
};

// INVARIANT: every number is said once, among the living and the retired.
constexpr bool codes_are_unique() {
  for (size_t i = 0; i < std::size(kinds); ++i) {
    for (size_t j = i + 1; j < std::size(kinds); ++j)
      if (kinds[i].code == kinds[j].code || kinds[i].name == kinds[j].name)
        return false;
    for (const RetiredCode& gone : retired)
      if (kinds[i].code == gone.code)
        return false;
  }
  return true;
}
static_assert(codes_are_unique(), "a diagnostic's number or name is used twice, or is retired");

} // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
  case Severity::error:
    return "error";
  case Severity::warning:
    return "warning";
  case Severity::note:
    return "note";
  }
  return "error";
}

std::span<const KindInfo> all_kinds() {
  return kinds;
}
std::span<const RetiredCode> retired_codes() {
  return std::span<const RetiredCode>(retired).subspan(1);
}

bool is_lint(const KindInfo& kind) {
  return kind.code / 1000 == 6;
}

std::string kebab_name(const KindInfo& kind) {
  std::string out;
  for (const char c : kind.name) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital && !out.empty())
      out += '-';
    out += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

const KindInfo* find_lint_rule(std::string_view name_or_code) {
  for (const KindInfo& kind : kinds)
    if (is_lint(kind) && (name_or_code == kebab_name(kind) || name_or_code == code_text(kind.code)))
      return &kind;
  return nullptr;
}

const KindInfo* find_kind(uint16_t code) {
  for (const KindInfo& kind : kinds)
    if (kind.code == code)
      return &kind;
  return nullptr;
}

std::string code_text(uint16_t code) {
  return fmt::format("WARD{:04}", code);
}

std::optional<uint16_t> parse_code(std::string_view text) {
  constexpr std::string_view prefix = "ward";
  if (text.size() == 8) {
    for (size_t i = 0; i < prefix.size(); ++i)
      if ((text[i] | 0x20) != prefix[i])
        return std::nullopt;
    text.remove_prefix(prefix.size());
  }
  if (text.size() != 4)
    return std::nullopt;
  uint16_t code = 0;
  for (char c : text) {
    if (c < '0' || c > '9')
      return std::nullopt;
    code = static_cast<uint16_t>(code * 10 + (c - '0'));
  }
  return code;
}

} // namespace ward::diag
