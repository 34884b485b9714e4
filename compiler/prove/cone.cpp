// SPDX-License-Identifier: Apache-2.0
#include "prove/cone.h"

#include <algorithm>

namespace ward::prove {

using program::LanguageType;
using program::Node;
using program::Op;

void for_each_operand(const program::Program& program, NodeId id,
                      const std::function<void(NodeId)>& f) {
  const Node& node = program.nodes[id.index];
  const auto list = [&](uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i)
      if (program.args[first + i] != program::no_node)
        f(NodeId{program.args[first + i]});
  };
  const auto one = [&](uint32_t operand) {
    if (operand != program::no_node)
      f(NodeId{operand});
  };
  switch (node.op) {
  case Op::lookup:
    return one(node.c);
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
    one(node.a);
    return one(node.b);
  case Op::negate:
  case Op::end_of_year:
  case Op::is_none:
  case Op::logical_not:
  case Op::shown:
    return one(node.a);
  case Op::logical_and:
  case Op::logical_or:
    return list(node.a, node.b);
  case Op::every:
  case Op::some:
  case Op::sum:
  case Op::sum_nonnegative:
    one(node.b);
    return one(node.c);
  case Op::count:
    return one(node.b);
  case Op::share:
    return list(node.b, 4);
  case Op::excused:
    one(node.a);
    one(node.b);
    return one(node.c);
  default:
    return;
  }
}

namespace {

constexpr uint8_t wanted_true = 1;
constexpr uint8_t wanted_false = 2;
constexpr uint32_t max_rows = 96; ///< of all tables together

bool is_key_of(const program::TypeRef& type, uint32_t table) {
  return type.type == LanguageType::key && type.of == table;
}

struct State {
  const program::Program& program;
  const Query& query;
  Cone out = {};
  std::vector<uint8_t> polarity = std::vector<uint8_t>(program.nodes.size());
  std::vector<bool> shown = std::vector<bool>(program.nodes.size());

  Cone run() {
    for (const NodeId root : query.hold)
      visit(root, wanted_true, false);
    for (const NodeId root : query.fail)
      visit(root, wanted_false, false);
    for (const NodeId root : query.fail_one)
      visit(root, wanted_false, false);
    for (const NodeId root : {query.less, query.more})
      if (root)
        visit(root, wanted_true | wanted_false, false);
    for (uint32_t i = 0; i < program.nodes.size(); ++i)
      if (polarity[i] != 0)
        take(NodeId{i});
    shape();
    return std::move(out);
  }

  /// INVARIANT: recursion is as deep as the program, which lower bounds.
  void visit(NodeId id, uint8_t wanted, bool under_shown) {
    const uint8_t before = polarity[id.index];
    const bool known = (before & wanted) == wanted && (!under_shown || shown[id.index]);
    if (known)
      return;
    polarity[id.index] = before | wanted;
    if (under_shown)
      shown[id.index] = true;
    wanted = polarity[id.index];
    under_shown = shown[id.index];
    const Node& node = program.nodes[id.index];
    const uint8_t turned = static_cast<uint8_t>((wanted & wanted_true ? wanted_false : 0) |
                                                (wanted & wanted_false ? wanted_true : 0));
    const uint8_t any = wanted_true | wanted_false;
    for_each_operand(program, id, [&](NodeId operand) {
      switch (node.op) {
      case Op::logical_and:
      case Op::logical_or:
        return visit(operand, wanted, under_shown);
      case Op::shown:
        return visit(operand, wanted, true);
      case Op::logical_not:
        return visit(operand, turned, under_shown);
      case Op::every:
        return visit(operand,
                     operand.index == node.b && operand.index != node.c ? turned
                     : operand.index == node.b                          ? any
                                                                        : wanted,
                     under_shown);
      case Op::some:
        return visit(operand, wanted, under_shown);
      default:
        return visit(operand, any, under_shown);
      }
    });
  }

  void take(NodeId id) {
    const Node& node = program.nodes[id.index];
    out.nodes.push_back(id);
    switch (node.op) {
    case Op::text:
      out.texts.insert(program.strings[node.a]);
      break;
    case Op::text_set:
      for (uint32_t i = 0; i < node.b; ++i)
        out.texts.insert(program.strings[program.args[node.a + i]]);
      break;
    case Op::fact:
      out.facts.insert(node.a);
      if (shown[id.index])
        out.shown_facts.insert(node.a);
      break;
    case Op::field:
      out.fields[node.lane - 1u].insert(node.a);
      if (shown[id.index])
        out.shown_fields.emplace(node.lane - 1u, node.a);
      break;
    case Op::lookup:
      out.tables[node.a];
      out.fields[node.a].insert(node.b);
      if (shown[id.index])
        out.shown_fields.emplace(node.a, node.b);
      break;
    case Op::every:
      out.tables[node.a].single += (polarity[id.index] & wanted_false) != 0;
      break;
    case Op::some:
      out.tables[node.a].single += (polarity[id.index] & wanted_true) != 0;
      break;
    case Op::count:
    case Op::sum:
    case Op::sum_nonnegative:
    case Op::share:
      ++out.tables[node.a].repeated;
      break;
    case Op::excused:
      out.unsupported = "decisions that take rows out are not encoded";
      break;
    default:
      break;
    }
    if ((node.op >= Op::every && node.op <= Op::share) && shown[id.index])
      out.tables[node.a].may_be_open = true;
  }

  /// Rows that keys name: each leaf that is a key of t, once for each row that it is read in, and
  /// each literal that may be a key of t.
  void shape() {
    for (auto& [table, shape] : out.tables) {
      // One kind of row for each total, by Caratheodory's theorem (R8.5), and one to spare.
      if (shape.repeated > 0)
        ++shape.repeated;
      shape.single += literal_keys(table) + named_by_key_field(table);
      for (const uint32_t fact : out.facts)
        shape.single +=
            is_key_of(program.facts[fact].type, table) ? members(program.facts[fact].type) : 0;
    }
    add_named_by_rows();
  }

  /// A set of keys names no more rows than there are values that are looked for in it.
  uint32_t members(const program::TypeRef& type) const {
    return type.is_set ? static_cast<uint32_t>(out.texts.size()) : 1;
  }

  uint32_t literal_keys(uint32_t table) const {
    std::set<uint32_t> keys;
    for (const NodeId id : out.nodes) {
      const Node& node = program.nodes[id.index];
      if (node.op == Op::lookup && node.a == table && program.nodes[node.c].op == Op::text)
        keys.insert(node.c);
    }
    return static_cast<uint32_t>(keys.size());
  }

  /// Where rows are told apart by their key, a row for each value that the key is compared with. If
  /// that is another value of the same row, no number of kinds of rows stands for all.
  uint32_t named_by_key_field(uint32_t table) {
    std::set<uint32_t> values;
    uint32_t literals = 0;
    for (const NodeId id : out.nodes) {
      const Node& node = program.nodes[id.index];
      if (node.op != Op::equal && node.op != Op::not_equal && node.op != Op::in_set)
        continue;
      if (!is_key_field(node.a, table) && (node.op == Op::in_set || !is_key_field(node.b, table)))
        continue;
      const uint32_t other = is_key_field(node.a, table) ? node.b : node.a;
      if (program.nodes[other].op == Op::text_set)
        literals += program.nodes[other].b;
      if (node.op != Op::in_set)
        values.insert(other);
      if (program.nodes[other].lane != 0 && out.tables.at(table).repeated > 0)
        out.incomplete = "rows compare their own key with their own fields";
    }
    return literals + static_cast<uint32_t>(values.size());
  }

  bool is_key_field(uint32_t node, uint32_t table) const {
    const Node& it = program.nodes[node];
    return it.op == Op::field && it.lane == table + 1 && it.a == program.tables[table].key_field;
  }

  void add_named_by_rows() {
    // leaves[from][to]: fields of `from` that are read and are keys of `to`.
    std::map<uint32_t, std::map<uint32_t, uint32_t>> leaves;
    for (const auto& [from, fields] : out.fields)
      for (const uint32_t field : fields)
        for (const auto& [to, shape] : out.tables) {
          const program::TypeRef& type = program.tables[from].fields[field].type;
          if (is_key_of(type, to))
            leaves[from][to] += members(type);
        }
    // Tables in an order in which those that name come first; one that is left over is in a circle.
    std::set<uint32_t> done;
    while (done.size() < out.tables.size()) {
      const auto next = std::find_if(out.tables.begin(), out.tables.end(), [&](const auto& each) {
        return !done.contains(each.first) &&
               std::all_of(leaves.begin(), leaves.end(), [&](const auto& from) {
                 return done.contains(from.first) || !from.second.contains(each.first);
               });
      });
      if (next == out.tables.end()) {
        out.incomplete = "rows of tables name each other in a circle";
        for (const auto& [from, to] : leaves)
          for (const auto& [table, count] : to)
            if (!done.contains(table))
              out.tables[table].single += count;
        break;
      }
      done.insert(next->first);
      for (const auto& [table, count] : leaves[next->first])
        if (!done.contains(table))
          out.tables[table].single += count * (next->second.single + next->second.repeated);
    }
    uint32_t rows = 0;
    for (const auto& [table, shape] : out.tables)
      rows += shape.single + shape.repeated;
    out.too_large = rows > max_rows;
  }
};

} // namespace

Cone cone_of(const program::Program& program, const Query& query) {
  return State{program, query}.run();
}

} // namespace ward::prove
