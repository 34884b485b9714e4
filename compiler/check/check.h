// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"

#include <span>
#include <string_view>
#include <vector>

namespace ward::diag {
class Sink;
}
namespace ward::model {
struct Model;
}

namespace ward::check {

struct CheckOptions {
  /// The modules of the package that is checked, whose author can act on warnings. Errors are
  /// reported for every module.
  std::span<const model::ModuleId> own_modules;
};

/// Files in `sink` what is inconsistent in a model that resolved and typed without errors.
void check(const model::Model& model, const CheckOptions& options, diag::Sink& sink);

/// Elements from the text of provisions judged on the day of the check (R3.10, no proposal assumed)
/// that no control covers, in order of declaration.
std::vector<model::ElementId> list_uncovered(const model::Model& model);

struct CheckInfo {
  std::string_view name;
  std::string_view what;
};
/// Every check, in the order in which they run.
std::span<const CheckInfo> all_checks();

} // namespace ward::check
