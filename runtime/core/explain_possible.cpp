// SPDX-License-Identifier: Apache-2.0
#include "core/explain_world.h"

namespace ward::rt {
namespace {

using namespace possible;

constexpr uint8_t bits(bool can_be_yes, bool can_be_no, bool is_covered, bool is_missing) {
  return static_cast<uint8_t>((can_be_yes ? yes : 0) | (can_be_no ? no : 0) |
                              (is_covered ? covered : 0) | (is_missing ? missing : 0));
}

} // namespace

void World::possible_row(NodeList slice, uint32_t row) {
  evaluate_row(full, slice, row);
  for (uint32_t node : slice)
    possible_node(node, row);
}

// A condition that is known stays; an unknown one may take either truth when all it lacks is in the
// set.
void World::possible_condition(uint32_t node, bool is_covered, bool is_missing) {
  if (!full.bundle->is_truth(node)) {
    bits_[node] = bits(false, false, is_covered, is_missing);
    return;
  }
  const Truth truth = full.truth(node);
  if (truth != Truth::unknown) {
    bits_[node] = bits(truth == Truth::yes, truth == Truth::no, true, false);
  } else {
    const bool either = is_covered && is_missing;
    bits_[node] = bits(either, either, is_covered, is_missing);
  }
}

void World::possible_node(uint32_t index, uint32_t row) {
  const Bundle& bundle = *full.bundle;
  const bundle::Node& node = bundle.node(index);
  const bool known = bundle.is_truth(index) ? full.truth(index) != Truth::unknown
                                            : full.value(index).state != State::unknown;
  const auto leaf = [&](bool in_set) { possible_condition(index, known || in_set, !known); };
  const auto operands = [&](uint32_t* all_covered, uint32_t* any_missing) {
    *all_covered = covered;
    *any_missing = 0;
    for_each_operand(bundle, index, [&](uint32_t operand) {
      *all_covered &= bits_[operand];
      *any_missing |= bits_[operand] & missing;
    });
  };
  uint32_t all_covered = 0;
  uint32_t any_missing = 0;
  switch (bundle.op(index)) {
  case Op::fact:
    return leaf(mask.has_fact(node.a()));
  case Op::field: {
    const uint32_t table = node.lane() - 1u;
    return leaf(row >= full.facts->tables[table].rows ? mask.complete(table)
                                                      : mask.has_field(table, row, node.a()));
  }
  case Op::lookup: {
    const Value& key = full.value(node.c());
    if (key.state == State::none)
      return possible_condition(index, true, false);
    if (key.state == State::unknown) {
      return possible_condition(index, (bits_[node.c()] & covered) != 0,
                                (bits_[node.c()] & missing) != 0);
    }
    const uint32_t found = full.row_index[node.a()].find(static_cast<TextId>(key.low));
    return leaf(found == UINT32_MAX ? mask.complete(node.a())
                                    : mask.has_field(node.a(), found, node.b()));
  }
  case Op::logical_not: {
    const uint8_t a = bits_[node.a()];
    bits_[index] = bits((a & no) != 0, (a & yes) != 0, (a & covered) != 0, (a & missing) != 0);
    return;
  }
  case Op::shown: {
    const uint8_t a = bits_[node.a()];
    const bool stays_no = full.truth(index) == Truth::no;
    bits_[index] =
        bits((a & yes) != 0, stays_no || (a & no) != 0, (a & covered) != 0, (a & missing) != 0);
    return;
  }
  case Op::logical_and:
  case Op::logical_or: {
    const bool conjunction = bundle.op(index) == Op::logical_and;
    const uint8_t of_all = conjunction ? yes : no;
    const uint8_t of_one = conjunction ? no : yes;
    uint32_t all = of_all;
    uint32_t one = 0;
    for_each_operand(bundle, index, [&](uint32_t operand) {
      all &= bits_[operand];
      one |= bits_[operand] & of_one;
    });
    operands(&all_covered, &any_missing);
    if (known) {
      all_covered = covered;
      any_missing = 0;
    }
    bits_[index] = static_cast<uint8_t>((all & of_all) | one | all_covered | any_missing);
    return;
  }
  case Op::excused:
    return possible_excused(index);
  case Op::unknown:
    bits_[index] = missing;
    return;
  default:
    operands(&all_covered, &any_missing);
    return possible_condition(index, all_covered != 0, any_missing != 0);
  }
}

Contribution World::possible_contribution(const FoldPlan& plan) const {
  const uint8_t where = bits_of(plan.parts.where);
  const uint8_t body = bits_of(plan.parts.body);
  Contribution result;
  bool decided = costs.where_of(plan) == Truth::no;
  if (plan.op == Op::every) {
    result.can_be_true = (where & no) != 0 || (body & yes) != 0;
    result.can_be_false = (where & yes) != 0 && (body & no) != 0;
    decided = decided || full.truth(plan.parts.body) == Truth::yes;
  } else if (plan.op == Op::some) {
    result.can_be_true = (where & yes) != 0 && (body & yes) != 0;
    result.can_be_false = (where & no) != 0 || (body & no) != 0;
    decided = decided || full.truth(plan.parts.body) == Truth::no;
  }
  if (!decided) {
    result.covered = (where & body & covered) != 0;
    result.missing = ((where | body) & missing) != 0;
  }
  return result;
}

void World::possible_fold(const FoldState& fold) {
  const FoldPlan& plan = fold.plan;
  const uint32_t table = plan.parts.table;
  const Tally& rows = fold.tallies[static_cast<size_t>(question_)];
  bool is_covered = rows.uncovered == 0;
  bool is_missing = rows.missing != 0;
  Contribution phantom;
  phantom.can_be_true = plan.op == Op::every;
  phantom.can_be_false = plan.op == Op::some;
  if (!full.is_complete(table)) {
    possible_row(plan.slice, full.phantom_row(table));
    const Contribution row = possible_contribution(plan);
    const bool closed = mask.complete(table);
    const bool every = plan.op == Op::every;
    // Learning the list of rows may show that there is no other, or show one.
    phantom.can_be_true = every ? closed || row.can_be_true : closed && row.can_be_true;
    phantom.can_be_false = every ? closed && row.can_be_false : closed || row.can_be_false;
    bool decided = costs.where_of(plan) == Truth::no;
    if (every)
      decided = decided || full.truth(plan.parts.body) == Truth::yes;
    if (plan.op == Op::some)
      decided = decided || full.truth(plan.parts.body) == Truth::no;
    if (!decided) {
      is_covered = is_covered && closed && row.covered;
      is_missing = true;
    }
  }
  if (plan.op != Op::every && plan.op != Op::some) {
    bits_[plan.node] = bits(false, false, is_covered, is_missing);
    return;
  }
  const bool known = full.truth(plan.node) != Truth::unknown;
  const bool can_be_yes = plan.op == Op::every
                              ? rows.can_be_true == rows.rows && phantom.can_be_true
                              : rows.can_be_true != 0 || phantom.can_be_true;
  const bool can_be_no = plan.op == Op::every
                             ? rows.can_be_false != 0 || phantom.can_be_false
                             : rows.can_be_false == rows.rows && phantom.can_be_false;
  bits_[plan.node] = bits(can_be_yes, can_be_no, known || is_covered, !known && is_missing);
}

void World::possible_decisions(uint32_t excused) {
  const FoldPlan plan = plan_fold(*full.bundle, excused);
  const uint32_t rank = full.bundle->excused_rank(excused);
  for (uint32_t row = 0; row < costs.decisions[rank].size; ++row) {
    possible_row(plan.slice, row);
    decision_bits_[rank][row] = {bits_of(plan.parts.where), bits_of(plan.parts.body)};
  }
}

void World::possible_excused(uint32_t index) {
  const uint32_t rank = full.bundle->excused_rank(index);
  const DecisionList& list = costs.decisions[rank];
  const uint8_t key = bits_[full.bundle->node(index).a()];
  const bool closed = mask.complete(full.bundle->root().addressable());
  bool can_be_yes = false;
  bool can_be_no = true;
  bool is_covered = true;
  bool is_missing = false;
  for (uint32_t k = 0; k < list.size; ++k) {
    const DecisionCosts& d = list.items[k];
    const DecisionBits& b = decision_bits_[rank][k];
    const Truth named = costs.named(index, d);
    const bool either = (key & b.set & covered) != 0 && ((key | b.set) & missing) != 0;
    const bool in_yes = named == Truth::yes || (named == Truth::unknown && either);
    const bool in_no = named == Truth::no || (named == Truth::unknown && either);
    bool this_yes = (b.condition & yes) != 0 && in_yes;
    bool this_no = (b.condition & no) != 0 || in_no;
    const bool open_question = d.condition != Truth::no && named != Truth::no;
    if (list.phantom && k + 1 == list.size) {
      this_yes = this_yes && closed;
      this_no = this_no || closed;
      is_covered = is_covered && (closed || !open_question);
      is_missing = is_missing || open_question;
    }
    can_be_yes = can_be_yes || this_yes;
    can_be_no = can_be_no && this_no;
    if (open_question) {
      is_covered = is_covered && (b.condition & covered) != 0 &&
                   (named == Truth::yes || (key & b.set & covered) != 0);
      is_missing =
          is_missing || ((b.condition | (named == Truth::yes ? 0 : key | b.set)) & missing) != 0;
    }
  }
  const bool known = full.truth(index) != Truth::unknown;
  bits_[index] = bits(can_be_yes, can_be_no, known || is_covered, !known && is_missing);
}

} // namespace ward::rt
