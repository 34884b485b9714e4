// SPDX-License-Identifier: Apache-2.0
#include "prove/encode.h"

namespace ward::prove {

using program::Node;
using program::Op;

Truth Encoding::truth(NodeId id, uint32_t row) {
  if (program_.nodes[id.index].lane == 0)
    row = no_row;
  const Place place{id.index, row};
  if (const auto found = truths_.find(place); found != truths_.end())
    return found->second;
  if (!unsupported.empty())
    return unknown();
  const Truth made = truth_of(id, row);
  if (unsupported.empty())
    truths_.emplace(place, made);
  return made;
}

Truth Encoding::truth_of(NodeId id, uint32_t row) {
  const Node& node = program_.nodes[id.index];
  switch (node.op) {
  case Op::truth:
    return node.a == 2 ? unknown() : Truth::settled(node.a == 1 ? yes() : no());
  case Op::unknown:
    return unknown();
  case Op::assumed: {
    const auto [found, is_new] =
        assumed.emplace(node.a, context_.bool_const(("assumed" + std::to_string(node.a)).c_str()));
    return Truth::settled(found->second);
  }
  case Op::fact:
    return truth_of_leaf(leaf(UINT32_MAX, no_row, node.a));
  case Op::field:
    return row == phantom_row ? unknown() : truth_of_leaf(leaf(node.lane - 1u, row, node.a));
  case Op::lookup: {
    const Number key = number(NodeId{node.c}, row);
    Truth out = unknown();
    bool exact = always_found(node, key);
    const std::vector<Term> found = matches(node.a, key.value);
    for (uint32_t i = 0; i < found.size(); ++i) {
      const Truth there = truth_of_leaf(leaf(node.a, i, node.b));
      const Term here = both(key.present(), found[i]);
      exact = exact && there.exact;
      out = {either(out.yes, both(here, there.yes)), either(out.no, both(here, there.no))};
    }
    return Truth::of(out.yes, out.no, exact);
  }
  case Op::logical_not: {
    const Truth operand = truth(NodeId{node.a}, row);
    return {operand.no, operand.yes, operand.exact};
  }
  case Op::logical_and:
  case Op::logical_or: {
    z3::expr_vector yes_terms(context_), no_terms(context_);
    bool exact = true;
    for (uint32_t i = 0; i < node.b; ++i) {
      const Truth operand = truth(NodeId{program_.args[node.a + i]}, row);
      exact = exact && operand.exact;
      yes_terms.push_back(operand.yes);
      no_terms.push_back(operand.no);
    }
    if (node.op == Op::logical_and)
      return Truth::of(all_of(context_, yes_terms), any_of(context_, no_terms), exact);
    return Truth::of(any_of(context_, yes_terms), all_of(context_, no_terms), exact);
  }
  case Op::shown:
    return Truth::settled(truth(NodeId{node.a}, row).yes); // R5.21
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
    return compare(node, row);
  case Op::is_none: {
    if (program_.nodes[node.a].kind == program::ValueKind::number_set ||
        program_.nodes[node.a].kind == program::ValueKind::text_set) {
      const Set operand = set(NodeId{node.a}, row);
      return Truth::of(both(operand.known, operand.none),
                       both(operand.known, negation(operand.none)), operand.known.is_true());
    }
    const Number operand = number(NodeId{node.a}, row);
    return Truth::of(both(operand.known, operand.none), operand.present(), operand.surely_known());
  }
  case Op::in_set:
    return in_set(node, row);
  case Op::every:
  case Op::some:
    return quantifier(node);
  default:
    break;
  }
  unsupported = "`" + std::string(program::op_info(node.op).name) + "` is not encoded";
  return unknown();
}

Truth Encoding::truth_of_leaf(const Leaf& it) {
  // A truth cannot be none: what is not known is U.
  const Term present = it.number.present();
  const Term holds = it.number.value == integer(1);
  const Term is = it.number.value.is_ite() ? it.number.value.arg(0) : holds;
  return Truth::of(both(present, is), both(present, negation(is)), present.is_true());
}

/// R5.2, R5.3; `not_equal` is the negation of `equal`.
Truth Encoding::compare(const Node& node, uint32_t row) {
  const Number x = number(NodeId{node.a}, row);
  const Number y = number(NodeId{node.b}, row);
  const Term known = both(x.known, y.known);
  const Term none = either(x.none, y.none);
  const Term holds = node.op == Op::less         ? x.value < y.value
                     : node.op == Op::less_equal ? x.value <= y.value
                                                 : x.value == y.value;
  const Truth out = Truth::of(both(known, both(negation(none), holds)),
                              both(known, either(none, negation(holds))), known.is_true());
  return node.op == Op::not_equal ? Truth{out.no, out.yes, out.exact} : out;
}

/// R5.6.
Truth Encoding::in_set(const Node& node, uint32_t row) {
  const Number value = number(NodeId{node.a}, row);
  const Set members = set(NodeId{node.b}, row);
  const Term holds = both(negation(either(value.none, members.none)), members.has(value.value));
  // Of nothing, even what is unknown is no member.
  const Term settled =
      both(members.known, either(value.known, either(members.none, members.empty)));
  const Term is_member = both(value.known, holds);
  return Truth::of(both(settled, is_member), both(settled, negation(is_member)), settled.is_true());
}

Number Encoding::number(NodeId id, uint32_t row) {
  if (program_.nodes[id.index].lane == 0)
    row = no_row;
  const Place place{id.index, row};
  if (const auto found = numbers_.find(place); found != numbers_.end())
    return found->second;
  if (!unsupported.empty())
    return unknown_number();
  const Number made = number_of_node(id, row);
  if (unsupported.empty())
    numbers_.emplace(place, made);
  return made;
}

/// R5.4: U goes before none.
Number Encoding::combine(const Number& x, const Number& y, const Term& value) {
  const Term known = both(x.known, y.known);
  return {value, both(known, either(x.none, y.none)), known};
}

Number Encoding::number_of_node(NodeId id, uint32_t row) {
  const Node& node = program_.nodes[id.index];
  const auto a = [&] { return number(NodeId{node.a}, row); };
  const auto b = [&] { return number(NodeId{node.b}, row); };
  switch (node.op) {
  case Op::number:
    return number_of(integer(program_.numbers[node.a]));
  case Op::text:
    return number_of(integer(code_of(program_.strings[node.a])));
  case Op::unknown:
    return unknown_number();
  case Op::today:
    return number_of(today);
  case Op::parameter: {
    const auto found = parameters.find(node.a);
    if (found != parameters.end())
      return number_of(found->second);
    const Term made = context_.int_const(("parameter" + std::to_string(node.a)).c_str());
    const auto [least, most] = bounds_(node.a);
    solver_.add(made >= integer(least) && made <= integer(most));
    parameters.emplace(node.a, made);
    return number_of(made);
  }
  case Op::fact:
    return leaf(UINT32_MAX, no_row, node.a).number;
  case Op::field: {
    if (row == phantom_row)
      return unknown_number();
    const uint32_t table = node.lane - 1u;
    if (node.a == program_.tables[table].key_field)
      return number_of(tables.at(table).rows[row].key);
    return leaf(table, row, node.a).number;
  }
  case Op::lookup: {
    const Number key = number(NodeId{node.c}, row);
    Number out = unknown_number();
    bool fields_known = always_found(node, key);
    out.none = both(key.known, key.none);
    out.known = out.none;
    const std::vector<Term> found = matches(node.a, key.value);
    for (uint32_t i = 0; i < found.size(); ++i) {
      const Number there = node.b == program_.tables[node.a].key_field
                               ? number_of(tables.at(node.a).rows[i].key)
                               : leaf(node.a, i, node.b).number;
      const Term here = both(key.present(), found[i]);
      out.value = choice(here, there.value, out.value);
      out.none = either(out.none, both(here, there.none));
      out.known = either(out.known, both(here, there.known));
      fields_known = fields_known && there.surely_known();
    }
    if (fields_known)
      out.known = yes();
    return out;
  }
  case Op::add:
  case Op::add_days: {
    const Number x = a(), y = b();
    return combine(x, y, x.value + y.value);
  }
  case Op::subtract: {
    const Number x = a(), y = b();
    return combine(x, y, x.value - y.value);
  }
  case Op::negate: {
    const Number x = a();
    return {-x.value, x.none, x.known};
  }
  case Op::multiply: {
    const Number x = a(), y = b();
    return combine(x, y, x.value * y.value);
  }
  case Op::add_months: {
    const Number x = a(), y = b();
    return combine(x, y, calendar.add_months(x.value, y.value));
  }
  case Op::end_of_year: {
    const Number x = a();
    return {calendar.end_of_year(x.value), x.none, x.known};
  }
  case Op::count:
  case Op::sum:
  case Op::sum_nonnegative:
  case Op::share:
    return total(node);
  default:
    break;
  }
  unsupported = "`" + std::string(program::op_info(node.op).name) + "` is not encoded";
  return unknown_number();
}

/// The row is there where the key is known; what is found by a key that is none is none.
bool Encoding::always_found(const Node& lookup, const Number& key) {
  const Node& by = program_.nodes[lookup.c];
  const bool is_leaf = by.op == Op::fact || by.op == Op::field || by.op == Op::lookup;
  if (!is_leaf || !key.surely_known() || query_.empty_tables)
    return false;
  const program::TypeRef& type = by.op == Op::fact    ? program_.facts[by.a].type
                                 : by.op == Op::field ? type_of(by.lane - 1u, by.a)
                                                      : type_of(by.a, by.b);
  return type.type == program::LanguageType::key && type.of == lookup.a;
}

Set Encoding::set_of_leaf(Leaf& it) {
  return {it.none, it.known, it.empty, [this, &it](const Term& value) {
            const Term has = (*it.members)(value);
            for (const Term& asked : it.asked)
              if (z3::eq(asked, value))
                return has;
            it.asked.push_back(value);
            bound_key(it, value);
            return has;
          }};
}

Set Encoding::set(NodeId id, uint32_t row) {
  const Node& node = program_.nodes[id.index];
  if (node.lane == 0)
    row = no_row;
  switch (node.op) {
  case Op::number_set:
  case Op::text_set:
    return {no(), yes(), context_.bool_val(node.b == 0), [this, node](const Term& value) {
              z3::expr_vector any(context_);
              for (uint32_t i = 0; i < node.b; ++i) {
                const uint32_t member = program_.args[node.a + i];
                any.push_back(value == integer(node.op == Op::text_set
                                                   ? code_of(program_.strings[member])
                                                   : program_.numbers[member]));
              }
              return any_of(context_, any);
            }};
  case Op::fact:
    return set_of_leaf(leaf(UINT32_MAX, no_row, node.a));
  case Op::field:
    if (row == phantom_row)
      break;
    return set_of_leaf(leaf(node.lane - 1u, row, node.a));
  case Op::lookup: {
    const Number key = number(NodeId{node.c}, row);
    const std::vector<Term> found = matches(node.a, key.value);
    bool fields_known = always_found(node, key);
    Set out{both(key.known, key.none), both(key.known, key.none), no(), {}};
    std::vector<std::pair<Term, Set>> all;
    for (uint32_t i = 0; i < found.size(); ++i) {
      const Term here = both(key.present(), found[i]);
      all.emplace_back(here, set_of_leaf(leaf(node.a, i, node.b)));
      out.none = either(out.none, both(here, all.back().second.none));
      out.empty = either(out.empty, both(here, all.back().second.empty));
      out.known = either(out.known, both(here, all.back().second.known));
      fields_known = fields_known && all.back().second.known.is_true();
    }
    if (fields_known)
      out.known = yes();
    out.has = [this, all](const Term& value) {
      z3::expr_vector any(context_);
      for (const auto& [here, members] : all)
        any.push_back(both(here, members.has(value)));
      return any_of(context_, any);
    };
    return out;
  }
  default:
    break;
  }
  return {no(), no(), no(), [this](const Term&) { return no(); }};
}

} // namespace ward::prove
