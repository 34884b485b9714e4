// SPDX-License-Identifier: Apache-2.0
#include "program/natural_order.h"

#include <doctest/doctest.h>

#include <iterator>
#include <string_view>

using ward::program::compare_citations;

TEST_CASE("citations stand as their law prints them") {
  constexpr std::string_view printed[] = {
      "a:9.x",
      "a:10.x",
      "hipaa:164.2",
      "hipaa:164.308",
      "hipaa:164.308(a)",
      "hipaa:164.308(a)(1)",
      "hipaa:164.308(a)(1)(i)",
      "hipaa:164.308(a)(1)(ii)",
      "hipaa:164.308(a)(1)(ii)(A)",
      "hipaa:164.308(a)(1)(ii)(B)",
      "hipaa:164.308(a)(1)(v)",
      "hipaa:164.308(a)(1)(ix)",
      "hipaa:164.308(a)(1)(x)",
      "hipaa:164.308(a)(2)",
      "hipaa:164.308(a)(10)",
      "hipaa:164.308(b)",
      "hipaa:164.308(i)", // a letter here, not one
      "hipaa:164.308(v)",
      "hipaa:164.308(x)",
      "hipaa:164.308(z)",
      "hipaa:164.308(aa)",
      "hipaa:164.310",
      "hitech:13402(a)(1)(A)(iv)",
      "hitech:13402(a)(1)(A)(v)",
      "nist:AC-2",
      "nist:AC-2(1)",
      "nist:AC-2(12)",
      "nist:AC-10",
      "nist:PR.AA-03",
  };
  for (size_t i = 0; i < std::size(printed); ++i)
    for (size_t j = 0; j < std::size(printed); ++j) {
      INFO(printed[i] << " and " << printed[j]);
      const int expected = i < j ? -1 : i > j ? 1 : 0;
      CHECK(compare_citations(printed[i], printed[j]) == expected);
    }
}

TEST_CASE("only equal texts are equal") {
  CHECK(compare_citations("a:1", "a:01") != 0);
  CHECK(compare_citations("a:1", "a:01") == -compare_citations("a:01", "a:1"));
  CHECK(compare_citations("", "a") < 0);
}
