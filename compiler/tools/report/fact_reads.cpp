// SPDX-License-Identifier: Apache-2.0
#include "tools/report/fact_reads.h"

#include "core/operands.h"
#include "tools/report/bundle_text.h"

#include <vector>

namespace ward::tool {

std::set<std::string> fact_reads(const rt::Bundle& bundle, uint32_t node) {
  std::set<std::string> out;
  if (node >= bundle.node_count())
    return out;
  const auto field_path = [&](const bundle::FactTable& table, uint32_t field) {
    return text_of(bundle, table.path()) + "[*]." +
           text_of(bundle, table.fields()->Get(field)->path());
  };
  std::set<uint32_t> seen;
  std::vector<uint32_t> open{node};
  const auto visit = [&](uint32_t operand) { open.push_back(operand); };
  while (!open.empty()) {
    const uint32_t index = open.back();
    open.pop_back();
    if (!seen.insert(index).second)
      continue;
    const bundle::Node& one = bundle.node(index);
    const rt::Op op = bundle.op(index);
    if (op == rt::Op::fact)
      out.insert(text_of(bundle, bundle.root().facts()->Get(one.a())->path()));
    if (op == rt::Op::field)
      out.insert(field_path(*bundle.root().tables()->Get(one.lane() - 1u), one.a()));
    if (op == rt::Op::lookup)
      out.insert(field_path(*bundle.root().tables()->Get(one.a()), one.b()));
    rt::for_each_operand(bundle, index, visit);
    if (!rt::has_row_roots(op))
      continue;
    rt::for_each_row_root(bundle, index, visit);
    const std::string table =
        text_of(bundle, bundle.root().tables()->Get(rt::fold_parts(bundle, index).table)->path());
    out.insert(table);
    out.insert(table + "[*]");
  }
  return out;
}

std::string fact_reads_text(const rt::Bundle& bundle, uint32_t node) {
  const std::set<std::string> reads = fact_reads(bundle, node);
  std::string out;
  for (const std::string& path : reads) {
    if (path.ends_with("[*]"))
      continue;
    const auto field = reads.lower_bound(path + "[*].");
    if (field != reads.end() && field->starts_with(path + "[*]."))
      continue;
    out += (out.empty() ? "" : ", ") + path;
  }
  return out;
}

std::string without_row(const std::string& path) {
  const size_t open = path.find("[\""), close = path.rfind("\"]");
  if (open == std::string::npos || close == std::string::npos || close < open)
    return path;
  return path.substr(0, open) + "[*]" + path.substr(close + 2);
}

} // namespace ward::tool
