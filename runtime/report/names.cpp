// SPDX-License-Identifier: Apache-2.0
#include "report/names.h"

namespace ward::rt {
namespace {

/// Enumerators are in range: they are the library's own, or the bundle's verifier saw to it.
template <typename E, uint32_t count> const char* pick(const char* const (&names)[count], E value) {
  const uint32_t index = static_cast<uint32_t>(value);
  return index < count ? names[index] : "?";
}

} // namespace

const char* name_of(Truth truth) {
  static constexpr const char* names[] = {"no", "yes", "unknown"};
  return pick(names, truth);
}

const char* name_of(Cause cause) {
  static constexpr const char* names[] = {"absent", "stale", "undated", "not_yet", "weak_proof"};
  return pick(names, cause);
}

const char* name_of(Proof proof) {
  static constexpr const char* names[] = {"self_stated", "documented", "sampled",
                                          "independently_tested"};
  return pick(names, proof);
}

const char* name_of(WhyNot why) {
  static constexpr const char* names[] = {"judged",       "modality",     "vacated",
                                          "not_in_force", "not_assumed",  "replaced",
                                          "not_selected", "out_of_scope", "upcoming"};
  return pick(names, why);
}

const char* name_of(Detail detail) {
  static constexpr const char* names[] = {
      "partial",      "contrary",    "not_shown",    "not_covered", "practice_gap", "by_decision",
      "excepted",     "presumed",    "no_instances", "stale",       "undated",      "assumed",
      "corroborated", "contributed", "unverified",   "pending",     "late",         "not_prompt"};
  static_assert(sizeof names / sizeof names[0] == detail_count);
  return pick(names, detail);
}

const char* name_of(EventStatus status) {
  static constexpr const char* names[] = {"not_triggered", "pending", "held",    "met",
                                          "late",          "early",   "overdue", "unknown"};
  return pick(names, status);
}

const char* name_of(Ground ground) {
  static constexpr const char* names[] = {"none", "contrary", "not_shown", "not_covered"};
  return pick(names, ground);
}

const char* name_of(ExceptionState state) {
  static constexpr const char* names[] = {"active", "not_yet", "expired"};
  return pick(names, state);
}

const char* name_of(bundle::Force force) {
  static constexpr const char* names[] = {"law", "contract", "framework", "guidance", "policy"};
  return pick(names, force);
}

const char* name_of(bundle::Designation designation) {
  static constexpr const char* names[] = {"none", "standard", "required", "addressable"};
  return pick(names, designation);
}

const char* name_of(bundle::Modality modality) {
  static constexpr const char* names[] = {"obligation", "prohibition", "right",      "condition",
                                          "permission", "exception",   "definition", "scope"};
  return pick(names, modality);
}

const char* name_of(bundle::Basis basis) {
  static constexpr const char* names[] = {"text", "preamble", "guidance", "enforcement",
                                          "practice"};
  return pick(names, basis);
}

} // namespace ward::rt
