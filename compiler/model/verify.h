// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <string>
#include <vector>

namespace ward::model {

/// What breaks the model's own promises, one sentence each; empty for a good model: ids in range,
/// operands before their users and as many as the kind takes, types that fit, links that agree in
/// both directions. For a model of a build without errors.
std::vector<std::string> verify(const Model& model);

} // namespace ward::model
