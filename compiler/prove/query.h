// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "program/program.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ward::prove {

using program::NodeId;

/// Is there an organization, a day and a choice of parameters that make all of `hold` T and all of
/// `fail` F, and one at least of `fail_one` F if there are any (R8.2), and what `less` and `more`
/// say? Nodes are global truths of
/// the program.
struct Query {
  std::vector<NodeId> hold;
  std::vector<NodeId> fail;
  std::vector<NodeId> fail_one;
  /// If they are there: the truth of `less` is below that of `more`, in the order F, U, T.
  NodeId less, more;
  /// `today` is any of these days, both in; days since 1970-01-01.
  int32_t first_day = 0;
  int32_t last_day = 0;
  std::vector<uint32_t> assumed;     ///< proposals of the program that are assumed
  std::vector<uint32_t> not_assumed; ///< and that are not; the rest may be either
  bool empty_tables = false;         ///< no table has a row, and each is complete
  bool show = false;                 ///< if there is one it is a finding: make it small
};

/// One such organization: facts as a test gives them, in order of path.
struct Witness {
  int32_t day = 0;
  std::vector<model::Binding> given;
  std::vector<model::ProposalId> assumes;
  /// Those that are not at their default, with their numbers.
  std::vector<std::pair<model::ParameterId, int64_t>> parameters;
};

enum class Outcome : uint8_t {
  impossible, ///< proved: there is none
  possible,   ///< here is one, and the runtime agrees
  undecided,  ///< what the encoding does not know, or a limit
};

struct Answer {
  Outcome outcome = Outcome::undecided;
  Witness witness;     ///< of `possible`
  std::string because; ///< of `undecided`: "a sum of what may be unknown is not encoded"
  bool cached = false;
};

/// What the runtime says of a witness: its truth of each node asked for, 0 F, 1 T, 2 U; or why it
/// refused the facts.
struct Replayed {
  std::string refused;
  std::vector<uint8_t> truths;
};
using Replay = std::function<Replayed(const Witness&, std::span<const NodeId>)>;

/// In how many tiers the violations of a witness fall, in the law's own schedules of one penalty
/// (R8.16); or why the facts were refused.
struct Priced {
  std::string refused;
  size_t tiers = 0;
};
using Price = std::function<Priced(const Witness&, const std::string& penalty)>;

} // namespace ward::prove
