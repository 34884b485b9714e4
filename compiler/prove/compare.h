// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/merge.h"
#include "prove/solve.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ward::prove {

/// What something asks in the new policy, against the old one (R15.2).
enum class Strength : uint8_t {
  equal,
  stronger,
  weaker,
  incomparable, ///< of some organizations more, of others less
  unproved,     ///< not decided in one direction at least, and nothing found in that one
};

/// Two nodes of one policy: of whom something is asked, and whether they pass; none: nobody does.
struct Asked {
  NodeId of;
  NodeId passes;
};

/// An organization of which more, or less, is asked; what the runtime says of it by each policy.
struct Example {
  std::string given; ///< `given { ... }` as a test has it, with the facts that both know
  int32_t day = 0;
  std::vector<std::string> assumed; ///< proposals
  Replayed before, after;           ///< truths of `of` and `passes`
};

struct Compared {
  Strength strength = Strength::equal;
  std::optional<Example> less; ///< shows why it is weaker or incomparable
  std::optional<Example> more; ///< shows why it is stronger or incomparable
  std::string because;         ///< why it is not decided; also beside a `less` or `more`
  bool may_be_less = false;    ///< it is weaker, or that it is not was not proved
};

/// The truths of nodes of one of the two policies, by its bundle.
using Judge =
    std::function<Replayed(bool after, const Witness& facts, std::span<const NodeId> nodes)>;

/// Compares what two policies ask, by the solver. Counterexamples are judged by both bundles; one
/// to which they do not agree is a mistake of this program: it is in `faults`, and nothing is
/// shown.
class Comparison {
public:
  /// `judge` is given facts of model(). The policies outlive it.
  Comparison(const Policy& before, const Policy& after, Limits limits, Judge judge);

  const model::Model& model() const { return merged_.model(); }

  /// On the days from `first_day` to `last_day`, both in, days since 1970-01-01.
  Compared compare(const Asked& before, const Asked& after, int32_t first_day, int32_t last_day);
  /// Whether two nodes are one, so that nothing has to be asked.
  bool same(NodeId before, NodeId after) const;
  /// Whether the two would ask the same if all that was compared before did: then they differ by
  /// nothing of their own.
  bool same_but_for_parts(const Asked& before, const Asked& after);

  size_t questions = 0; ///< asked of the solver
  std::vector<std::string> faults;

private:
  struct Direction;
  using Pairs = std::set<std::pair<uint32_t, uint32_t>>;
  /// Whether the truth of x is never above that of y, in the order F, U, T, by their form and what
  /// is known of their parts: `and` is the least, `or` the greatest, `not` turns the order round.
  bool is_at_most(NodeId x, NodeId y, const Pairs& known,
                  std::map<std::pair<uint32_t, uint32_t>, bool>& seen);
  void ask(Direction& direction, const Asked& before, const Asked& after);

  Merged merged_;
  Limits limits_;
  Judge judge_;
  std::map<Pairs::value_type, int32_t> proved_; ///< x is at most y from that day on, for ever
  Pairs compared_;                              ///< both ways
};

/// The two of one thing joined: what is weaker in one and stronger in another is incomparable.
Strength joined(Strength x, Strength y);

} // namespace ward::prove
