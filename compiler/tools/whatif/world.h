// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/evaluate.h"
#include "report/judgement.h"
#include "tools/whatif/changed_facts.h"
#include "ward/ward.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ward::tool {

/// What a world is made of: facts as one JSON document (R4.4), as of a day.
struct WorldInput {
  std::string json;
  int32_t as_of_days = 0;
  std::string profile; ///< "" for none
  std::vector<std::string> assume;
};

/// Facts, changed or not, judged without reasons.
struct Rejudged {
  explicit Rejudged(const ChangedFacts& the_facts, const ward_allocator& allocator)
      : facts(the_facts), arena(allocator) {}
  Rejudged(const Rejudged&) = delete;
  Rejudged& operator=(const Rejudged&) = delete;

  ChangedFacts facts;
  ChangedFacts::Storage storage;
  rt::Arena arena;
  rt::BoundFacts bound;
  rt::Evaluation evaluation;
  rt::Judgement verdicts;

  ward_verdict verdict(uint32_t provision) const {
    return verdicts.provisions[provision].line.verdict;
  }
};
using WhatIf = std::unique_ptr<Rejudged>;

/// One organization as of a day, whose facts may be changed in memory and judged again. The bundle
/// outlives it.
class World {
public:
  World(const rt::Bundle& bundle, const ward_allocator& allocator, WorldInput input)
      : bundle_(bundle), input_(std::move(input)), arena_(allocator) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Reads the facts; "" or what is wrong with them. Once, before anything else.
  std::string open();

  const rt::Bundle& bundle() const { return bundle_; }
  const WorldInput& input() const { return input_; }
  int32_t today() const { return input_.as_of_days; }
  const ward_allocator& allocator() const { return arena_.allocator(); }
  ChangedFacts facts() const { return ChangedFacts(bundle_, bound_); }
  /// Nothing if memory ran out.
  WhatIf judge(const ChangedFacts& facts) const;

  /// Facts, and fields of tables, by which the law decides whether it applies: what the
  /// organization is, not what it does (R14.4).
  bool is_circumstance(const rt::Atom& leaf) const;

private:
  void find_circumstances();

  const rt::Bundle& bundle_;
  WorldInput input_;
  rt::Arena arena_;
  rt::BoundFacts bound_;
  std::vector<bool> facts_;               ///< circumstances
  std::vector<std::vector<bool>> fields_; ///< by table
};

} // namespace ward::tool
