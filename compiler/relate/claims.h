// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/law.h"

#include <cstdint>
#include <string>
#include <vector>

/// What crosswalks state and what they speak about, on one day, without places: whoever made it
/// knows where provision i and row i stand. It is read from a model or from a bundle.
namespace ward::relate {

struct Provision {
  std::string citation;
  uint32_t authority = 0;            ///< index in Claims::authorities
  std::vector<std::string> elements; ///< from the text: parts (R7.4); with the implicit `whole`
  std::vector<uint32_t> children;    ///< that are parts; indices in Claims::provisions
};

/// One side of a row.
struct Side {
  uint32_t provision = 0;
  std::vector<std::string> elements; ///< sorted, no repeats; empty: the provision
};

struct Row {
  uint32_t crosswalk = 0;
  Side from;
  model::Relation relation = model::Relation::intersects;
  Side to;
};

struct Claims {
  std::vector<std::string> authorities; ///< names
  std::vector<Provision> provisions;    ///< one version of each citation (R7.3)
  uint32_t crosswalks = 0;              ///< how many
  std::vector<Row> rows;
};

} // namespace ward::relate
