// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ward::reference {

/// One stated value. A fact that nobody stated is no Leaf at all.
struct Leaf {
  bool none = false;
  int64_t number = 0;        ///< bool 0/1, scaled number, day, enum ordinal
  std::string text;          ///< text, key
  std::vector<Leaf> members; ///< set
  std::optional<int32_t> as_of;
  model::Proof proof = model::Proof::self_stated;
};

using Row = std::map<uint32_t, Leaf>; ///< by field index; the key field is not among them

struct TableFacts {
  std::map<std::string, Row> rows;    ///< by key
  std::optional<int32_t> complete_on; ///< the day of the declaration, if there is one
};

struct Facts {
  std::map<uint32_t, Leaf> leaves;       ///< by FactId
  std::map<uint32_t, TableFacts> tables; ///< by TableId
};

/// The facts of a test (R10.6): tables given are complete unless open, values dated `as_of`.
Facts facts_of_test(const model::Model& model, const model::Test& test);

} // namespace ward::reference
