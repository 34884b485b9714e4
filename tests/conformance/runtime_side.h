// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/judge.h"
#include "ward/ward.h"

#include <memory>
#include <string>
#include <vector>

namespace ward::source {
class SourceManager;
}

namespace ward::conformance {

/// The compiled side of a model: lowered, emitted, opened, and judged through the C ABI.
class RuntimeSide {
public:
  RuntimeSide() = default;
  RuntimeSide(const RuntimeSide&) = delete;
  RuntimeSide& operator=(const RuntimeSide&) = delete;
  ~RuntimeSide();

  bool open(const model::Model& model, const source::SourceManager& sources);
  const std::string& fault() const { return fault_; }
  const ward_bundle* bundle() const { return bundle_; }

  /// Checks a test's expectations, reasons and details too, and that the runtime judges the same
  /// provisions as the reference did; what fails is added to `faults`.
  void run(const model::Model& model, const model::Test& test, const reference::Facts& facts,
           const reference::Results& results, std::vector<std::string>& faults) const;

private:
  ward_bundle* bundle_ = nullptr;
  std::string fault_;
};

} // namespace ward::conformance
