// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

namespace ward::rt {

/// Whether the node evaluates other nodes once for each row of a table: folds and `excused`.
constexpr bool has_row_roots(Op op) {
  return op == Op::every || op == Op::some || op == Op::count || op == Op::sum ||
         op == Op::sum_nonnegative || op == Op::share || op == Op::excused;
}

constexpr bool is_fold(Op op) {
  return has_row_roots(op) && op != Op::excused;
}

/// What a fold asks of each row; no_node where there is none.
struct FoldParts {
  uint32_t table = 0;
  uint32_t where = no_node;
  uint32_t body = no_node; ///< truth or number; of a share, what is shared
  uint32_t q = no_node;    ///< share: numbers
  uint32_t one = no_node;
};

inline FoldParts fold_parts(const Bundle& bundle, uint32_t fold) {
  const bundle::Node& node = bundle.node(fold);
  switch (bundle.op(fold)) {
  case Op::share:
    return {node.a(), bundle.arg(node.b()), bundle.arg(node.b() + 1), bundle.arg(node.b() + 2),
            bundle.arg(node.b() + 3)};
  case Op::count:
    return {node.a(), node.b(), no_node, no_node, no_node};
  case Op::excused:
    return {bundle.root().addressable(), node.b(), node.c(), no_node, no_node};
  default:
    return {node.a(), node.b(), node.c(), no_node, no_node};
  }
}

/// The nodes that a fold or `excused` evaluates for each row, and a share's weights.
template <typename Visit> void for_each_row_root(const Bundle& bundle, uint32_t fold, Visit visit) {
  const FoldParts parts = fold_parts(bundle, fold);
  for (uint32_t part : {parts.where, parts.body, parts.q, parts.one}) {
    if (part != no_node)
      visit(part);
  }
}

/// The nodes that a node reads for one value of its own lane: all operands of what is no fold, the
/// key of `excused`, nothing of a fold.
template <typename Visit> void for_each_operand(const Bundle& bundle, uint32_t index, Visit visit) {
  const bundle::Node& node = bundle.node(index);
  switch (bundle.op(index)) {
  case Op::lookup:
    visit(node.c());
    break;
  case Op::add:
  case Op::subtract:
  case Op::multiply:
  case Op::add_days:
  case Op::add_months:
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
  case Op::in_set:
    visit(node.a());
    visit(node.b());
    break;
  case Op::negate:
  case Op::end_of_year:
  case Op::is_none:
  case Op::logical_not:
  case Op::shown:
  case Op::excused:
    visit(node.a());
    break;
  case Op::logical_and:
  case Op::logical_or:
    for (uint32_t k = 0; k < node.b(); ++k)
      visit(bundle.arg(node.a() + k));
    break;
  default:
    break;
  }
}

} // namespace ward::rt
