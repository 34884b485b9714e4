// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ward::model {
struct Model;
struct Test;
} // namespace ward::model

namespace ward::driver {

/// What a test gives, as a document of facts in its canonical form (R4.4, R10.6): values dated the
/// test's day, tables complete unless written `open`, a later binding in the place of an earlier
/// one.
std::string facts_of(const model::Model& model, const model::Test& test);

} // namespace ward::driver
