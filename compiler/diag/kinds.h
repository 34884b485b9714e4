// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/kind.h"

#include <optional>
#include <span>

namespace ward::diag {

// Each line of the lists as a constant: sink.report(diag::UnknownCitation, span, citation, name).
#define WARD_DIAG(code, name, severity, message, ...)                                              \
  inline constexpr Kind<__VA_ARGS__> name{code, #name, Severity::severity, message};
#define WARD_DIAG_RETIRED(code, reason)
#include "diag/diagnostics.def"
#undef WARD_DIAG
#undef WARD_DIAG_RETIRED

struct RetiredCode {
  uint16_t code;
  std::string_view reason;
};

/// Every diagnostic, in the order of the lists.
std::span<const KindInfo> all_kinds();
std::span<const RetiredCode> retired_codes();
/// Null when no diagnostic has this number (any more).
const KindInfo* find_kind(uint16_t code);
/// Whether it is a lint rule or is about the comments that suppress one.
bool is_lint(const KindInfo& kind);
/// "UnknownCitation" as "unknown-citation": the name of a lint rule in ward.toml and in comments.
std::string kebab_name(const KindInfo& kind);
/// The lint rule with this name or code ("naming-style", "WARD6001"); null for anything else.
const KindInfo* find_lint_rule(std::string_view name_or_code);
/// "WARD2031"
std::string code_text(uint16_t code);
/// The number of "WARD2031", "ward2031" or "2031"; nothing when it is not of that form.
std::optional<uint16_t> parse_code(std::string_view text);

} // namespace ward::diag
