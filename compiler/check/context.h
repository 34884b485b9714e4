// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "model/model.h"

#include <string>
#include <vector>

namespace ward::check {

/// What every check is given.
struct Context {
  const model::Model& model;
  std::vector<bool> own; ///< by module: warnings are for these
  diag::Sink& sink;

  bool is_own(model::ModuleId module) const { return module && own[module.index]; }
};

#define WARD_CHECK(name, what) void check_##name(const Context& context);
#include "check/checks.def"
#undef WARD_CHECK

} // namespace ward::check
