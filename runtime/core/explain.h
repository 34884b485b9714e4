// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/evaluate.h"
#include "core/value.h"

#include <cstddef>
#include <cstdint>

namespace ward::rt {

/// One thing that can be learned about an organization (R11.1).
struct Atom {
  enum class Kind : uint8_t { fact, row, field, table };
  Kind kind = Kind::fact;
  uint32_t index = 0; ///< fact: in facts; else: in tables
  uint32_t row = 0;   ///< row and field
  uint32_t field = 0; ///< field; never the key field, which is known by the row's presence

  friend bool operator==(const Atom&, const Atom&) = default;
};

/// Ascending by the bytes of the atoms' paths, no repeats.
struct AtomSet {
  const Atom* items = nullptr;
  uint32_t count = 0;
};

/// What is explained: the verdict of a pair of global truths. A provision: its applicable and met;
/// a control's line: applies and implemented; an element: applies and met; one node alone:
/// {no_node, node}.
struct Target {
  uint32_t applicable = no_node;
  uint32_t met = no_node;
};

enum class Outcome : uint8_t { met, not_met, unknown, not_applicable };

struct Explanation {
  Outcome outcome = Outcome::unknown;
  AtomSet reason; ///< known outcome: irreducible, alone gives the same outcome (R11.3)
  AtomSet to_met; ///< unknown outcome: could settle it as met; empty: nothing can (R11.4)
  AtomSet to_not_met;
  AtomSet may_matter;
  bool can_be_met = false; ///< unknown outcome: to_met settles it (an empty set may)
  bool can_be_not_met = false;
  bool presumed = false;     ///< without presumptions the outcome would be unknown (R5.21)
  bool no_instances = false; ///< R11.5
};

Outcome outcome_of(const Evaluation& evaluation, Target target);

/// Explains verdicts of one evaluation. Working memory is taken once, from the arena given, and
/// reused; results stay in that arena. The evaluation must outlive it. One thread at a time.
class Explainer {
public:
  explicit Explainer(Arena& arena) : arena_(arena) {}
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  /// WARD_OK or WARD_ERR_OUT_OF_MEMORY. `strict` is the same facts evaluated without presumptions,
  /// or null where bundle.presumes() is false.
  ward_status open(Evaluation& evaluation, const Evaluation* strict);

  /// WARD_OK or WARD_ERR_OUT_OF_MEMORY.
  ward_status explain(Target target, Explanation* out);

  /// Why an event is what it is: `nodes` are truths of its row or global. Where `expected` is
  /// known, the reason of the first node, which has that truth; else what may matter to any of
  /// them.
  ward_status explain_event(uint32_t duty, uint32_t row, const uint32_t* nodes, uint32_t count,
                            Truth expected, Explanation* out);
  /// The outcome judged from these atoms alone (R11.2); any order, repeats allowed.
  ward_status judge_from(AtomSet atoms, Target target, Outcome* out);

  /// Every atom the facts make known or unknown that the target can read, ascending.
  ward_status atoms_of(Target target, AtomSet* out);

private:
  Arena& arena_;
  struct Explaining* state_ = nullptr;
};

/// The leaf of a fact or field atom.
const Cell& cell_of(const BoundFacts& facts, const Atom& atom);

/// `systems["pms"].mfa`, `systems["pms"]`, `systems`, `org.roles`: writes at most `capacity` bytes,
/// without an end; returns the whole length. `"` and `\` in a key are written with a `\`.
size_t write_path(const Evaluation& evaluation, const Atom& atom, char* out, size_t capacity);

} // namespace ward::rt
