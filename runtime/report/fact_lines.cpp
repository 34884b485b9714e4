// SPDX-License-Identifier: Apache-2.0
#include "report/fact_lines.h"

#include "report/names.h"
#include "report/value_text.h"

#include <algorithm>
#include <string_view>

namespace ward::rt {
namespace {

constexpr uint32_t every_atom = UINT32_MAX;

/// By file, then by line: rows are in the order of their keys, not of their lines.
bool stands_before(const Provenance& a, const Provenance& b) {
  const std::string_view left(a.at.data, a.at.size), right(b.at.data, b.at.size);
  const size_t colon = left.rfind(':'), other = right.rfind(':');
  if (colon == std::string_view::npos || other == std::string_view::npos)
    return left == right ? a.line < b.line : left < right;
  const std::string_view file = left.substr(0, colon), other_file = right.substr(0, other);
  if (file != other_file)
    return file < other_file;
  // Without leading zeros the shorter number is the smaller one.
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

bool same_value(const bundle::TypeRef& type, const Cell& a, const Cell& b) {
  if (a.state != b.state || a.stated != b.stated || a.size != b.size)
    return false;
  if (a.state == State::none || (a.state == State::unknown && !a.stated))
    return true;
  if (!type.is_set())
    return a.number == b.number;
  if (a.stated && a.size == stated_none)
    return true;
  for (uint32_t i = 0; i < a.size; ++i)
    if (a.members[i] != b.members[i])
      return false;
  return true;
}

} // namespace

bool FactLines::open() {
  const Bundle& bundle = report_.bundle;
  first_group_ = arena_.array<uint32_t>(bundle.table_count());
  uint32_t count = 0;
  for (uint32_t t = 0; first_group_ != nullptr && t < bundle.table_count(); ++t) {
    first_group_[t] = count;
    count += 1 + bundle.field_count(t);
  }
  groups_ = arena_.array<Group>(count);
  return first_group_ != nullptr && groups_ != nullptr;
}

void FactLines::reset() {
  failed_ = failed_ || text_.failed();
  text_.clear();
}

FactLines::Group* FactLines::group_of(const Atom& atom) {
  if (atom.kind == Atom::Kind::row)
    return &groups_[first_group_[atom.index]];
  if (atom.kind == Atom::Kind::field)
    return &groups_[first_group_[atom.index] + 1 + atom.field];
  return nullptr;
}

const bundle::Fact& FactLines::declaration(const Atom& atom) const {
  const bundle::Bundle& root = report_.bundle.root();
  if (atom.kind == Atom::Kind::fact)
    return *root.facts()->Get(atom.index);
  return *root.tables()->Get(atom.index)->fields()->Get(atom.field);
}

uint32_t FactLines::provenance_of(const Atom& atom) const {
  const BoundFacts& facts = report_.facts;
  switch (atom.kind) {
  case Atom::Kind::row:
    return facts.tables[atom.index].row_provenance[atom.row];
  case Atom::Kind::table:
    return facts.tables[atom.index].complete_provenance;
  default:
    return cell_of(facts, atom).provenance;
  }
}

Bytes FactLines::path_of(const Atom& atom) {
  reset();
  const size_t size = write_path(report_.evaluation, atom, nullptr, 0);
  char* out = text_.extend(size);
  if (out == nullptr)
    return {};
  write_path(report_.evaluation, atom, out, size);
  return {text_.data(), static_cast<uint32_t>(size)};
}

bool FactLines::selected(const Atom& atom, uint32_t mask) const {
  if (mask == every_atom)
    return true;
  Cause cause = Cause::absent;
  switch (atom.kind) {
  case Atom::Kind::row:
    return false;
  case Atom::Kind::table:
    if (report_.facts.tables[atom.index].complete)
      return false;
    cause = report_.facts.tables[atom.index].open_because;
    break;
  default: {
    const Cell& cell = cell_of(report_.facts, atom);
    if (cell.state != State::unknown)
      return false;
    cause = cell.cause;
  }
  }
  return (mask >> static_cast<uint32_t>(cause) & 1) != 0;
}

void FactLines::write(const char* name, AtomSet atoms) {
  json_.key(name);
  write_filtered(atoms, every_atom);
}

void FactLines::write_causes(const char* name, AtomSet atoms, uint32_t mask) {
  bool any = false;
  for (uint32_t i = 0; i < atoms.count && !any; ++i)
    any = selected(atoms.items[i], mask);
  if (!any)
    return;
  json_.key(name);
  write_filtered(atoms, mask);
}

void FactLines::write_filtered(AtomSet atoms, uint32_t mask) {
  for (uint32_t i = 0; i < atoms.count; ++i)
    if (Group* group = group_of(atoms.items[i]))
      *group = {};
  for (uint32_t i = 0; i < atoms.count; ++i)
    if (Group* group = group_of(atoms.items[i]); group != nullptr && selected(atoms.items[i], mask))
      ++group->count;
  json_.begin_array();
  for (uint32_t i = 0; i < atoms.count; ++i) {
    const Atom& atom = atoms.items[i];
    if (!selected(atom, mask))
      continue;
    Group* group = group_of(atom);
    if (group == nullptr || group->count <= collapse_above) {
      write_one(atom);
    } else if (!group->written) {
      group->written = true;
      write_group({atoms.items + i, atoms.count - i}, atom, mask, group->count);
    }
  }
  json_.end_array();
}

void FactLines::write_place(uint32_t index, const char* at, const char* line) {
  const Provenance& provenance = report_.facts.provenances[index];
  if (provenance.at.size > 0)
    json_.member(at, provenance.at);
  else if (provenance.line != 0)
    json_.member(line, provenance.line);
}

void FactLines::write_value_of(const bundle::Fact& fact, const Cell& cell) {
  if (fact.privileged() && report_.options.redact) {
    json_.key("value").null();
    json_.member("redacted", true);
    return;
  }
  reset();
  json_.key("value");
  if (write_value(report_.bundle, report_.facts, *fact.type(), cell, text_))
    json_.string({text_.data(), static_cast<uint32_t>(text_.size())});
  else
    json_.null();
}

void FactLines::write_cause(const Cell& cell) {
  if (cell.state == State::unknown)
    json_.member("cause", name_of(cell.cause));
  if (cell.state != State::unknown || cell.stated)
    json_.member("proof", name_of(cell.proof));
}

void FactLines::write_one(const Atom& atom) {
  const Bytes path = path_of(atom);
  json_.begin_object();
  switch (atom.kind) {
  case Atom::Kind::row:
    json_.member("kind", "row");
    json_.member("path", path);
    break;
  case Atom::Kind::table: {
    const BoundTable& table = report_.facts.tables[atom.index];
    json_.member("kind", "complete");
    json_.member("path", path);
    json_.member("rows", table.rows);
    if (!table.complete)
      json_.member("cause", name_of(table.open_because));
    json_.optional_member(
        "prompt", table.complete ? Bytes{}
                                 : report_.bundle.string(
                                       report_.bundle.root().tables()->Get(atom.index)->prompt()));
    break;
  }
  default: {
    const bundle::Fact& fact = declaration(atom);
    const Cell& cell = cell_of(report_.facts, atom);
    json_.member("kind", "value");
    json_.member("path", path);
    write_value_of(fact, cell);
    write_cause(cell);
    if (cell.state == State::unknown)
      json_.optional_member("prompt", report_.bundle.string(fact.prompt()));
  }
  }
  const uint32_t index = provenance_of(atom);
  const Provenance& provenance = report_.facts.provenances[index];
  json_.optional_member("source", provenance.source);
  write_place(index, "at", "line");
  if (provenance.as_of != INT32_MIN) {
    reset();
    write_date(provenance.as_of, text_);
    json_.member("as_of", Bytes{text_.data(), static_cast<uint32_t>(text_.size())});
  }
  json_.end_object();
}

void FactLines::write_group(AtomSet atoms, const Atom& first, uint32_t mask, uint32_t count) {
  const bundle::FactTable& table = *report_.bundle.root().tables()->Get(first.index);
  const bool leaves = first.kind == Atom::Kind::field;
  reset();
  text_.put(report_.bundle.string(table.path()));
  text_.put("[*]");
  if (leaves) {
    text_.put('.');
    text_.put(report_.bundle.string(declaration(first).path()));
  }
  json_.begin_object();
  json_.member("kind", leaves ? "values" : "rows");
  json_.member("path", Bytes{text_.data(), static_cast<uint32_t>(text_.size())});
  json_.member("rows", count);
  json_.member("of", report_.facts.tables[first.index].rows);

  // What all have in common is said; of proofs the weakest, of days the oldest.
  bool value = true;
  bool cause = true;
  bool source = true;
  bool dated = true;
  Proof weakest = Proof::independently_tested;
  int32_t oldest = INT32_MAX;
  uint32_t begin = provenance_of(first);
  uint32_t last = begin;
  const Bytes said = report_.facts.provenances[begin].source;
  for (uint32_t i = 0; i < atoms.count; ++i) {
    const Atom& atom = atoms.items[i];
    if (atom.kind != first.kind || atom.index != first.index || atom.field != first.field ||
        !selected(atom, mask))
      continue;
    const uint32_t at = provenance_of(atom);
    const Provenance& provenance = report_.facts.provenances[at];
    if (stands_before(provenance, report_.facts.provenances[begin]))
      begin = at;
    if (stands_before(report_.facts.provenances[last], provenance))
      last = at;
    source = source && provenance.source.data == said.data;
    dated = dated && provenance.as_of != INT32_MIN;
    oldest = std::min(oldest, provenance.as_of);
    if (!leaves)
      continue;
    const Cell& cell = cell_of(report_.facts, atom);
    const Cell& model = cell_of(report_.facts, first);
    value = value && same_value(*declaration(first).type(), cell, model);
    cause = cause && cell.state == model.state && cell.cause == model.cause;
    weakest = std::min(weakest, cell.proof);
  }
  if (leaves) {
    const Cell& model = cell_of(report_.facts, first);
    if (value)
      write_value_of(declaration(first), model);
    if (cause && model.state == State::unknown)
      json_.member("cause", name_of(model.cause));
    if (model.state != State::unknown)
      json_.member("proof", name_of(weakest));
    if (model.state == State::unknown)
      json_.optional_member("prompt", report_.bundle.string(declaration(first).prompt()));
  }
  if (source)
    json_.optional_member("source", said);
  write_place(begin, "at", "line");
  write_place(last, "last_at", "last_line");
  if (dated) {
    reset();
    write_date(oldest, text_);
    json_.member("as_of", Bytes{text_.data(), static_cast<uint32_t>(text_.size())});
  }
  json_.end_object();
}

} // namespace ward::rt
