// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "core/evaluate.h"
#include "driver/test_runner.h"

#include <vector>

namespace ward::driver {

struct Compilation;

/// Adds up over evaluations what tests saw of the project's own controls, elements and conditions.
class CoverageCounter {
public:
  CoverageCounter(const Compilation& compilation, const rt::Bundle& bundle);

  /// What evaluate() is to be given.
  rt::Coverage* conditions() { return &seen_conditions_; }
  /// Takes note of one organization's verdicts.
  void add(const rt::Evaluation& evaluation);
  std::vector<CoverageItem> items() const;

private:
  /// A verdict that is true when `met` is, of those to whom it applies.
  struct Watched {
    CoverageItem item;
    uint32_t applies;
    uint32_t met;
  };
  CoverageItem item_of(CoverageItem::Kind kind, std::string name,
                       const bundle::Origin* origin) const;

  const Compilation& compilation_;
  const rt::Bundle& bundle_;
  std::vector<Watched> watched_;
  std::vector<uint8_t> seen_; ///< by node
  rt::Coverage seen_conditions_;
};

} // namespace ward::driver
