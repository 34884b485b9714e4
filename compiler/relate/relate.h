// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"

#include <span>

namespace ward::diag {
class Sink;
}
namespace ward::model {
struct Model;
}

namespace ward::relate {

/// Files in `sink` what is wrong with the crosswalks of a model that resolved, typed and was
/// checked without errors: rows by themselves, then their contradictions. Warnings are for
/// `own_modules`.
void check(const model::Model& model, std::span<const model::ModuleId> own_modules,
           diag::Sink& sink);

} // namespace ward::relate
