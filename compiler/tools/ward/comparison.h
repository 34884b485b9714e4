// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/ward/crosswalk_answer.h"

#include <string>
#include <vector>

namespace ward::tool {

/// What is said of an authority under one heading, and where it is said.
struct TraitCell {
  std::string text, source; ///< empty: it says nothing of it
};

struct Comparison {
  struct Side {
    std::string name, title;
    /// Provisions with a verdict, by what the crosswalk says of them against the other authority;
    /// each list in the order of citations.
    std::vector<std::string> inside;   ///< proven to lie in it, by one or several of its concepts
    std::vector<std::string> overlaps; ///< proven to overlap
    std::vector<std::string> unproven; ///< tied by rows that prove nothing
    std::vector<std::string> apart;    ///< no row ties them, or only `none`
    std::vector<std::string> controls; ///< that cover or align with this authority alone
    size_t provisions = 0;
  };
  struct Trait {
    std::string name;
    TraitCell cells[2];
  };
  /// What states how the two relate, in either direction.
  struct Mapping {
    std::string title, sources;
    size_t rows = 0;
  };
  std::string as_of;
  Side sides[2];
  std::vector<Mapping> crosswalks;
  std::vector<Trait> traits;
  std::vector<std::string> controls; ///< that serve both
};

Comparison compare(CrosswalkAnswers& answers, uint32_t left, uint32_t right);

std::string comparison_text(const Comparison& comparison, const page::Style& style);
std::string comparison_markdown(const Comparison& comparison);
llvm::json::Object comparison_json(const Comparison& comparison);

} // namespace ward::tool
