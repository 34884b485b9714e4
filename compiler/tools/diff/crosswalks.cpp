// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

namespace ward::diff {

namespace {

using program::Crosswalk;
using program::CrosswalkRow;

constexpr const char* relations[] = {"equal", "subset", "superset", "intersects", "none"};

std::string side_text(const Program& program, program::Text citation,
                      const std::vector<program::Text>& elements) {
  std::string out = program.text(citation);
  for (size_t i = 0; i < elements.size(); ++i)
    out += (i == 0 ? ".{" : ", ") + program.text(elements[i]);
  return elements.empty() ? out : out + "}";
}

struct Row {
  const Program& program;
  const CrosswalkRow& row;
};

/// Every row under what it maps, with the title of its crosswalk, which may state a pair too.
std::map<std::string, Row> rows_of(const Program& program) {
  std::map<std::string, Row> out;
  for (const Crosswalk& crosswalk : program.crosswalks)
    for (const CrosswalkRow& row : crosswalk.rows)
      out.emplace(fmt::format("{} -> {} ({})", side_text(program, row.from, row.from_elements),
                              side_text(program, row.to, row.to_elements),
                              program.text(crosswalk.title)),
                  Row{program, row});
  return out;
}

const char* relation_of(const Row& row) {
  return relations[static_cast<size_t>(row.row.relation)];
}

std::string strength_of(const Row& row) {
  return row.row.strength == 0 ? "" : fmt::format("{}", row.row.strength);
}

} // namespace

void compare_crosswalks(Context& context) {
  const auto before = rows_of(context.old_program()), after = rows_of(context.new_program());
  for (const auto& [name, old] : before)
    if (!after.contains(name)) {
      Change& change = context.add(Topic::crosswalk, Kind::removed, name);
      change.place = place_text(old.program, old.row.origin);
      change.details.push_back({"relation", relation_of(old), ""});
    }
  for (const auto& [name, now] : after) {
    Change change;
    change.topic = Topic::crosswalk;
    change.name = name;
    change.place = place_text(now.program, now.row.origin);
    const auto found = before.find(name);
    if (found == before.end()) {
      change.kind = Kind::added;
      change.details.push_back({"relation", "", relation_of(now)});
      context.out.changes.push_back(std::move(change));
      continue;
    }
    ++context.compared(Topic::crosswalk);
    const Row& old = found->second;
    differ(change.details, "relation", relation_of(old), relation_of(now));
    differ(change.details, "strength", strength_of(old), strength_of(now));
    differ(change.details, "because", old.program.text(old.row.because),
           now.program.text(now.row.because));
    if (!change.details.empty())
      context.out.changes.push_back(std::move(change));
  }
}

} // namespace ward::diff
