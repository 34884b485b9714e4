// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/attempt.h"

namespace ward::tool {

using rt::Op;
using rt::Truth;

rt::Truth Attempt::truth(uint32_t node, Row row) {
  return bundle.node(node).lane() == 0 ? state.evaluation.truth(node)
                                       : state.evaluation.row_truth(row.fold, row.row, node);
}

rt::Value Attempt::value(uint32_t node, Row row) {
  if (bundle.node(node).lane() != 0)
    state.evaluation.select_row(row.fold, row.row);
  return state.evaluation.value(node);
}

std::optional<Edits> Attempt::refuse(std::string why) {
  blocked = std::move(why);
  return std::nullopt;
}

std::optional<Edits> Attempt::all_of(uint32_t node, bool want, Row row) {
  const bundle::Node& one = bundle.node(node);
  Edits out;
  for (uint32_t k = 0; k < one.b(); ++k) {
    std::optional<Edits> part = make(bundle.arg(one.a() + k), want, row);
    if (!part)
      return std::nullopt;
    out.insert(out.end(), part->begin(), part->end());
  }
  return out;
}

std::optional<Edits> Attempt::one_of(uint32_t node, bool want, Row row) {
  const bundle::Node& one = bundle.node(node);
  std::optional<Edits> best;
  std::string first;
  for (uint32_t k = 0; k < one.b(); ++k) {
    blocked.clear();
    std::optional<Edits> way = make(bundle.arg(one.a() + k), want, row);
    if (!way && first.empty())
      first = blocked;
    if (way && (!best || way->size() < best->size()))
      best = std::move(way);
  }
  blocked = first;
  return best;
}

std::optional<Edits> Attempt::make(uint32_t node, bool want, Row row) {
  if (truth(node, row) == rt::truth_of(want))
    return Edits{};
  if (++steps > max_solve_steps)
    return refuse("the condition is too large to look through");
  std::optional<Edits> out = change(node, want, row);
  if (out)
    blocked.clear();
  return out;
}

std::optional<Edits> Attempt::change(uint32_t node, bool want, Row row) {
  const bundle::Node& one = bundle.node(node);
  switch (bundle.op(node)) {
  case Op::logical_and:
    return want ? all_of(node, want, row) : one_of(node, want, row);
  case Op::logical_or:
    return want ? one_of(node, want, row) : all_of(node, want, row);
  case Op::logical_not:
    return make(one.a(), !want, row);
  case Op::shown:
    return make(one.a(), want, row);
  case Op::every:
    return every(node, want);
  case Op::some:
    return want ? some(node) : every(node, want);
  case Op::fact:
  case Op::field:
  case Op::lookup:
    return truth_leaf(node, want, row);
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
    return comparison(node, want, row);
  case Op::in_set:
    return membership(node, want, row);
  case Op::is_none:
    return none_or_not(node, want, row);
  case Op::excused:
    return refuse("an addressable decision");
  case Op::unknown:
    return refuse("it rests on what an authority supplies");
  case Op::assumed:
    return refuse("a proposal that is not assumed");
  default:
    return refuse("no facts give it");
  }
}

} // namespace ward::tool
