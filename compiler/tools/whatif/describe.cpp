// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/describe.h"

#include "report/value_text.h"
#include "tools/report/bundle_text.h"
#include "tools/report/fact_reads.h"
#include "tools/whatif/attempt.h"

#include <map>
#include <tuple>

namespace ward::tool {

namespace {

struct State {
  const World& world;
  const ChangedFacts& facts;
  const rt::Bundle& bundle = world.bundle();

  const bundle::Fact& about(const rt::Atom& leaf) const {
    return leaf.kind == rt::Atom::Kind::fact
               ? *bundle.root().facts()->Get(leaf.index)
               : *bundle.root().tables()->Get(leaf.index)->fields()->Get(leaf.field);
  }

  std::string value(const bundle::TypeRef& type, const rt::Cell& cell) const {
    const bool is_text =
        type.type() == bundle::LanguageType::text || type.type() == bundle::LanguageType::key;
    if (is_text && !type.is_set() && cell.state == rt::State::known && is_some_text(cell.number))
      return "stated";
    rt::Buffer out(world.allocator());
    if (!rt::write_value(bundle, facts.base(), type, cell, out))
      return "";
    return std::string(out.data(), out.size());
  }

  std::string member(const bundle::TypeRef& type, int64_t number) const {
    bundle::TypeRef scalar(type.type(), false, false, type.scale(), type.of());
    rt::Cell cell;
    cell.number = number;
    cell.state = rt::State::known;
    return value(scalar, cell);
  }

  std::string to_text(const Edit& edit) const {
    switch (edit.kind) {
    case Edit::Kind::row:
      return "one row more";
    case Edit::Kind::complete:
      return "declared whole";
    case Edit::Kind::value:
      return value(*about(edit.atom).type(), edit.cell);
    case Edit::Kind::add_member:
      return "with " + member(*about(edit.atom).type(), edit.member);
    case Edit::Kind::remove_member:
      return "without " + member(*about(edit.atom).type(), edit.member);
    }
    return "";
  }

  std::string key(const rt::Atom& leaf) const {
    const rt::TextId id = facts.key(leaf.index, leaf.row);
    const rt::Bytes text = rt::text_of(bundle, facts.base(), id);
    return std::string(text.data, text.size);
  }

  std::vector<Change> run(const std::vector<Edit>& edits) const {
    std::map<std::tuple<std::string, std::string, bool>, Change> groups;
    for (const Edit& edit : edits) {
      const rt::Atom& atom = edit.atom;
      const bool is_leaf = atom.kind == rt::Atom::Kind::fact || atom.kind == rt::Atom::Kind::field;
      const bool added = (atom.kind == rt::Atom::Kind::field || edit.kind == Edit::Kind::row) &&
                         facts.is_new_row(atom.index, atom.row);
      Change change;
      change.path = path_of(bundle, facts, atom);
      change.to = to_text(edit);
      if (is_leaf && !added) {
        const rt::Cell& now = facts.cell(atom);
        change.from =
            now.state != rt::State::unknown || now.stated ? value(*about(atom).type(), now) : "";
        change.was_unknown = now.state == rt::State::unknown;
        change.renews = now.state == rt::State::unknown && now.stated && change.from == change.to;
      }
      change.was_unknown = change.was_unknown || edit.kind == Edit::Kind::complete;
      std::string row;
      if (atom.kind == rt::Atom::Kind::field && !added) {
        row = key(atom);
        change.path = without_row(change.path);
      }
      const std::tuple name(change.path, change.to, change.was_unknown);
      Change& group = groups.emplace(name, std::move(change)).first->second;
      if (!row.empty())
        group.rows.push_back(row);
    }
    std::vector<Change> out;
    for (auto& [name, change] : groups)
      out.push_back(std::move(change));
    return out;
  }
};

} // namespace

std::vector<Change> describe(const World& world, const ChangedFacts& facts,
                             const std::vector<Edit>& edits) {
  return State{world, facts}.run(edits);
}

} // namespace ward::tool
