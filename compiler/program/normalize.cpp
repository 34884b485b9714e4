// SPDX-License-Identifier: Apache-2.0
#include "program/program.h"
#include "program/walk.h"

#include <algorithm>
#include <numeric>

namespace ward::program {
namespace {

/// Old index -> new index of a pool of constants, sorted and without what nobody uses.
template <typename T> struct Renumbering {
  std::vector<uint32_t> to;

  Renumbering(std::vector<T>& pool, std::vector<bool> used) : to(pool.size(), 0) {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < pool.size(); ++i)
      if (used[i])
        order.push_back(i);
    std::sort(order.begin(), order.end(),
              [&](uint32_t x, uint32_t y) { return pool[x] < pool[y]; });
    std::vector<T> sorted;
    sorted.reserve(order.size());
    for (uint32_t old : order) {
      if (sorted.empty() || sorted.back() != pool[old])
        sorted.push_back(std::move(pool[old]));
      to[old] = static_cast<uint32_t>(sorted.size() - 1);
    }
    pool = std::move(sorted);
  }
};

struct State {
  Program& program;

  /// Calls f(index) on every index of a constant of one kind that the nodes hold.
  template <typename F> void each_operand(Op single, Op set, F&& f) {
    for (Node& node : program.nodes) {
      if (node.op == single)
        f(node.a);
      else if (node.op == set)
        for (uint32_t i = 0; i < node.b; ++i)
          f(program.args[node.a + i]);
    }
  }

  void sort_runs(Op set) {
    for (const Node& node : program.nodes)
      if (node.op == set)
        std::sort(program.args.begin() + node.a, program.args.begin() + node.a + node.b);
  }

  void run() {
    std::vector<bool> used(program.strings.size(), false);
    used[0] = true; // "" sorts before every other string
    const auto mark = [&](Text text) { used[text.index] = true; };
    for_each<Text>(program, mark);
    for (Text file : program.files)
      mark(file);
    each_operand(Op::text, Op::text_set, [&](uint32_t index) { used[index] = true; });
    const Renumbering strings(program.strings, std::move(used));
    const auto rename = [&](Text& text) { text.index = strings.to[text.index]; };
    for_each<Text>(program, rename);
    for (Text& file : program.files)
      rename(file);
    each_operand(Op::text, Op::text_set, [&](uint32_t& index) { index = strings.to[index]; });
    sort_runs(Op::text_set);

    used.assign(program.numbers.size(), false);
    each_operand(Op::number, Op::number_set, [&](uint32_t index) { used[index] = true; });
    const Renumbering numbers(program.numbers, std::move(used));
    each_operand(Op::number, Op::number_set, [&](uint32_t& index) { index = numbers.to[index]; });
    sort_runs(Op::number_set);
  }
};

} // namespace

void normalize(Program& program) {
  State{program}.run();
}

} // namespace ward::program
