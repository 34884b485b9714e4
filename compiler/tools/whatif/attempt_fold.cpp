// SPDX-License-Identifier: Apache-2.0
#include "tools/whatif/attempt.h"

#include <algorithm>

namespace ward::tool {

using rt::Op;
using rt::Truth;

namespace {

void append(Edits& to, const Edits& more) {
  to.insert(to.end(), more.begin(), more.end());
}

Edit about_table(Edit::Kind kind, uint32_t table, uint32_t row = 0) {
  Edit edit;
  edit.kind = kind;
  edit.atom.kind = kind == Edit::Kind::row ? rt::Atom::Kind::row : rt::Atom::Kind::table;
  edit.atom.index = table;
  edit.atom.row = row;
  return edit;
}

} // namespace

/// `every` T, or `some` F: each row on its own. The `where` of a row stays as it is: it says what
/// the row is, and what nobody knows of it is taken to hold.
std::optional<Edits> Attempt::every(uint32_t node, bool want) {
  const rt::FoldParts parts = rt::fold_parts(bundle, node);
  const bool each = bundle.op(node) == Op::every ? want : !want;
  const bool body = bundle.op(node) == Op::every; ///< of each row, where the `where` holds
  const uint32_t rows = state.facts.rows(parts.table);
  if (!each) { // an `every` that is to be F
    for (uint32_t row = 0; row < rows; ++row)
      if (parts.where == rt::no_node || truth(parts.where, {node, row}) == Truth::yes)
        if (auto way = make(parts.body, false, {node, row}))
          return way;
    return refuse("no row gives it");
  }
  Edits out;
  if (!state.facts.is_complete(parts.table)) {
    const Row phantom{node, rows};
    const bool none = (parts.where != rt::no_node && truth(parts.where, phantom) == Truth::no) ||
                      truth(parts.body, phantom) == rt::truth_of(body);
    if (!none)
      out.push_back(about_table(Edit::Kind::complete, parts.table));
  }
  for (uint32_t row = 0; row < rows; ++row) {
    if (parts.where != rt::no_node && truth(parts.where, {node, row}) == Truth::no)
      continue;
    const std::optional<Edits> way = make(parts.body, body, {node, row});
    if (!way)
      return std::nullopt;
    append(out, *way);
  }
  return out;
}

/// Edits that make one row an instance: `where` and body T.
std::optional<Edits> Attempt::instance(const rt::FoldParts& parts, uint32_t fold, uint32_t row) {
  Edits out;
  for (const uint32_t part : {parts.where, parts.body}) {
    if (part == rt::no_node)
      continue;
    const std::optional<Edits> way = make(part, true, {fold, row});
    if (!way)
      return std::nullopt;
    append(out, *way);
  }
  return out;
}

/// How many members the sets have to which edits add some.
size_t Attempt::members_beside(const Edits& edits) const {
  size_t count = 0;
  for (const Edit& edit : edits)
    if (edit.kind == Edit::Kind::add_member && edit.atom.row < state.facts.rows(edit.atom.index))
      if (const rt::Cell& now = state.facts.cell(edit.atom); now.state == rt::State::known)
        count += now.size;
  return count;
}

/// The row that takes the fewest edits, or a new one; of rows alike the one of the larger sets: a
/// topic goes into the manual, not onto the card.
std::optional<Edits> Attempt::some(uint32_t node) {
  const rt::FoldParts parts = rt::fold_parts(bundle, node);
  const uint32_t rows = state.facts.rows(parts.table);
  std::optional<Edits> best;
  std::string first;
  for (uint32_t row = 0; row < rows; ++row) {
    std::optional<Edits> way = instance(parts, node, row);
    if (!way && first.empty())
      first = blocked;
    const auto cost = [&](const Edits& edits) {
      return std::pair(edits.size(), SIZE_MAX - members_beside(edits));
    };
    if (way && (!best || cost(*way) < cost(*best)))
      best = std::move(way);
  }
  // The phantom row reads as a row of which nothing is said.
  if (std::optional<Edits> added = instance(parts, node, rows)) {
    added->insert(added->begin(), about_table(Edit::Kind::row, parts.table, rows));
    if (!best || added->size() < best->size())
      best = std::move(added);
  }
  if (!first.empty())
    blocked = first;
  return best;
}

/// A comparison of a count or a share with a number.
std::optional<Edits> Attempt::total(uint32_t comparison, bool want, Row row) {
  const bundle::Node& one = bundle.node(comparison);
  const Op op = bundle.op(comparison);
  const bool left = rt::is_fold(bundle.op(one.a()));
  const uint32_t fold = left ? one.a() : one.b();
  const rt::Value other = value(left ? one.b() : one.a(), row);
  const rt::Value now = value(fold, row);
  if (!other.exact())
    return refuse("a total that is compared with what is not known");
  if (op == Op::equal || op == Op::not_equal) {
    const bool equal = (op == Op::equal) == want;
    if (!equal || bundle.op(fold) != Op::count)
      return refuse("a total");
    return count_to(fold, now, other.low, now.high < other.low);
  }
  // left op other, or its converse, as `fold >= bound` or `fold <= bound`.
  const bool strict = (op == Op::less) == want;
  const bool up = left != want;
  const rt::Int128 bound = other.low + (strict ? (up ? 1 : -1) : 0);
  if (bundle.op(fold) == Op::count)
    return count_to(fold, now, bound, up);
  if (bundle.op(fold) == Op::share && up)
    return share_up(fold, now, bound);
  return refuse("a total");
}

std::optional<Edits> Attempt::share_up(uint32_t fold, const rt::Value& now, rt::Int128 least) {
  const rt::FoldParts parts = rt::fold_parts(bundle, fold);
  const uint32_t rows = state.facts.rows(parts.table);
  Edits out;
  rt::Int128 low = now.known() ? now.low : rt::minus_infinity;
  if (low == rt::minus_infinity || !state.facts.is_complete(parts.table)) {
    out.push_back(about_table(Edit::Kind::complete, parts.table));
    return out; // what is missing then, the next round shows
  }
  const rt::Int128 one = value(parts.one, {fold, 0}).low;
  for (uint32_t row = 0; row < rows && low < least; ++row) {
    if (parts.where != rt::no_node && truth(parts.where, {fold, row}) == Truth::no)
      continue;
    if (truth(parts.body, {fold, row}) == Truth::yes)
      continue;
    const std::optional<Edits> way = make(parts.body, true, {fold, row});
    if (!way)
      continue;
    append(out, *way);
    low += one;
  }
  return low >= least ? std::optional(out) : refuse("a share of rows that cannot all be changed");
}

std::optional<Edits> Attempt::count_to(uint32_t fold, const rt::Value& now, rt::Int128 bound,
                                       bool up) {
  const rt::FoldParts parts = rt::fold_parts(bundle, fold);
  const uint32_t rows = state.facts.rows(parts.table);
  if (!now.known() || parts.where == rt::no_node)
    return refuse("a number of rows");
  Edits out;
  if (up) {
    rt::Int128 low = now.low;
    for (uint32_t row = 0; row <= rows && low < bound; ++row) {
      if (row < rows && truth(parts.where, {fold, row}) == Truth::yes)
        continue;
      const std::optional<Edits> way = make(parts.where, true, {fold, row});
      if (!way)
        continue;
      if (row == rows)
        out.push_back(about_table(Edit::Kind::row, parts.table, rows));
      append(out, *way);
      low += 1;
    }
    // More than one new row: the next round adds the next.
    return out.empty() ? refuse("a number of rows") : std::optional(out);
  }
  if (now.high == rt::plus_infinity) {
    out.push_back(about_table(Edit::Kind::complete, parts.table));
    return out;
  }
  rt::Int128 high = now.high;
  for (uint32_t row = 0; row < rows && high > bound; ++row) {
    if (truth(parts.where, {fold, row}) == Truth::no)
      continue;
    const std::optional<Edits> way = make(parts.where, false, {fold, row});
    if (!way)
      continue;
    append(out, *way);
    high -= 1;
  }
  return high <= bound ? std::optional(out) : refuse("a number of rows that cannot all be changed");
}

} // namespace ward::tool
