// SPDX-License-Identifier: Apache-2.0
#include "resolve/nearest.h"

#include <doctest/doctest.h>

using ward::resolve::nearest;
using Names = std::vector<std::string>;

TEST_CASE("a slip of the hand finds its name") {
  CHECK_EQ(nearest("sytems", {"systems", "vendors"}), Names{"systems"});   // dropped
  CHECK_EQ(nearest("sysetms", {"systems", "vendors"}), Names{"systems"});  // swapped
  CHECK_EQ(nearest("systemms", {"systems", "vendors"}), Names{"systems"}); // doubled
  CHECK_EQ(nearest("hipaa:164.312(e)", {"hipaa:164.312(d)", "hipaa:164.512"}),
           Names{"hipaa:164.312(d)"});
}

TEST_CASE("nearest first, then by bytes; never what is far") {
  CHECK_EQ(nearest("cat", {"bat", "cart", "dog", "at"}), Names{"at", "bat", "cart"});
  CHECK(nearest("systems", {"vendors", "x", ""}).empty());
  CHECK(nearest("a", {"b"}).empty()); // nothing of it would be left
  CHECK(nearest("a", {"a"}).empty()); // it is not what was written
}
