// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/program.h"

#include <cstddef>
#include <iterator>
#include <string_view>

/// The words of the enumerations in the text form, in the order of their numbers.
namespace ward::program {

constexpr std::string_view truth_words[] = {"F", "T", "U"};
constexpr std::string_view value_kind_words[] = {"truth", "number", "text", "number_set",
                                                 "text_set"};
constexpr std::string_view type_words[] = {
    "boolean", "count",  "integer", "decimal", "percent",     "money", "date",
    "days",    "months", "minutes", "text",    "enumeration", "key"};
constexpr std::string_view force_words[] = {"law", "contract", "framework", "guidance", "policy"};
constexpr std::string_view designation_words[] = {"none", "standard", "required", "addressable"};
constexpr std::string_view modality_words[] = {"obligation", "prohibition", "right",
                                               "condition",  "permission",  "exception",
                                               "definition", "scope"};
constexpr std::string_view basis_words[] = {"text", "preamble", "guidance", "enforcement",
                                            "practice"};
constexpr std::string_view relation_words[] = {"equal", "subset", "superset", "intersects", "none"};

constexpr std::string_view date_step_words[] = {"value", "unknown", "latest", "earliest", "choice"};

constexpr std::string_view penalty_basis_words[] = {"statute", "regulation", "discretion"};
constexpr std::string_view cap_kind_words[] = {"none", "amount", "unpublished"};

constexpr auto& words_of(PenaltyBasis) {
  return penalty_basis_words;
}
constexpr auto& words_of(CapKind) {
  return cap_kind_words;
}
constexpr auto& words_of(DateStep::Kind) {
  return date_step_words;
}
constexpr auto& words_of(ValueKind) {
  return value_kind_words;
}
constexpr auto& words_of(LanguageType) {
  return type_words;
}
constexpr auto& words_of(Force) {
  return force_words;
}
constexpr auto& words_of(Designation) {
  return designation_words;
}
constexpr auto& words_of(Modality) {
  return modality_words;
}
constexpr auto& words_of(Basis) {
  return basis_words;
}
constexpr auto& words_of(Relation) {
  return relation_words;
}

template <typename E> std::string_view word_of(E value) {
  const size_t index = static_cast<size_t>(value);
  return index < std::size(words_of(E())) ? words_of(E())[index] : std::string_view("?");
}

template <typename E> bool read_word(std::string_view word, E& out) {
  for (size_t i = 0; i < std::size(words_of(E())); ++i)
    if (words_of(E())[i] == word) {
      out = static_cast<E>(i);
      return true;
    }
  return false;
}

} // namespace ward::program
