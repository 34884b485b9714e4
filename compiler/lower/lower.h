// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/expected.h"
#include "program/program.h"
#include "source/span.h"

#include <cstdint>
#include <string_view>

namespace ward::model {
struct Model;
}
namespace ward::source {
class SourceManager;
}

namespace ward::lower {

struct Options {
  std::string_view compiler = "ward 0.1.0"; ///< written into the bundle
  std::string_view default_profile = {};    ///< the profile that the manifest names; empty for none
  uint32_t max_expansion =
      1'000'000;              ///< steps of one condition, lets and predicates expanded (R5.24)
  uint32_t max_depth = 2'000; ///< nesting of one condition, the same
};

enum class FaultKind : uint8_t {
  too_large, ///< passes max_expansion
  too_deep,  ///< passes max_depth
  misplaced, ///< an expression where no rule gives it a meaning: the type checker should have said
             ///< so
};

struct Fault {
  FaultKind kind;
  source::Span span;
};

/// The program of a model without errors. A pure function of the model and the paths of its
/// sources; declarations in another order give the same program.
base::Expected<program::Program, Fault>
lower(const model::Model& model, const source::SourceManager& sources, const Options& options = {});

} // namespace ward::lower
