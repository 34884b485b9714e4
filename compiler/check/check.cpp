// SPDX-License-Identifier: Apache-2.0
#include "check/check.h"

#include "check/context.h"

namespace ward::check {

namespace {
constexpr CheckInfo checks[] = {
#define WARD_CHECK(name, what) {#name, what},
#include "check/checks.def"
#undef WARD_CHECK
};
} // namespace

void check(const model::Model& model, const CheckOptions& options, diag::Sink& sink) {
  Context context{model, std::vector<bool>(model.modules.size()), sink};
  for (const model::ModuleId module : options.own_modules)
    context.own[module.index] = true;
#define WARD_CHECK(name, what) check_##name(context);
#include "check/checks.def"
#undef WARD_CHECK
}

std::span<const CheckInfo> all_checks() {
  return checks;
}

} // namespace ward::check
