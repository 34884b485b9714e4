// SPDX-License-Identifier: Apache-2.0
#include "tools/report/bundle_text.h"
#include "tools/whatif/attempt.h"

#include <algorithm>

namespace ward::tool {

using bundle::LanguageType;
using rt::Op;
using rt::Truth;

namespace {

rt::Cell number_cell(int64_t number) {
  rt::Cell cell;
  cell.number = number;
  cell.state = rt::State::known;
  return cell;
}

rt::Cell none_cell() {
  rt::Cell cell;
  cell.state = rt::State::none;
  return cell;
}

bool fits(rt::Int128 number) {
  return number <= INT64_MAX && number >= INT64_MIN;
}

bool is_arithmetic(Op op) {
  return op == Op::add || op == Op::subtract || op == Op::negate || op == Op::multiply ||
         op == Op::add_days || op == Op::add_months || op == Op::end_of_year;
}

} // namespace

std::string path_of(const rt::Bundle& bundle, const ChangedFacts& facts, const rt::Atom& atom) {
  if (atom.kind == rt::Atom::Kind::fact)
    return text_of(bundle, bundle.root().facts()->Get(atom.index)->path());
  const bundle::FactTable& table = *bundle.root().tables()->Get(atom.index);
  std::string out = text_of(bundle, table.path());
  if (atom.kind == rt::Atom::Kind::table)
    return out;
  if (facts.is_new_row(atom.index, atom.row)) {
    out += "[a new row]";
  } else {
    const rt::TextId key = facts.key(atom.index, atom.row);
    const rt::Bytes bytes = key < bundle.string_count()
                                ? bundle.string(key)
                                : facts.base().texts[key - bundle.string_count()];
    out += "[\"" + std::string(bytes.data, bytes.size) + "\"]";
  }
  if (atom.kind == rt::Atom::Kind::field)
    out += "." + text_of(bundle, table.fields()->Get(atom.field)->path());
  return out;
}

std::optional<Attempt::Leaf> Attempt::leaf(uint32_t node, Row row) {
  const bundle::Node& one = bundle.node(node);
  Leaf out;
  out.node = node;
  switch (bundle.op(node)) {
  case Op::fact:
    out.atom = {rt::Atom::Kind::fact, one.a(), 0, 0};
    out.about = bundle.root().facts()->Get(one.a());
    return out;
  case Op::field:
    out.atom = {rt::Atom::Kind::field, one.lane() - 1u, row.row, one.a()};
    break;
  case Op::lookup: {
    const rt::Value key = value(one.c(), row);
    const uint32_t found =
        key.exact() ? state.evaluation.find_row(one.a(), static_cast<rt::TextId>(key.low))
                    : UINT32_MAX;
    if (found == UINT32_MAX)
      return std::nullopt;
    out.atom = {rt::Atom::Kind::field, one.a(), found, one.b()};
    break;
  }
  default:
    return std::nullopt;
  }
  out.about = bundle.root().tables()->Get(out.atom.index)->fields()->Get(out.atom.field);
  return out;
}

/// The leaves that a number rests on, through its arithmetic.
std::vector<Attempt::Leaf> Attempt::leaves_of(uint32_t node, Row row) {
  std::vector<Leaf> out;
  if (const std::optional<Leaf> one = leaf(node, row)) {
    out.push_back(*one);
  } else if (is_arithmetic(bundle.op(node))) {
    rt::for_each_operand(bundle, node, [&](uint32_t operand) {
      for (const Leaf& below : leaves_of(operand, row))
        out.push_back(below);
    });
  }
  return out;
}

std::string Attempt::path(const Leaf& leaf) const {
  return path_of(bundle, state.facts, leaf.atom);
}

rt::Cell Attempt::cell(const Leaf& leaf) const {
  const bool phantom =
      leaf.atom.kind == rt::Atom::Kind::field && leaf.atom.row >= state.facts.rows(leaf.atom.index);
  return phantom ? rt::Cell{} : state.facts.cell(leaf.atom);
}

bool Attempt::may_change(const Leaf& leaf) {
  const rt::Atom& atom = leaf.atom;
  if (leaf.about->supplied_by() != 0)
    blocked = path(leaf) + ", which an authority supplies";
  else if (atom.kind == rt::Atom::Kind::field && atom.field == bundle.key_field(atom.index))
    blocked = path(leaf) + ", the key of its row";
  else if (world.is_circumstance(atom) && cell(leaf).state != rt::State::unknown)
    blocked = path(leaf) + ", by which the law decides whether something applies";
  else
    return true;
  return false;
}

/// A day that was stated stays or moves on, and what was not done is done today at the earliest:
/// what happened is not undone.
bool Attempt::may_become(const Leaf& leaf, const rt::Cell& to) const {
  const rt::Cell now = cell(leaf);
  if (leaf.about->type()->type() != LanguageType::date || now.state == rt::State::unknown)
    return true;
  if (to.state != rt::State::known)
    return now.state == rt::State::none;
  return now.state == rt::State::none ? to.number >= world.today() : to.number > now.number;
}

std::optional<Edits> Attempt::set(const Leaf& leaf, rt::Cell to) {
  if (!may_change(leaf))
    return std::nullopt;
  if (!may_become(leaf, to))
    return refuse(path(leaf) + ", a day that is past");
  Edit edit;
  edit.atom = leaf.atom;
  edit.cell = to;
  return Edits{edit};
}

std::optional<Edits> Attempt::truth_leaf(uint32_t node, bool want, Row row) {
  const std::optional<Leaf> one = leaf(node, row);
  return one ? set(*one, number_cell(want ? 1 : 0)) : refuse("a row that is not known");
}

/// A number with one of its leaves changed.
rt::Value Attempt::evaluate(uint32_t node, Row row, uint32_t changed, const rt::Value& to) {
  if (node == changed)
    return to;
  const bundle::Node& one = bundle.node(node);
  const auto a = [&] { return evaluate(one.a(), row, changed, to); };
  const auto b = [&] { return evaluate(one.b(), row, changed, to); };
  switch (bundle.op(node)) {
  case Op::add:
    return rt::add(a(), b());
  case Op::subtract:
    return rt::subtract(a(), b());
  case Op::negate:
    return rt::negate(a());
  case Op::multiply:
    return rt::multiply(a(), b());
  case Op::add_days:
    return rt::add_days(a(), b());
  case Op::add_months:
    return rt::add_months(a(), b());
  case Op::end_of_year:
    return rt::end_of_year(a());
  default:
    return value(node, row);
  }
}

/// What to try for a leaf that stands in `side` of a comparison with `other`: today before any
/// other day; else the numbers at which a comparison of what it gives changes.
std::vector<rt::Cell> Attempt::candidates(const Leaf& leaf, uint32_t side, const rt::Value& other,
                                          Row row) {
  std::vector<rt::Cell> out;
  const bundle::TypeRef& type = *leaf.about->type();
  const auto add = [&](rt::Int128 number) {
    if (!fits(number))
      return;
    const bool below_zero = number < 0 && type.type() != LanguageType::integer &&
                            type.type() != LanguageType::decimal &&
                            type.type() != LanguageType::percent &&
                            type.type() != LanguageType::money && type.type() != LanguageType::date;
    if (!below_zero)
      out.push_back(number_cell(static_cast<int64_t>(number)));
  };
  switch (type.type()) {
  case LanguageType::enumeration: {
    const auto& members = *bundle.root().enums()->Get(type.of())->members();
    if (other.exact())
      add(other.low);
    for (uint32_t i = 0; i < members.size(); ++i)
      add(i);
    return out;
  }
  case LanguageType::text:
    if (other.exact())
      add(other.low);
    out.push_back(number_cell(some_text(leaf.atom.row)));
    return out;
  case LanguageType::key:
    if (other.exact())
      add(other.low);
    for (uint32_t i = 0; i < state.facts.rows(type.of()); ++i)
      add(state.facts.key(type.of(), i));
    return out;
  case LanguageType::boolean:
    add(1);
    add(0);
    return out;
  case LanguageType::date:
    add(world.today());
    break;
  default:
    break;
  }
  if (!other.exact())
    return out;
  // What the side gives is f + m * leaf; months are not so, and for those today was tried.
  const rt::Value zero = evaluate(side, row, leaf.node, rt::exact_value(0));
  const rt::Value one = evaluate(side, row, leaf.node, rt::exact_value(1));
  if (zero.exact() && one.exact() && one.low != zero.low) {
    const rt::Int128 at = (other.low - zero.low) / (one.low - zero.low);
    for (const rt::Int128 number : {at, at + 1, at - 1})
      add(number);
  }
  return out;
}

/// Two days that are stated of one row are what happened.
bool Attempt::is_history(const Leaf& leaf, uint32_t opposite, Row row) {
  const auto is_stated_day = [&](const Leaf& one) {
    return one.atom.kind == rt::Atom::Kind::field &&
           one.about->type()->type() == LanguageType::date && cell(one).state == rt::State::known;
  };
  if (!is_stated_day(leaf))
    return false;
  for (const Leaf& other : leaves_of(opposite, row))
    if (is_stated_day(other) && other.atom.index == leaf.atom.index &&
        other.atom.row == leaf.atom.row) {
      blocked = path(leaf) + ", a day that is past";
      return true;
    }
  return false;
}

std::optional<Edits> Attempt::comparison(uint32_t node, bool want, Row row) {
  const bundle::Node& one = bundle.node(node);
  const Op op = bundle.op(node);
  if (rt::is_fold(bundle.op(one.a())) || rt::is_fold(bundle.op(one.b())))
    return total(node, want, row);
  const auto holds = [&](const rt::Value& a, const rt::Value& b) {
    const Truth truth = op == Op::less         ? rt::less(a, b)
                        : op == Op::less_equal ? rt::less_equal(a, b)
                        : op == Op::equal      ? rt::equal(a, b)
                                               : rt::negate(rt::equal(a, b));
    return truth == rt::truth_of(want);
  };
  // The side that is to be the greater comes first: of two days the one that moves on.
  const bool right_first = want;
  for (const bool right : {right_first, !right_first}) {
    const uint32_t side = right ? one.b() : one.a(), opposite = right ? one.a() : one.b();
    const rt::Value other = value(opposite, row);
    for (const Leaf& leaf : leaves_of(side, row)) {
      if (!may_change(leaf) || is_history(leaf, opposite, row))
        continue;
      for (const rt::Cell& to : candidates(leaf, side, other, row)) {
        const rt::Value given = evaluate(side, row, leaf.node, rt::exact_value(to.number));
        if (!holds(right ? other : given, right ? given : other))
          continue;
        if (auto edits = set(leaf, to))
          return edits;
      }
    }
  }
  if (!blocked.empty())
    return std::nullopt;
  std::string read;
  for (const uint32_t side : {one.a(), one.b()})
    for (const Leaf& leaf : leaves_of(side, row))
      read += (read.empty() ? "" : ", ") + path(leaf);
  return refuse(read.empty() ? "a comparison that no facts settle"
                             : "a comparison that no one fact settles: " + read);
}

std::optional<Edits> Attempt::membership(uint32_t node, bool want, Row row) {
  const bundle::Node& one = bundle.node(node);
  const rt::Value item = value(one.a(), row), set_value = value(one.b(), row);
  if (const std::optional<Leaf> sets = leaf(one.b(), row); sets && item.exact()) {
    if (!may_change(*sets))
      return std::nullopt;
    Edit edit;
    edit.kind = want ? Edit::Kind::add_member : Edit::Kind::remove_member;
    edit.atom = sets->atom;
    edit.member = static_cast<int64_t>(item.low);
    return Edits{edit};
  }
  const std::optional<Leaf> value_leaf = leaf(one.a(), row);
  if (!value_leaf || !set_value.known())
    return refuse("a membership that no one fact settles");
  const auto try_one = [&](int64_t number) -> std::optional<Edits> {
    const bool in =
        std::binary_search(set_value.set.items, set_value.set.items + set_value.set.size, number);
    return in == want ? set(*value_leaf, number_cell(number)) : std::nullopt;
  };
  if (want) {
    for (uint32_t i = 0; i < set_value.set.size; ++i)
      if (auto edits = try_one(set_value.set.items[i]))
        return edits;
    return std::nullopt;
  }
  for (const rt::Cell& other : candidates(*value_leaf, one.a(), item, row))
    if (auto edits = try_one(other.number))
      return edits;
  return std::nullopt;
}

std::optional<Edits> Attempt::none_or_not(uint32_t node, bool want, Row row) {
  const uint32_t operand = bundle.node(node).a();
  for (const Leaf& one : leaves_of(operand, row)) {
    if (want && one.about->type()->optional())
      return set(one, none_cell());
    if (want)
      continue;
    const LanguageType type = one.about->type()->type();
    if (type == LanguageType::date)
      return set(one, number_cell(world.today()));
    const std::vector<rt::Cell> all = candidates(one, operand, rt::exact_value(0), row);
    if (!all.empty())
      return set(one, all.front());
  }
  return refuse("something that is none");
}

} // namespace ward::tool
