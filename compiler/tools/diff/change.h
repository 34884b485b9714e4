// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/compare.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What two policies differ in, by meaning (chapter 15 of the reference).
namespace ward::diff {

enum class Topic : uint8_t {
  policy, ///< the profile in force, authorities, roles, proposals
  provision,
  element,
  control,
  fact,
  duty,
  penalty,
  crosswalk,
  exception,
  verdict, ///< of given facts
};
constexpr size_t topic_count = 10;

enum class Kind : uint8_t {
  added,
  removed,
  changed,
  stronger,
  weaker,
  incomparable,
  unproved, ///< changed; whether it asks less is not decided
  lost,     ///< an element that nothing covers any more
  gained,   ///< and one that something covers now
  flipped,
};
const char* kind_name(Kind kind);
const char* topic_name(Topic topic);

/// "from": a text of the old policy, "to": of the new one; empty where there is none.
struct Detail {
  std::string what, from, to;
};

/// Facts of which less or more is asked, and what each policy says of them.
struct Shown {
  bool less = false;
  std::string given, day; ///< the day as YYYY-MM-DD
  std::vector<std::string> assumed;
  std::string before, after;
};

struct Change {
  Topic topic = Topic::policy;
  Kind kind = Kind::changed;
  std::string name;  ///< a citation, a path
  std::string title; ///< may be empty
  std::string place; ///< "policy/clinic.ward:12:3" in the new policy, else in the old; or empty
  std::vector<Detail> details;
  std::vector<Shown> examples;
  std::string because;   ///< why something was not decided; also beside an example
  bool weaker = false;   ///< less may be asked than before: what `--fail-on weaker` counts
  bool coverage = false; ///< an element lost its last cover
  bool flip = false;
};

struct Diff {
  std::vector<Change> changes;       ///< by topic, then in the order of the law, then by name
  std::vector<std::string> limits;   ///< what was not compared, a sentence each
  size_t compared[topic_count] = {}; ///< how many there are in both
  size_t questions = 0;              ///< asked of the solver
  std::vector<std::string> faults;   ///< counterexamples to which the runtime did not agree
};

} // namespace ward::diff
