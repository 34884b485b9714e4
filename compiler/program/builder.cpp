// SPDX-License-Identifier: Apache-2.0
#include "program/builder.h"

#include "program/walk.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/Hashing.h>
#include <llvm/ADT/StringMap.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace ward::program {
namespace {

/// Runs longer than this stay nodes of their own, so that a chain of `and`s grows linearly.
constexpr uint32_t max_flattened = 32;

bool has_run(Op op) {
  return op_info(op).operands[0] == OperandRule::list || op == Op::share;
}

} // namespace

struct Builder::State {
  Program program;
  Origin origin;
  llvm::StringMap<uint32_t> texts;
  llvm::DenseMap<uint32_t, uint32_t> files;  // Text -> index in files
  llvm::DenseMap<int64_t, uint32_t> numbers; // INT64_MAX and its neighbour are kept apart
  std::vector<uint32_t> buckets;             // 1 + node
  std::vector<uint32_t> run;                 // the operand run of the node being made

  State() : buckets(1024, 0) {}

  static std::pair<uint32_t, uint32_t> run_of(const Node& node) {
    if (node.op == Op::share)
      return {node.b, node.c};
    return {node.a, node.b};
  }

  uint64_t hash(const Node& node, const uint32_t* items, uint32_t count) const {
    // Not llvm::hash_value: its seed may differ between runs. Order never depends on this.
    uint64_t h = 0x9E3779B97F4A7C15u;
    const auto mix = [&](uint64_t word) {
      h = (h ^ word) * 0xFF51AFD7ED558CCDu;
      h ^= h >> 32;
    };
    mix(static_cast<uint64_t>(node.op) | static_cast<uint64_t>(node.kind) << 8 |
        static_cast<uint64_t>(node.lane) << 16);
    if (has_run(node.op)) {
      mix(node.op == Op::share ? node.a : 0);
      for (uint32_t i = 0; i < count; ++i)
        mix(items[i]);
    } else {
      mix(node.a | static_cast<uint64_t>(node.b) << 32);
      mix(node.c);
    }
    return h;
  }

  uint64_t hash_of(uint32_t index) const {
    const Node& node = program.nodes[index];
    const auto [begin, count] = run_of(node);
    return hash(node, has_run(node.op) ? program.args.data() + begin : nullptr, count);
  }

  bool same(const Node& old, const Node& made) const {
    if (old.op != made.op || old.kind != made.kind || old.lane != made.lane)
      return false;
    if (!has_run(made.op))
      return old.a == made.a && old.b == made.b && old.c == made.c;
    const auto [begin, count] = run_of(old);
    return (made.op != Op::share || old.a == made.a) && count == run.size() &&
           std::equal(run.begin(), run.end(), program.args.begin() + begin);
  }

  void grow() {
    std::vector<uint32_t> larger(buckets.size() * 2, 0);
    for (uint32_t i = 0; i < program.nodes.size(); ++i) {
      size_t slot = hash_of(i) & (larger.size() - 1);
      while (larger[slot] != 0)
        slot = (slot + 1) & (larger.size() - 1);
      larger[slot] = i + 1;
    }
    buckets = std::move(larger);
  }

  /// `made`, or the node that equals it. List instructions find their operands in `run`.
  NodeId intern(Node made) {
    const uint32_t count = static_cast<uint32_t>(run.size());
    size_t slot = hash(made, run.data(), count) & (buckets.size() - 1);
    for (; buckets[slot] != 0; slot = (slot + 1) & (buckets.size() - 1)) {
      const uint32_t index = buckets[slot] - 1;
      if (same(program.nodes[index], made)) {
        if (program.origins[index].line == 0)
          program.origins[index] = origin;
        return {index};
      }
    }
    if (has_run(made.op)) {
      const uint32_t begin = static_cast<uint32_t>(program.args.size());
      program.args.insert(program.args.end(), run.begin(), run.end());
      (made.op == Op::share ? made.b : made.a) = begin;
      (made.op == Op::share ? made.c : made.b) = count;
    }
    const uint32_t index = static_cast<uint32_t>(program.nodes.size());
    assert(index < no_node);
    program.nodes.push_back(made);
    program.origins.push_back(origin);
    buckets[slot] = index + 1;
    if (program.nodes.size() * 2 > buckets.size())
      grow();
    return {index};
  }

  uint16_t lane_of(NodeId id) const { return program.nodes[id.index].lane; }
  uint16_t join(uint16_t left, uint16_t right) const {
    assert(left == 0 || right == 0 || left == right);
    return left == 0 ? right : left;
  }

  uint32_t number(int64_t value) {
    // The two values that DenseMap keeps for itself are searched for.
    if (value >= INT64_MAX - 1) {
      const auto found = std::find(program.numbers.begin(), program.numbers.end(), value);
      if (found != program.numbers.end())
        return static_cast<uint32_t>(found - program.numbers.begin());
      program.numbers.push_back(value);
      return static_cast<uint32_t>(program.numbers.size() - 1);
    }
    const auto [entry, is_new] =
        numbers.try_emplace(value, static_cast<uint32_t>(program.numbers.size()));
    if (is_new)
      program.numbers.push_back(value);
    return entry->second;
  }

  NodeId junction(Op op, std::vector<NodeId> operands) {
    const uint32_t neutral = op == Op::logical_and ? 1 : 0;
    std::vector<uint32_t> items;
    items.reserve(operands.size());
    for (NodeId operand : operands) {
      const Node& node = program.nodes[operand.index];
      assert(node.kind == ValueKind::truth);
      if (node.op == Op::truth && node.a == neutral)
        continue;
      if (node.op == Op::truth && node.a == 1 - neutral)
        return operand;
      if (node.op == op && node.b <= max_flattened)
        items.insert(items.end(), program.args.begin() + node.a,
                     program.args.begin() + node.a + node.b);
      else
        items.push_back(operand.index);
    }
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    if (items.size() == 1)
      return {items[0]};
    Node node{op, ValueKind::truth};
    run = std::move(items);
    if (run.empty()) {
      node = {Op::truth, ValueKind::truth, 0, neutral};
    } else {
      for (uint32_t item : run)
        node.lane = join(node.lane, program.nodes[item].lane);
    }
    const NodeId made = intern(node);
    run.clear();
    return made;
  }

  Program finish() {
    std::vector<bool> used(program.nodes.size(), false);
    for_each<NodeId>(program, [&](NodeId id) {
      if (id)
        used[id.index] = true;
    });
    const auto each_operand = [&](Node& node, auto&& f) {
      const OpInfo& info = op_info(node.op);
      uint32_t* operands[] = {&node.a, &node.b, &node.c};
      for (int i = 0; i < 3; ++i)
        if (info.operands[i] == OperandRule::node || info.operands[i] == OperandRule::opt)
          f(*operands[i]);
      if (has_node_list(node.op)) {
        const auto [begin, count] = run_of(node);
        for (uint32_t i = 0; i < count; ++i)
          f(program.args[begin + i]);
      }
    };
    for (size_t i = program.nodes.size(); i-- > 0;)
      if (used[i])
        each_operand(program.nodes[i], [&](uint32_t& operand) {
          if (operand != no_node)
            used[operand] = true;
        });

    std::vector<uint32_t> to(program.nodes.size(), no_node);
    std::vector<uint32_t> args;
    uint32_t count = 0;
    for (uint32_t i = 0; i < program.nodes.size(); ++i) {
      if (!used[i])
        continue;
      Node node = program.nodes[i];
      each_operand(node, [&](uint32_t& operand) {
        if (operand != no_node)
          operand = to[operand];
      });
      if (has_run(node.op)) {
        const auto [begin, length] = run_of(node);
        (node.op == Op::share ? node.b : node.a) = static_cast<uint32_t>(args.size());
        args.insert(args.end(), program.args.begin() + begin,
                    program.args.begin() + begin + length);
      }
      program.origins[count] = program.origins[i];
      program.nodes[count] = node;
      to[i] = count++;
    }
    program.nodes.resize(count);
    program.origins.resize(count);
    program.args = std::move(args);
    for_each<NodeId>(program, [&](NodeId& id) {
      if (id)
        id.index = to[id.index];
    });
    sort_files();
    normalize(program);
    Program done = std::move(program);
    *this = State();
    return done;
  }

  void sort_files() {
    std::vector<uint32_t> order(program.files.size());
    for (uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
      return program.text(program.files[x]) < program.text(program.files[y]);
    });
    std::vector<Text> sorted;
    std::vector<uint32_t> to(order.size());
    for (uint32_t old : order) {
      to[old] = static_cast<uint32_t>(sorted.size());
      sorted.push_back(program.files[old]);
    }
    const auto move = [&](Origin& place) { place.file = place.line == 0 ? 0 : to[place.file]; };
    for_each<Origin>(program, move);
    for (Origin& place : program.origins)
      move(place);
    program.files = std::move(sorted);
  }
};

Builder::Builder() : state_(std::make_unique<State>()) {
  state_->texts[""] = 0;
}
Builder::~Builder() = default;

Text Builder::text(std::string_view value) {
  Program& program = state_->program;
  const auto [entry, is_new] =
      state_->texts.try_emplace(value, static_cast<uint32_t>(program.strings.size()));
  if (is_new)
    program.strings.emplace_back(value);
  return {entry->second};
}

uint32_t Builder::file(std::string_view path) {
  const Text name = text(path);
  std::vector<Text>& files = state_->program.files;
  const auto [entry, is_new] =
      state_->files.try_emplace(name.index, static_cast<uint32_t>(files.size()));
  if (is_new)
    files.push_back(name);
  return entry->second;
}

void Builder::set_origin(Origin origin) {
  state_->origin = origin;
}
Origin Builder::origin() const {
  return state_->origin;
}

NodeId Builder::truth(uint32_t value) {
  assert(value <= 2);
  return state_->intern({Op::truth, ValueKind::truth, 0, value});
}
NodeId Builder::unknown_value(ValueKind kind) {
  assert(kind != ValueKind::truth);
  return state_->intern({Op::unknown, kind});
}
NodeId Builder::number(int64_t value) {
  return state_->intern({Op::number, ValueKind::number, 0, state_->number(value)});
}
NodeId Builder::text_node(std::string_view value) {
  return state_->intern({Op::text, ValueKind::text, 0, text(value).index});
}

NodeId Builder::number_set(std::vector<int64_t> members) {
  std::vector<uint32_t>& run = state_->run;
  for (int64_t member : members)
    run.push_back(state_->number(member));
  std::sort(run.begin(), run.end());
  run.erase(std::unique(run.begin(), run.end()), run.end());
  const NodeId made = state_->intern({Op::number_set, ValueKind::number_set});
  run.clear();
  return made;
}

NodeId Builder::text_set(std::span<const std::string_view> members) {
  std::vector<uint32_t>& run = state_->run;
  for (std::string_view member : members)
    run.push_back(text(member).index);
  std::sort(run.begin(), run.end());
  run.erase(std::unique(run.begin(), run.end()), run.end());
  const NodeId made = state_->intern({Op::text_set, ValueKind::text_set});
  run.clear();
  return made;
}

NodeId Builder::today() {
  return state_->intern({Op::today, ValueKind::number});
}
NodeId Builder::parameter(uint32_t index) {
  return state_->intern({Op::parameter, ValueKind::number, 0, index});
}
NodeId Builder::assumed(uint32_t proposal) {
  return state_->intern({Op::assumed, ValueKind::truth, 0, proposal});
}
NodeId Builder::fact(uint32_t index, ValueKind kind) {
  return state_->intern({Op::fact, kind, 0, index});
}
NodeId Builder::field(uint32_t table, uint32_t index, ValueKind kind) {
  assert(table < UINT16_MAX);
  return state_->intern({Op::field, kind, static_cast<uint16_t>(table + 1), index});
}
NodeId Builder::lookup(uint32_t table, uint32_t field, NodeId key, ValueKind kind) {
  return state_->intern({Op::lookup, kind, state_->lane_of(key), table, field, key.index});
}

NodeId Builder::unary(Op op, NodeId operand) {
  const ValueKind kind =
      op == Op::negate || op == Op::end_of_year ? ValueKind::number : ValueKind::truth;
  return state_->intern({op, kind, state_->lane_of(operand), operand.index});
}

NodeId Builder::binary(Op op, NodeId left, NodeId right) {
  const ValueKind kind =
      op >= Op::add && op <= Op::add_months ? ValueKind::number : ValueKind::truth;
  const uint16_t lane = state_->join(state_->lane_of(left), state_->lane_of(right));
  if ((op == Op::equal || op == Op::not_equal || op == Op::add) && right < left)
    std::swap(left, right);
  return state_->intern({op, kind, lane, left.index, right.index});
}

NodeId Builder::logical_not(NodeId operand) {
  const Node& node = state_->program.nodes[operand.index];
  if (node.op == Op::truth)
    return node.a == 2 ? operand : truth(1 - node.a);
  if (node.op == Op::logical_not)
    return {node.a};
  return state_->intern({Op::logical_not, ValueKind::truth, node.lane, operand.index});
}

NodeId Builder::logical_and(std::vector<NodeId> operands) {
  return state_->junction(Op::logical_and, std::move(operands));
}
NodeId Builder::logical_or(std::vector<NodeId> operands) {
  return state_->junction(Op::logical_or, std::move(operands));
}
NodeId Builder::implies(NodeId left, NodeId right) {
  return logical_or({logical_not(left), right});
}

NodeId Builder::fold(Op op, uint32_t table, NodeId where, NodeId body) {
  assert(op >= Op::every && op <= Op::sum_nonnegative && (op == Op::count) == !body);
  if (where && is_truth(where, 1))
    where = {};
  const ValueKind kind = op <= Op::some ? ValueKind::truth : ValueKind::number;
  return state_->intern({op, kind, 0, table, where.index, body ? body.index : 0});
}

NodeId Builder::share(uint32_t table, NodeId where, NodeId that, NodeId q, NodeId one) {
  if (where && is_truth(where, 1))
    where = {};
  state_->run = {where.index, that.index, q.index, one.index};
  const NodeId made = state_->intern({Op::share, ValueKind::number, 0, table});
  state_->run.clear();
  return made;
}

NodeId Builder::excused(NodeId key, NodeId condition, NodeId rows) {
  return state_->intern({Op::excused, ValueKind::truth, state_->lane_of(key), key.index,
                         condition.index, rows.index});
}

bool Builder::is_truth(NodeId id, uint32_t value) const {
  const Node& found = node(id);
  return found.op == Op::truth && found.a == value;
}
const Node& Builder::node(NodeId id) const {
  return state_->program.nodes[id.index];
}
int64_t Builder::number_of(NodeId id) const {
  return state_->program.numbers[node(id).a];
}
std::string_view Builder::text_of(NodeId id) const {
  return state_->program.strings[node(id).a];
}
size_t Builder::node_count() const {
  return state_->program.nodes.size();
}
Program& Builder::program() {
  return state_->program;
}

Program Builder::finish() {
  Program done = state_->finish();
  state_->texts[""] = 0;
  return done;
}

} // namespace ward::program
