// SPDX-License-Identifier: Apache-2.0
#include "prove/encode.h"

#include "core/calendar.h"

#include <algorithm>
#include <set>

namespace ward::prove {

using program::LanguageType;

Encoding::Encoding(const program::Program& program, const Query& query, const Cone& cone,
                   z3::context& context, z3::solver& solver, const Bounds& bounds, bool relaxed)
    : unsupported(cone.unsupported), calendar(context, solver), today(context.int_const("today")),
      program_(program), query_(query), cone_(cone), context_(context), solver_(solver),
      bounds_(bounds), relaxed_(relaxed) {
  literals.assign(cone.texts.begin(), cone.texts.end());
  next_code_ = static_cast<int64_t>(literals.size());
  solver_.add(today >= integer(query.first_day) && today <= integer(query.last_day));
  const auto proposal = [&](uint32_t index) {
    return assumed.emplace(index, context.bool_const(("assumed" + std::to_string(index)).c_str()))
        .first->second;
  };
  for (const uint32_t index : query.assumed)
    solver_.add(proposal(index));
  for (const uint32_t index : query.not_assumed)
    solver_.add(!proposal(index));
  make_tables();
}

void Encoding::assert_query() {
  for (const NodeId node : query_.hold)
    solver_.add(truth(node).yes);
  for (const NodeId node : query_.fail)
    solver_.add(truth(node).no);
  if (!query_.fail_one.empty()) {
    z3::expr_vector any(context_);
    for (const NodeId node : query_.fail_one)
      any.push_back(truth(node).no);
    solver_.add(any_of(context_, any));
  }
  if (query_.less) {
    const Truth less = truth(query_.less), more = truth(query_.more);
    solver_.add(either(both(less.no, negation(more.no)), both(negation(less.yes), more.yes)));
  }
  finish();
}

void Encoding::finish() {
  for (const auto& each : leaves) {
    if (!each->members)
      continue;
    z3::expr_vector held(context_);
    for (const Term& asked : each->asked)
      held.push_back((*each->members)(asked));
    solver_.add(each->empty == negation(any_of(context_, held)));
  }
}

void Encoding::make_tables() {
  for (const auto& [index, shape] : cone_.tables) {
    TableTerms terms{{}, no()};
    const std::string name = "table" + std::to_string(index);
    if (query_.empty_tables) {
      tables.emplace(index, std::move(terms));
      continue;
    }
    if (shape.may_be_open)
      terms.open = context_.bool_const((name + ".open").c_str());
    const auto fields = cone_.fields.find(index);
    const bool key_read =
        fields != cone_.fields.end() && fields->second.contains(program_.tables[index].key_field);
    // Where nothing reads keys as texts, only which row is meant matters: any codes will do.
    const bool free_key = key_read || !literals.empty();
    for (uint32_t i = 0; i < shape.single + shape.repeated; ++i)
      terms.rows.push_back(
          make_row(name + ".row" + std::to_string(i), i >= shape.single, free_key));
    z3::expr_vector keys(context_);
    for (const Row& row : terms.rows)
      keys.push_back(row.key);
    if (free_key && keys.size() > 1)
      solver_.add(z3::distinct(keys));
    tables.emplace(index, std::move(terms));
  }
}

Row Encoding::make_row(const std::string& name, bool repeated, bool free_key) {
  const Term code = integer(next_code_++);
  if (!repeated) {
    Row row{context_.bool_const((name + ".present").c_str()), code, integer(1), false};
    if (free_key) {
      row.key = context_.int_const((name + ".key").c_str());
      solver_.add(row.key >= 0);
    }
    return row;
  }
  const Term times = relaxed_ ? context_.real_const((name + ".times").c_str())
                              : context_.int_const((name + ".times").c_str());
  solver_.add(times >= 0);
  // Its rows have keys of their own that no fact names.
  return {times > 0, code, times, true};
}

const program::TypeRef& Encoding::type_of(uint32_t table, uint32_t index) const {
  return table == UINT32_MAX ? program_.facts[index].type
                             : program_.tables[table].fields[index].type;
}

Leaf& Encoding::leaf(uint32_t table, uint32_t row, uint32_t index) {
  Leaf*& found = leaf_of_[{table, row, index}];
  if (found != nullptr)
    return *found;
  const program::TypeRef& type = type_of(table, index);
  const std::string name = table == UINT32_MAX
                               ? "fact" + std::to_string(index)
                               : "table" + std::to_string(table) + ".row" + std::to_string(row) +
                                     ".field" + std::to_string(index);
  leaves.push_back(std::make_unique<Leaf>(
      Leaf{table, row, index, type, unknown_number(), {}, no(), yes(), {}, no()}));
  Leaf& made = *leaves.back();
  found = &made;
  if (type.optional)
    made.none = context_.bool_const((name + ".none").c_str());
  const bool under_shown = table == UINT32_MAX ? cone_.shown_facts.contains(index)
                                               : cone_.shown_fields.contains({table, index});
  if (under_shown)
    made.known = context_.bool_const((name + ".known").c_str());
  // A key of a table without rows names nothing: it cannot but stay unknown.
  const auto named =
      type.type == LanguageType::key && !type.is_set ? tables.find(type.of) : tables.end();
  if (named != tables.end()) {
    z3::expr_vector rows(context_);
    for (const Row& each : named->second.rows)
      if (!each.repeated)
        rows.push_back(each.present);
    const Term any = any_of(context_, rows);
    if (under_shown)
      solver_.add(z3::implies(made.known, either(made.none, any)));
    else
      made.known = either(made.none, any);
  }
  if (under_shown)
    solver_.add(z3::implies(made.none, made.known));
  if (type.is_set) {
    made.members = context_.function(name.c_str(), context_.int_sort(), context_.bool_sort());
    made.empty = context_.bool_const((name + ".empty").c_str());
  } else {
    bound(made, name);
  }
  return made;
}

void Encoding::bound(Leaf& made, const std::string& name) {
  if (made.type.type == LanguageType::boolean) {
    const Term truth = context_.bool_const(name.c_str());
    made.number = {z3::ite(truth, integer(1), integer(0)), made.none, made.known};
    return;
  }
  const Term value = context_.int_const(name.c_str());
  made.number = {value, made.none, made.known};
  if (made.type.type != LanguageType::text && made.type.type != LanguageType::key) {
    const auto [least, most] = range_of(program_, made.type);
    solver_.add(value >= integer(least) && value <= integer(most));
    return;
  }
  solver_.add(value >= 0);
  for (const auto& [index, terms] : tables)
    for (const Row& row : terms.rows)
      if (row.repeated)
        solver_.add(value != row.key);
  if (names_declared(made))
    bound_name(made, value);
  bound_key(made, value);
}

bool Encoding::names_declared(const Leaf& leaf) const {
  if (leaf.table != program_.addressable)
    return false;
  const auto field = static_cast<model::DecisionField>(leaf.index);
  return field == model::DecisionField::citation || field == model::DecisionField::for_table ||
         field == model::DecisionField::alternative;
}

std::vector<std::string> Encoding::nameable(const Leaf& leaf) const {
  std::vector<std::string> all;
  switch (static_cast<model::DecisionField>(leaf.index)) {
  case model::DecisionField::citation:
    for (const program::Provision& each : program_.provisions)
      if (each.designation == program::Designation::addressable)
        all.push_back(program_.text(each.citation));
    break;
  case model::DecisionField::for_table:
    for (const program::Table& each : program_.tables)
      all.push_back(program_.text(each.path));
    break;
  default:
    for (const program::Control& each : program_.controls)
      all.push_back(program_.text(each.path));
    break;
  }
  return all;
}

/// What names nothing is no fact, for the facts are refused (R6.7).
void Encoding::bound_name(Leaf& made, const Term& value) {
  const std::vector<std::string> names = nameable(made);
  const std::set<std::string> known(names.begin(), names.end());
  size_t among_literals = 0;
  Term fits = yes();
  for (size_t i = 0; i < literals.size(); ++i)
    if (known.contains(literals[i]))
      ++among_literals;
    else
      fits = both(fits, value != integer(static_cast<int64_t>(i)));
  if (among_literals == known.size())
    fits = both(fits, value < integer(static_cast<int64_t>(literals.size())));
  for (const auto& [index, terms] : tables)
    for (const Row& row : terms.rows)
      fits = both(fits, value != row.key);
  made.known = both(made.known, either(made.none, fits));
  made.number.known = made.known;
}

/// A key names a row that is there, else the facts are refused (R4.10).
void Encoding::bound_key(Leaf& made, const Term& key) {
  if (made.type.type != LanguageType::key)
    return;
  const auto named = tables.find(made.type.of);
  if (named == tables.end())
    return;
  z3::expr_vector rows(context_);
  for (const Term& match : matches(made.type.of, key))
    rows.push_back(match);
  Term read = both(made.known, negation(made.none));
  if (made.members)
    read = both(read, (*made.members)(key));
  if (made.table != UINT32_MAX && tables.contains(made.table))
    read = both(read, tables.at(made.table).rows[made.row].present);
  solver_.add(z3::implies(read, any_of(context_, rows)));
}

std::pair<int64_t, int64_t> Encoding::range_of(const program::Program& program,
                                               const program::TypeRef& type) {
  constexpr int64_t safe = int64_t{1} << 53;
  switch (type.type) {
  case LanguageType::boolean:
    return {0, 1};
  case LanguageType::count:
    return {0, safe};
  case LanguageType::decimal:
    return {-9'000'000'000'000'000'000, 9'000'000'000'000'000'000};
  case LanguageType::date:
    return {rt::first_day, rt::last_day};
  case LanguageType::days:
  case LanguageType::months:
  case LanguageType::minutes:
    return {0, 1'000'000};
  case LanguageType::enumeration:
    return {0, static_cast<int64_t>(program.enums[type.of].members.size()) - 1};
  default:
    return {-safe, safe};
  }
}

int64_t Encoding::code_of(const std::string& text) const {
  return std::lower_bound(literals.begin(), literals.end(), text) - literals.begin();
}

std::vector<Term> Encoding::matches(uint32_t table, const Term& key) {
  std::vector<Term> out;
  for (const Row& row : tables.at(table).rows)
    if (!row.repeated)
      out.push_back(both(row.present, key == row.key));
  return out;
}

} // namespace ward::prove
