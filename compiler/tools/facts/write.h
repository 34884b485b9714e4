// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/schema.h"
#include "tools/facts/tree.h"

#include <string>
#include <string_view>

namespace ward::facts {

/// A JSON string with its quotes.
std::string json_string(std::string_view text);

/// A value by its declared type: bools and plain numbers bare, none as null where the type allows
/// it, all else as strings for the runtime to read. A sequence gives an array. What JSON itself
/// wrote stays as it is.
std::string json_value(const Schema& schema, const Node& node, const bundle::TypeRef& type);

/// A value that no declaration knows.
std::string json_untyped(const Node& node);

/// What two ways of writing one value have in common (R4.12): "1 year" and "12 months", 5 and 5.0,
/// a set in any order. Of what is no value of the type, the text itself.
std::string same_value_key(const Node& node, const bundle::TypeRef& type);

} // namespace ward::facts
