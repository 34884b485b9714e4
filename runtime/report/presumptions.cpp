// SPDX-License-Identifier: Apache-2.0
#include "report/presumptions.h"

#include "core/list.h"
#include "core/operands.h"

#include <algorithm>

namespace ward::rt {
namespace {

/// Every `shown` of the duty's rows, and global ones that those read.
List<uint32_t> shown_nodes(const Bundle& bundle, uint32_t duty, Arena& arena) {
  List<uint32_t> out;
  const auto add = [&](uint32_t node) {
    if (bundle.op(node) == Op::shown)
      out.push(arena, node);
  };
  for (uint32_t node : bundle.duty_slice(duty)) {
    add(node);
    for_each_operand(bundle, node, [&](uint32_t operand) {
      if (bundle.node(operand).lane() == 0)
        add(operand);
    });
  }
  std::sort(out.begin(), out.end());
  out.resize_down(static_cast<uint32_t>(std::unique(out.begin(), out.end()) - out.begin()));
  return out;
}

/// The leaves below a node. Operands come before their users, so one pass down from it sees each
/// node once.
List<uint32_t> leaves_below(const Bundle& bundle, uint32_t top, uint8_t* reached, Arena& arena) {
  List<uint32_t> out;
  std::fill(reached, reached + top + 1, uint8_t{0});
  reached[top] = 1;
  for (uint32_t node = top + 1; node-- > 0;) {
    if (reached[node] == 0)
      continue;
    const Op op = bundle.op(node);
    if (op == Op::fact || op == Op::field || op == Op::lookup)
      out.push(arena, node);
    for_each_operand(bundle, node, [&](uint32_t operand) { reached[operand] = 1; });
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool before(const Atom& x, const Atom& y) {
  if (x.kind != y.kind)
    return x.kind < y.kind;
  if (x.index != y.index)
    return x.index < y.index;
  return x.row != y.row ? x.row < y.row : x.field < y.field;
}

} // namespace

Presumptions presumptions_of(const Bundle& bundle, uint32_t duty, Arena& arena) {
  if (!bundle.presumes())
    return {};
  const List<uint32_t> nodes = shown_nodes(bundle, duty, arena);
  if (nodes.size() == 0 || arena.failed())
    return {};
  auto* items = arena.array<Presumption>(nodes.size());
  auto* reached = arena.array<uint8_t>(bundle.node_count());
  if (items == nullptr || reached == nullptr)
    return {};
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    const List<uint32_t> leaves = leaves_below(bundle, nodes[i], reached, arena);
    items[i] = {nodes[i], leaves.begin(), leaves.size()};
  }
  return arena.failed() ? Presumptions{} : Presumptions{items, nodes.size()};
}

Truth stated(const EventReader& reader, const Bundle& bundle, const Presumption& presumption) {
  return reader.truth(bundle.node(presumption.shown).a());
}

AtomSet atoms_of(const Evaluation& evaluation, const Presumption& presumption, uint32_t table,
                 uint32_t row, Arena& arena) {
  const Bundle& bundle = evaluation.bundle();
  List<Atom> out;
  for (uint32_t i = 0; i < presumption.leaf_count; ++i) {
    const bundle::Node& node = bundle.node(presumption.leaves[i]);
    switch (bundle.op(presumption.leaves[i])) {
    case Op::fact:
      out.push(arena, {Atom::Kind::fact, node.a(), 0, 0});
      break;
    case Op::field:
      if (node.a() != bundle.key_field(table))
        out.push(arena, {Atom::Kind::field, table, row, node.a()});
      break;
    default: {
      const Value& key = evaluation.value(node.c());
      const uint32_t found = key.state == State::known
                                 ? evaluation.find_row(node.a(), static_cast<TextId>(key.low))
                                 : UINT32_MAX;
      if (found != UINT32_MAX && node.b() != bundle.key_field(node.a()))
        out.push(arena, {Atom::Kind::field, node.a(), found, node.b()});
    }
    }
  }
  if (arena.failed())
    return {};
  std::sort(out.begin(), out.end(), before);
  const auto end = std::unique(out.begin(), out.end());
  return {out.begin(), static_cast<uint32_t>(end - out.begin())};
}

} // namespace ward::rt
