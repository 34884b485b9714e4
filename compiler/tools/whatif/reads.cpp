// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/reads.h"

#include "core/operands.h"

#include <algorithm>
#include <tuple>

namespace ward::tool {

std::vector<rt::Atom> reads_of(const rt::Bundle& bundle, const std::vector<uint32_t>& nodes) {
  using Kind = rt::Atom::Kind;
  std::vector<rt::Atom> out;
  std::vector<bool> seen(bundle.node_count(), false);
  std::vector<uint32_t> open;
  const auto push = [&](uint32_t node) {
    if (node < seen.size() && !seen[node]) {
      seen[node] = true;
      open.push_back(node);
    }
  };
  for (const uint32_t node : nodes)
    push(node);
  while (!open.empty()) {
    const uint32_t node = open.back();
    open.pop_back();
    const bundle::Node& one = bundle.node(node);
    const rt::Op op = bundle.op(node);
    if (op == rt::Op::fact)
      out.push_back({Kind::fact, one.a(), 0, 0});
    if (op == rt::Op::field)
      out.push_back({Kind::field, one.lane() - 1u, 0, one.a()});
    if (op == rt::Op::lookup)
      out.push_back({Kind::field, one.a(), 0, one.b()});
    rt::for_each_operand(bundle, node, push);
    if (!rt::has_row_roots(op))
      continue;
    out.push_back({Kind::table, rt::fold_parts(bundle, node).table, 0, 0});
    rt::for_each_row_root(bundle, node, push);
  }
  const auto key = [](const rt::Atom& one) { return std::tuple(one.kind, one.index, one.field); };
  std::sort(out.begin(), out.end(),
            [&](const rt::Atom& a, const rt::Atom& c) { return key(a) < key(c); });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

} // namespace ward::tool
