// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {
namespace {

using bundle::ValueKind;

/// How an operand of opcodes.def is written.
enum class Operand : uint8_t { _, node, opt, list, imm };
enum class Lane : uint8_t { global, row, any, fold };
enum class Result : uint8_t { truth, number, text, set, same };

struct Shape {
  Result result;
  Operand a, b, c;
  Lane lane;
};

constexpr Shape shapes[] = {
#define WARD_OP(name, result, a, b, c, lane)                                                       \
  {Result::result, Operand::a, Operand::b, Operand::c, Lane::lane},
#include "core/opcodes.def"
#undef WARD_OP
};

struct Checker {
  const bundle::Bundle& root;
  const flatbuffers::Vector<const bundle::Node*>& nodes;
  uint32_t node_count;
  uint32_t table_count;
  uint64_t run_total = 0;

  const bundle::Node& node(uint32_t index) const { return *nodes.Get(index); }
  ValueKind kind(uint32_t index) const { return node(index).kind(); }

  /// Null, or what is wrong with node i. Nodes before it are already right.
  const char* check(uint32_t i);

private:
  const char* operand(Operand how, uint32_t value, uint32_t i, bool* joins, uint32_t* lane) const;
  const char* run(const bundle::Node& node, uint32_t first, uint32_t count);
  const char* run_of_nodes(const bundle::Node& node, uint32_t i, uint32_t* lane);
  const char* meaning(const bundle::Node& node, Op op) const;
  const char* fold(const bundle::Node& node, Op op, uint32_t i) const;
  const char* leaf(const bundle::TypeRef& type, const bundle::Node& node) const {
    return reads_as(type, node.kind()) ? nullptr : "reads a leaf of another kind";
  }
  const char* set_run(const bundle::Node& node, uint32_t limit) const;
  /// Global, or in the lane of the table.
  bool lives_in(uint32_t operand, uint32_t table) const {
    const uint32_t lane = node(operand).lane();
    return lane == 0 || lane == 1 + table;
  }
};

// One lane besides the global one; `lane` gathers it.
bool join(uint32_t of_operand, uint32_t* lane) {
  if (of_operand == 0 || of_operand == *lane)
    return true;
  if (*lane != 0)
    return false;
  *lane = of_operand;
  return true;
}

const char* Checker::operand(Operand how, uint32_t value, uint32_t i, bool* joins,
                             uint32_t* lane) const {
  switch (how) {
  case Operand::_:
    return value == 0 ? nullptr : "has an operand that its opcode does not use";
  case Operand::opt:
    if (value == no_node)
      return nullptr;
    [[fallthrough]];
  case Operand::node:
    if (value >= i)
      return "uses a node that does not come before it";
    if (!join(node(value).lane(), lane))
      *joins = false;
    return nullptr;
  case Operand::list:
  case Operand::imm:
    return nullptr;
  }
  return "has an unknown operand";
}

// The runs of all nodes together are at most as long as `args`, so that judging is linear in the
// bundle's size.
const char* Checker::run(const bundle::Node&, uint32_t first, uint32_t count) {
  const uint32_t size = root.args()->size();
  if (first > size || count > size - first)
    return "has arguments out of range";
  run_total += count;
  return run_total <= size ? nullptr : "shares its arguments with another node";
}

const char* Checker::run_of_nodes(const bundle::Node& node, uint32_t i, uint32_t* lane) {
  if (node.b() < 2)
    return "has fewer than two operands";
  uint32_t previous = 0;
  for (uint32_t k = 0; k < node.b(); ++k) {
    const uint32_t value = root.args()->Get(node.a() + k);
    if (value >= i)
      return "uses a node that does not come before it";
    if (k > 0 && value <= previous)
      return "has operands out of order";
    if (kind(value) != ValueKind::truth)
      return "has an operand that is no truth";
    if (!join(this->node(value).lane(), lane))
      return "mixes the rows of two tables";
    previous = value;
  }
  return nullptr;
}

const char* Checker::set_run(const bundle::Node& node, uint32_t limit) const {
  for (uint32_t k = 0; k < node.b(); ++k) {
    const uint32_t value = root.args()->Get(node.a() + k);
    if (value >= limit)
      return "has a member out of range";
    // Numbers and strings are in order, so indices order like what they stand for.
    if (k > 0 && value <= root.args()->Get(node.a() + k - 1))
      return "has members out of order";
  }
  return nullptr;
}

const char* Checker::fold(const bundle::Node& node, Op op, uint32_t i) const {
  if (node.a() >= table_count)
    return "reads a table that does not exist";
  uint32_t where = node.b();
  uint32_t body = node.c();
  ValueKind body_kind = op == Op::every || op == Op::some ? ValueKind::truth : ValueKind::number;
  if (op == Op::count)
    body = no_node;
  if (op == Op::share) {
    where = root.args()->Get(node.b());
    body = root.args()->Get(node.b() + 1);
    body_kind = ValueKind::truth;
    for (uint32_t k = 2; k < 4; ++k) {
      const uint32_t weight = root.args()->Get(node.b() + k);
      if (weight >= i)
        return "uses a node that does not come before it";
      const auto weight_op = static_cast<Op>(this->node(weight).op());
      if (weight_op != Op::number && weight_op != Op::parameter) {
        return "has a weight that is no number";
      }
    }
  }
  if (where != no_node) {
    if (where >= i)
      return "uses a node that does not come before it";
    if (kind(where) != ValueKind::truth)
      return "has a condition that is no truth";
    if (!lives_in(where, node.a()))
      return "mixes the rows of two tables";
  }
  if (body != no_node || op != Op::count) {
    if (body >= i)
      return "uses a node that does not come before it";
    if (kind(body) != body_kind)
      return "has a body of the wrong kind";
    if (!lives_in(body, node.a()))
      return "mixes the rows of two tables";
  }
  return nullptr;
}

const char* Checker::meaning(const bundle::Node& node, Op op) const {
  const auto is = [&](uint32_t operand, ValueKind wanted) { return kind(operand) == wanted; };
  const auto numbers = [&](bool two) {
    return is(node.a(), ValueKind::number) && (!two || is(node.b(), ValueKind::number))
               ? nullptr
               : "computes with what is no number";
  };
  switch (op) {
  case Op::truth:
    return node.a() <= 2 ? nullptr : "is no truth value";
  case Op::number:
    return node.a() < root.numbers()->size() ? nullptr : "reads a number out of range";
  case Op::text:
    return node.a() < root.strings()->size() ? nullptr : "reads a text out of range";
  case Op::number_set:
    if (node.kind() != ValueKind::number_set)
      return "has the wrong kind";
    return set_run(node, root.numbers()->size());
  case Op::text_set:
    if (node.kind() != ValueKind::text_set)
      return "has the wrong kind";
    return set_run(node, root.strings()->size());
  case Op::parameter:
    return node.a() < root.parameters()->size() ? nullptr : "reads a parameter out of range";
  case Op::assumed:
    return node.a() < root.proposals()->size() ? nullptr : "reads a proposal out of range";
  case Op::fact:
    if (node.a() >= root.facts()->size())
      return "reads a fact out of range";
    return leaf(*root.facts()->Get(node.a())->type(), node);
  case Op::field: {
    const auto& fields = *root.tables()->Get(node.lane() - 1u)->fields();
    if (node.a() >= fields.size())
      return "reads a field out of range";
    return leaf(*fields.Get(node.a())->type(), node);
  }
  case Op::lookup: {
    if (node.a() >= table_count)
      return "reads a table that does not exist";
    const auto& fields = *root.tables()->Get(node.a())->fields();
    if (node.b() >= fields.size())
      return "reads a field out of range";
    if (!is(node.c(), ValueKind::text))
      return "looks up what is no key";
    return leaf(*fields.Get(node.b())->type(), node);
  }
  case Op::add:
  case Op::subtract:
  case Op::add_days:
  case Op::add_months:
  case Op::less:
  case Op::less_equal:
    return numbers(true);
  case Op::negate:
  case Op::end_of_year:
    return numbers(false);
  case Op::multiply: {
    const auto factor = static_cast<Op>(this->node(node.b()).op());
    if (factor != Op::number && factor != Op::parameter)
      return "multiplies by what is no number";
    return numbers(true);
  }
  case Op::equal:
  case Op::not_equal:
    if (kind(node.a()) != kind(node.b()))
      return "compares two kinds";
    return is(node.a(), ValueKind::number) || is(node.a(), ValueKind::text)
               ? nullptr
               : "compares what has no order and no name";
  case Op::is_none:
    return is(node.a(), ValueKind::truth) ? "asks whether a truth is none" : nullptr;
  case Op::in_set: {
    const bool ok = (is(node.a(), ValueKind::number) && is(node.b(), ValueKind::number_set)) ||
                    (is(node.a(), ValueKind::text) && is(node.b(), ValueKind::text_set));
    return ok ? nullptr : "asks for membership in what is no set of its kind";
  }
  case Op::logical_not:
  case Op::shown:
    return is(node.a(), ValueKind::truth) ? nullptr : "has an operand that is no truth";
  case Op::excused:
    if (table_count == 0)
      return "reads a table that does not exist";
    if (!is(node.a(), ValueKind::text) || !is(node.b(), ValueKind::truth) ||
        !is(node.c(), ValueKind::text_set)) {
      return "has an operand of the wrong kind";
    }
    if (!lives_in(node.a(), node.lane() - 1u))
      return "mixes the rows of two tables";
    return lives_in(node.b(), root.addressable()) && lives_in(node.c(), root.addressable())
               ? nullptr
               : "mixes the rows of two tables";
  default:
    return nullptr;
  }
}

const char* Checker::check(uint32_t i) {
  const bundle::Node& node = this->node(i);
  if (node.op() >= op_count)
    return "has an unknown opcode: a newer ward may have written it";
  const Op op = static_cast<Op>(node.op());
  const Shape& shape = shapes[node.op()];
  if (node.kind() > ValueKind::MAX)
    return "has an unknown kind";
  if (node.lane() > table_count)
    return "lives in a table that does not exist";
  const bool kind_ok = shape.result == Result::same || shape.result == Result::set ||
                       (shape.result == Result::truth && node.kind() == ValueKind::truth) ||
                       (shape.result == Result::number && node.kind() == ValueKind::number) ||
                       (shape.result == Result::text && node.kind() == ValueKind::text);
  if (!kind_ok)
    return "has the wrong kind";

  if (op == Op::number_set || op == Op::text_set || op == Op::logical_and || op == Op::logical_or) {
    if (const char* problem = run(node, node.a(), node.b()))
      return problem;
  } else if (op == Op::share) {
    if (node.c() != 4)
      return "has the wrong number of arguments";
    if (const char* problem = run(node, node.b(), 4))
      return problem;
  }

  uint32_t lane = 0;
  bool joins = true;
  if (op == Op::logical_and || op == Op::logical_or) {
    if (const char* problem = run_of_nodes(node, i, &lane))
      return problem;
    if (node.c() != 0)
      return "has an operand that its opcode does not use";
  } else if (op == Op::share) {
    // c is the length, checked above.
  } else {
    // The length of a list stands where `_` is written.
    const bool listed = shape.a == Operand::list;
    if (const char* p = operand(shape.a, node.a(), i, &joins, &lane))
      return p;
    if (!listed) {
      if (const char* p = operand(shape.b, node.b(), i, &joins, &lane))
        return p;
    }
    if (const char* p = operand(shape.c, node.c(), i, &joins, &lane))
      return p;
  }

  switch (shape.lane) {
  case Lane::global:
    if (node.lane() != 0)
      return "lives in a table, but has one value";
    break;
  case Lane::row:
    if (node.lane() == 0)
      return "lives in no table";
    break;
  case Lane::any:
    if (!joins)
      return "mixes the rows of two tables";
    if (node.lane() != lane)
      return "lives elsewhere than its operands";
    break;
  case Lane::fold:
    if (node.lane() != 0)
      return "lives in a table, but has one value";
    return fold(node, op, i);
  }
  return meaning(node, op);
}

} // namespace

ward_status Verify::program() {
  const auto& nodes = *root.nodes();
  if (nodes.size() > limits.max_nodes) {
    fail(error, WARD_ERR_LIMIT, "the bundle has ")
        << uint64_t{nodes.size()} << " instructions, more than the limit max_nodes ("
        << uint64_t{limits.max_nodes} << "): raise the limit if that is expected";
    return WARD_ERR_LIMIT;
  }
  if (root.origins()->size() != nodes.size())
    return bad("origin", nodes.size(), "is missing");
  Checker checker{root, nodes, nodes.size(), root.tables()->size()};
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (const char* problem = checker.check(i))
      return bad("instruction", i, problem);
  }
  return WARD_OK;
}

} // namespace ward::rt
