// SPDX-License-Identifier: Apache-2.0
#include "prove/together.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <tuple>

namespace ward::prove {

namespace {

constexpr size_t group_size = 32; ///< more, and one that fails costs many calls

struct State {
  const Subject& subject;
  const std::span<const Likely> queries;
  std::vector<std::string>& faults;
  std::vector<bool> found = std::vector<bool>(queries.size());

  using Group = std::span<const size_t>;

  void run() {
    // What wants truths is kept from what wants the same false.
    const auto alike = [&](size_t index) {
      const Query& it = *queries[index].query;
      return std::make_tuple(it.fail.empty(), it.empty_tables, it.first_day, it.last_day,
                             std::cref(it.assumed), std::cref(it.not_assumed));
    };
    std::vector<size_t> order(queries.size());
    for (size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t x, size_t y) { return alike(x) < alike(y); });
    for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      while (end < order.size() && end - begin < group_size &&
             alike(order[end]) == alike(order[begin]))
        ++end;
      const Group group(order.data() + begin, end - begin);
      if (!std::all_of(group.begin(), group.end(), [&](size_t i) { return queries[i].known; }))
        ask(group);
    }
  }

  void ask(Group group) {
    if (group.size() < 2)
      return;
    std::string fault;
    if (solve(subject, all_of(group), fault).outcome == Outcome::possible) {
      if (!fault.empty())
        faults.push_back("questions asked together: " + fault);
      for (const size_t index : group)
        found[index] = fault.empty();
      return;
    }
    ask(group.first(group.size() / 2));
    ask(group.subspan(group.size() / 2));
  }

  Query all_of(Group group) const {
    Query out = *queries[group.front()].query;
    for (const size_t index : group.subspan(1)) {
      const Query& each = *queries[index].query;
      out.hold.insert(out.hold.end(), each.hold.begin(), each.hold.end());
      out.fail.insert(out.fail.end(), each.fail.begin(), each.fail.end());
    }
    return out;
  }
};

} // namespace

std::vector<bool> possible_together(const Subject& subject, std::span<const Likely> queries,
                                    std::vector<std::string>& faults) {
  State state{subject, queries, faults};
  state.run();
  return std::move(state.found);
}

} // namespace ward::prove
