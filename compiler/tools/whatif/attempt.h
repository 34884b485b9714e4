// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/number.h"
#include "core/operands.h"
#include "tools/whatif/solve.h"

#include <optional>

namespace ward::tool {

using Edits = std::vector<Edit>;

/// Looks for edits of one judged state that give a truth, without making them. What it finds is a
/// proposal: edits of two branches may get in each other's way, which judging again shows.
struct Attempt {
  const World& world;
  Rejudged& state;
  const rt::Bundle& bundle = world.bundle();
  std::string blocked; ///< what stands in the way of what was not found; of several ways the first
  uint32_t steps = 0;

  /// The row whose nodes are looked at: of a fold, or of none.
  struct Row {
    uint32_t fold = rt::no_node;
    uint32_t row = 0;
  };

  /// Edits that make the truth `want`, empty where it is so already; nothing where none were found.
  std::optional<Edits> make(uint32_t node, bool want, Row row);

private:
  rt::Truth truth(uint32_t node, Row row);
  rt::Value value(uint32_t node, Row row);
  std::optional<Edits> refuse(std::string why);

  /// The same for a truth that is not so yet.
  std::optional<Edits> change(uint32_t node, bool want, Row row);
  std::optional<Edits> all_of(uint32_t node, bool want, Row row);
  std::optional<Edits> one_of(uint32_t node, bool want, Row row);

  // attempt_fold.cpp
  std::optional<Edits> every(uint32_t node, bool want);
  std::optional<Edits> some(uint32_t node);
  std::optional<Edits> total(uint32_t comparison, bool want, Row row);
  std::optional<Edits> share_up(uint32_t fold, const rt::Value& now, rt::Int128 least);
  std::optional<Edits> count_to(uint32_t fold, const rt::Value& now, rt::Int128 bound, bool up);
  size_t members_beside(const Edits& edits) const;
  std::optional<Edits> instance(const rt::FoldParts& parts, uint32_t fold, uint32_t row);

  // attempt_leaf.cpp
  struct Leaf {
    uint32_t node = rt::no_node;
    rt::Atom atom;
    const bundle::Fact* about = nullptr;
  };
  std::optional<Leaf> leaf(uint32_t node, Row row);
  std::vector<Leaf> leaves_of(uint32_t node, Row row);
  std::string path(const Leaf& leaf) const;
  rt::Cell cell(const Leaf& leaf) const;
  bool may_change(const Leaf& leaf);
  std::optional<Edits> set(const Leaf& leaf, rt::Cell cell);
  bool is_history(const Leaf& leaf, uint32_t opposite, Row row);
  bool may_become(const Leaf& leaf, const rt::Cell& to) const;
  rt::Value evaluate(uint32_t node, Row row, uint32_t changed, const rt::Value& to);
  std::vector<rt::Cell> candidates(const Leaf& leaf, uint32_t side, const rt::Value& other,
                                   Row row);
  std::optional<Edits> truth_leaf(uint32_t node, bool want, Row row);
  std::optional<Edits> comparison(uint32_t node, bool want, Row row);
  std::optional<Edits> membership(uint32_t node, bool want, Row row);
  std::optional<Edits> none_or_not(uint32_t node, bool want, Row row);
};

/// `systems["pms"].mfa`, `documents[a new row].written`, `org.size`.
std::string path_of(const rt::Bundle& bundle, const ChangedFacts& facts, const rt::Atom& atom);

} // namespace ward::tool
