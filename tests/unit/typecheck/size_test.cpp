// SPDX-License-Identifier: Apache-2.0
#include "unit/support/build_model.h"

#include <doctest/doctest.h>

using namespace ward::test;

namespace {

/// A model of so many controls, each with a fact, a provision and a test of its own.
std::string program_of(int controls) {
  std::string out = "module many as of 2026-01-01\nauthority law \"L\" { force law }\n";
  for (int i = 0; i < controls; ++i) {
    const std::string n = std::to_string(i);
    out += "facts g" + n + " { f : bool }\n";
    out += "provision law:" + n + " \"P\" { }\n";
    out += "control c.n" + n + " \"C\" { implemented when g" + n + ".f covers law:" + n + " }\n";
    out += "test \"t" + n + "\" { given { g" + n + ".f = true } expect law:" + n + " met }\n";
  }
  return out;
}

} // namespace

TEST_CASE("a large module builds whole") {
  BuiltModel built;
  build_model(built, program_of(2000));
  CHECK_EQ(built.problems(), "");
  CHECK_EQ(built.model.controls.size(), 2000);
  CHECK_EQ(built.model.elements.size(), 2000);
  CHECK_EQ(built.model.tests.size(), 2000);
  // The last control covers the last element, and knows it.
  CHECK_EQ(built.model.elements[{1999}].covered_by.at(0).index, 1999);
}

TEST_CASE("a long sum, a deep chain of lets and many errors end, without a crash") {
  std::string sum = "facts { n : count }\nlet a = n";
  for (int i = 0; i < 100000; ++i)
    sum += " + n";
  BuiltModel long_sum;
  build_model(long_sum, sum + " > 3\n");
  CHECK_EQ(long_sum.problems(), "WARD5023 this has more than 200 terms\n");

  // Each let reads the next one, against the order of the text.
  std::string lets = "facts { n : count }\n";
  for (int i = 0; i < 5000; ++i)
    lets += "let a" + std::to_string(i) + " = a" + std::to_string(i + 1) + "\n";
  BuiltModel deep;
  build_model(deep, lets + "let a5000 = n\n");
  CHECK(deep.sink.has_errors());
  CHECK(deep.problems().find("WARD5205") != std::string::npos);

  std::string wrong;
  for (int i = 0; i < 5000; ++i)
    wrong += "facts h" + std::to_string(i) + " { a : missing" + std::to_string(i) + " }\n";
  BuiltModel many;
  build_model(many, wrong);
  CHECK_EQ(many.sink.error_count(), 5000);
}
