// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ward::driver {

struct Compilation;

struct TestOptions {
  /// Only tests whose name, or "name: case", holds this.
  std::string filter;
  /// Tests of the built-in library too, not only the project's own.
  bool with_library = false;
};

struct ExpectationResult {
  std::string subject;  ///< "control access.mfa", "hipaa:164.312(d)", "hipaa:164.312(b).{record}"
  std::string expected; ///< "not_met"
  std::string actual;   ///< a verdict, or "not_judged"
  std::string why_not;  ///< where not judged: "upcoming" and the like
  std::vector<std::string> missing; ///< paths of `because` that the reason does not contain
  std::vector<std::string>
      reason; ///< what it contains, or what may still matter; when something is missing
  source::Span span;
  std::vector<std::string>
      missing_details; ///< of `with a, b`: those that do not stand beside the verdict

  bool passed() const { return actual == expected && missing.empty() && missing_details.empty(); }
};

struct TestResult {
  std::string name;
  std::string case_label; ///< empty without cases
  source::Span span;
  std::string error; ///< why nothing was judged: the facts were refused
  std::vector<ExpectationResult> expectations;

  bool passed() const;
};

/// One thing that tests should see both ways (R10.7).
struct CoverageItem {
  enum class Kind : uint8_t { control, element, condition };
  Kind kind = Kind::control;
  std::string name;  ///< a path, `citation.{element}`, or file:line:column of a condition
  std::string file;  ///< as in bundles; empty for none
  uint32_t line = 0; ///< from 1
  uint32_t column = 0;
  bool seen_true = false;
  bool seen_false = false;

  bool covered() const { return seen_true && seen_false; }
};

struct TestRun {
  std::vector<TestResult> tests;
  /// Controls, then elements, then conditions, each in the order of the bundle. The project's own:
  /// its controls and provisions, elements that its controls cover, conditions in its files.
  std::vector<CoverageItem> coverage;
  std::string error; ///< the bundle could not be opened; a mistake of the compiler

  size_t passed() const;
  size_t failed() const { return tests.size() - passed(); }
  /// Covered and all items of one kind.
  std::pair<size_t, size_t> covered(CoverageItem::Kind kind) const;
};

/// Judges every test of a compilation that emitted its bytes, by those bytes.
TestRun run_tests(const Compilation& compilation, const TestOptions& options = {});

} // namespace ward::driver
