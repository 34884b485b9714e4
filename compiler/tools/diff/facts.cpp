// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "prove/cone.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace ward::diff {

namespace {

using program::Fact;
using program::Period;
using program::Table;

constexpr size_t readers_named = 5;

/// Whether facts may be older than before: none is for ever. Days and months do not convert (R4.2),
/// so that a change from one to the other may be either; it counts.
bool is_longer(const Period& from, const Period& to) {
  if (from.amount == 0)
    return false;
  return to.amount == 0 || from.months != to.months || to.amount > from.amount;
}

/// Which controls read a fact or a field, by path.
struct Readers {
  const Program& program;
  std::map<std::pair<uint32_t, uint32_t>, std::set<std::string>> of = {}; ///< table or none, index

  static constexpr uint32_t no_table = UINT32_MAX;

  explicit Readers(const Program& from) : program(from) {
    for (const program::Control& control : program.controls) {
      std::set<uint32_t> seen;
      std::vector<NodeId> open{control.applies, control.implemented};
      while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        if (!seen.insert(id.index).second)
          continue;
        const program::Node& node = program.nodes[id.index];
        const std::string& path = program.text(control.path);
        if (node.op == program::Op::fact)
          of[{no_table, node.a}].insert(path);
        if (node.op == program::Op::field)
          of[{node.lane - 1u, node.a}].insert(path);
        if (node.op == program::Op::lookup)
          of[{node.a, node.b}].insert(path);
        if (program::has_table(node.op))
          of[{node.a, program.tables[node.a].key_field}].insert(path);
        prove::for_each_operand(program, id, [&](NodeId operand) { open.push_back(operand); });
      }
    }
  }

  std::string text(uint32_t table, uint32_t index) const {
    const auto found = of.find({table, index});
    if (found == of.end())
      return {};
    std::vector<std::string> names(found->second.begin(), found->second.end());
    const size_t all = names.size();
    if (all > readers_named) {
      names.resize(readers_named);
      names.push_back(fmt::format("and {} more", all - readers_named));
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }
};

struct State {
  Context& context;
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();
  Readers readers{new_program};

  void run() {
    compare_all(old_program.facts, new_program.facts, "", Readers::no_table);
    each_pair(
        old_program.tables, new_program.tables,
        [&](bool after, const Table& table) {
          return (after ? new_program : old_program).text(table.path);
        },
        [&](const std::string& path, std::optional<uint32_t> x, std::optional<uint32_t> y) {
          if (x && y)
            compare_tables(path, old_program.tables[*x], new_program.tables[*y], *y);
          else
            context.add(Topic::fact, x ? Kind::removed : Kind::added, path, "table").place =
                x ? place_text(old_program, old_program.tables[*x].origin)
                  : place_text(new_program, new_program.tables[*y].origin);
        });
  }

  void compare_tables(const std::string& path, const Table& old, const Table& now, uint32_t index) {
    compare_all(old.fields, now.fields, path + "[*].", index);
    ++context.compared(Topic::fact);
    Change change;
    change.topic = Topic::fact;
    change.name = path;
    change.title = "table";
    change.place = place_text(new_program, now.origin);
    differ(change.details, "key", old_program.text(old.fields[old.key_field].path),
           new_program.text(now.fields[now.key_field].path));
    finish(change, old.fresh, now.fresh, index, now.key_field);
  }

  void compare_all(const std::vector<Fact>& old, const std::vector<Fact>& now,
                   const std::string& before_name, uint32_t table) {
    each_pair(
        old, now,
        [&](bool after, const Fact& fact) {
          return (after ? new_program : old_program).text(fact.path);
        },
        [&](const std::string& path, std::optional<uint32_t> x, std::optional<uint32_t> y) {
          if (x && y)
            return compare(before_name + path, old[*x], now[*y], table, *y);
          const Program& from = x ? old_program : new_program;
          const Fact& fact = x ? old[*x] : now[*y];
          Change& change =
              context.add(Topic::fact, x ? Kind::removed : Kind::added, before_name + path);
          change.place = place_text(from, fact.origin);
          const std::string type = type_text(from, fact.type);
          change.details.push_back({"type", x ? type : "", x ? "" : type});
        });
  }

  void compare(const std::string& path, const Fact& old, const Fact& now, uint32_t table,
               uint32_t index) {
    ++context.compared(Topic::fact);
    Change change;
    change.topic = Topic::fact;
    change.name = path;
    change.place = place_text(new_program, now.origin);
    std::vector<Detail>& details = change.details;
    differ(details, "type", type_text(old_program, old.type), type_text(new_program, now.type));
    differ(details, "supplied by", authority_of(old_program, old), authority_of(new_program, now));
    differ(details, "privileged", old.privileged ? "yes" : "", now.privileged ? "yes" : "");
    differ(details, "question", old_program.text(old.prompt), new_program.text(now.prompt));
    finish(change, old.fresh, now.fresh, table, index);
  }

  static std::string authority_of(const Program& program, const Fact& fact) {
    return fact.supplied_by == 0 ? ""
                                 : program.text(program.authorities[fact.supplied_by - 1].name);
  }

  void finish(Change& change, const Period& old, const Period& now, uint32_t table,
              uint32_t index) {
    if (old != now) {
      change.details.push_back({"fresh for", period_text(old), period_text(now)});
      change.weaker = is_longer(old, now);
      change.kind = change.weaker ? Kind::weaker : Kind::stronger;
    }
    if (change.details.empty())
      return;
    if (const std::string read = readers.text(table, index); !read.empty())
      change.details.push_back({"read by", "", read});
    context.out.changes.push_back(std::move(change));
  }
};

} // namespace

void compare_facts(Context& context) {
  State{context}.run();
}

} // namespace ward::diff
