// SPDX-License-Identifier: Apache-2.0
#include "prove/witness.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::prove {

namespace {

struct State {
  const Subject& subject;
  const Query& query;
  std::vector<NodeId> nodes = nodes_of(query);

  static std::vector<NodeId> nodes_of(const Query& query) {
    std::vector<NodeId> out;
    for (const auto* list : {&query.hold, &query.fail, &query.fail_one})
      out.insert(out.end(), list->begin(), list->end());
    if (query.less)
      out.insert(out.end(), {query.less, query.more});
    return out;
  }

  Replayed judge(const Witness& witness) const { return subject.replay(witness, nodes); }

  bool agrees(const Replayed& again) const {
    if (!again.refused.empty())
      return false;
    const size_t held = query.hold.size(), failed = held + query.fail.size();
    for (size_t i = 0; i < failed; ++i)
      if (again.truths[i] != (i < held ? 1 : 0))
        return false;
    const auto one = again.truths.begin() + static_cast<std::ptrdiff_t>(failed);
    const auto end = one + static_cast<std::ptrdiff_t>(query.fail_one.size());
    if (query.less && !is_less(end[0], end[1]))
      return false;
    return query.fail_one.empty() || std::find(one, end, 0) != end;
  }

  /// In the order F, U, T.
  static bool is_less(uint8_t x, uint8_t y) { return x != y && (x == 0 || y == 1); }

  std::string text_of(const Replayed& again) const {
    std::string out;
    for (size_t i = 0; i < nodes.size(); ++i)
      out += fmt::format("{}%{} is {}", i == 0 ? "" : ", ", nodes[i].index, "FTU"[again.truths[i]]);
    return out;
  }
};

struct Reducer {
  const State& state;
  Witness& witness;
  /// What compares two truths keeps both: one that became unknown would show another difference.
  const std::vector<uint8_t> first = state.judge(witness).truths;

  template <typename T> static auto at(std::vector<T>& items, size_t index) {
    return items.begin() + static_cast<std::ptrdiff_t>(index);
  }

  void run() {
    for (size_t i = 0; i < witness.given.size();)
      if (!leaves_out([&] { witness.given.erase(at(witness.given, i)); }))
        reduce_table(i++);
  }

  void reduce_table(size_t index) {
    if (witness.given[index].kind != model::Binding::Kind::table)
      return;
    const auto rows = [&]() -> std::vector<model::GivenRow>& { return witness.given[index].rows; };
    for (size_t row = 0; row < rows().size();) {
      if (leaves_out([&] { rows().erase(at(rows(), row)); }))
        continue;
      for (size_t field = 0; field < rows()[row].fields.size();)
        if (!leaves_out([&] { rows()[row].fields.erase(at(rows()[row].fields, field)); }))
          ++field;
      ++row;
    }
  }

  /// Whether the truths stay; if not, so does the witness.
  template <typename F> bool leaves_out(F&& change) {
    Witness before = witness;
    change();
    const Replayed again = state.judge(witness);
    const bool same = state.agrees(again) && (!state.query.less || again.truths == first);
    if (!same)
      witness = std::move(before);
    return same;
  }
};

} // namespace

std::string replay(const Subject& subject, const Query& query, const Witness& witness) {
  const State state{subject, query};
  const Replayed judged = state.judge(witness);
  if (!judged.refused.empty())
    return "the facts were refused: " + judged.refused;
  return state.agrees(judged) ? "" : "the runtime does not agree: " + state.text_of(judged);
}

void reduce(const Subject& subject, const Query& query, Witness& witness) {
  const State state{subject, query};
  Reducer{state, witness}.run();
}

} // namespace ward::prove
