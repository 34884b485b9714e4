// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"
#include "base/calendar.h"
#include "base/expected.h"
#include "base/id.h"
#include "base/interner.h"
#include "base/spelling.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace ward::base;

TEST_CASE("ids are found again in their store") {
  struct Tag;
  using TestId = Id<Tag>;
  Store<TestId, std::string> store;
  const TestId a = store.add("a");
  const TestId b = store.add("b");
  CHECK_EQ(store[a], "a");
  CHECK_EQ(store[b], "b");
  CHECK(a < b);
  CHECK_FALSE(a.is_none());
  CHECK(TestId::none().is_none());
  CHECK_FALSE(store.contains(TestId::none()));
}

TEST_CASE("the interner gives equal texts equal ids, and keeps its own copy") {
  Interner interner;
  auto name = std::make_unique<std::string>("systems");
  const NameId id = interner.intern(*name);
  name.reset();
  CHECK(interner.intern("systems") == id);
  CHECK(interner.intern("system") != id);
  CHECK(interner.find("absent").is_none());
  CHECK_EQ(interner.text(id), "systems");
  CHECK_EQ(interner.size(), 2);
}

TEST_CASE("the arena copies lists and texts") {
  Arena arena;
  std::vector<int> numbers{1, 2, 3};
  const auto copy = arena.copy(numbers);
  numbers[0] = 9;
  CHECK_EQ(copy[0], 1);
  CHECK_EQ(copy.size(), 3);
  CHECK(arena.copy(std::vector<int>{}).empty());
  CHECK_EQ(arena.copy(std::string_view("text")), "text");
}

TEST_CASE("expected holds a value or an error") {
  const auto half = [](int value) -> Expected<int, std::string> {
    if (value % 2 != 0)
      return Unexpected{std::string("odd")};
    return value / 2;
  };
  CHECK_EQ(*half(4), 2);
  CHECK_FALSE(half(3).has_value());
  CHECK_EQ(half(3).error(), "odd");
}

TEST_CASE("the calendar") {
  CHECK_EQ(days_since_epoch({1970, 1, 1}), 0);
  CHECK_EQ(days_since_epoch({1969, 12, 31}), -1);
  // 2000-03-01 is 30 years with 7 leap days, then 31 + 29 days, after the epoch.
  CHECK_EQ(days_since_epoch({2000, 3, 1}), 30 * 365 + 7 + 60);
  CHECK_EQ(days_since_epoch({9999, 12, 31}) - days_since_epoch({1, 1, 1}), 3'652'058);
  CHECK(is_valid_date(2024, 2, 29));
  CHECK_FALSE(is_valid_date(2100, 2, 29));
  CHECK(is_valid_date(2000, 2, 29));
  CHECK_FALSE(is_valid_date(2026, 13, 1));
  CHECK_FALSE(is_valid_date(0, 1, 1));
  CHECK_FALSE(is_valid_date(2026, 4, 31));
}

TEST_CASE("edit distance and the nearest candidate") {
  CHECK_EQ(edit_distance("sytems", "systems", 3), 1);
  CHECK_EQ(edit_distance("ab", "ba", 3), 1);
  CHECK_EQ(edit_distance("abc", "xyz", 2), 3);
  CHECK_EQ(edit_distance("", "abc", 5), 3);
  const std::string_view candidates[] = {"pillar", "owner", "covers"};
  CHECK_EQ(nearest("pilar", candidates), "pillar");
  CHECK_EQ(nearest("evidence", candidates), "");
  const std::string_view equal[] = {"cb", "ca"};
  CHECK_EQ(nearest("cx", equal), "ca");
}
