// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"

#include <string>

namespace ward::tool {

/// How a value of this type is written, for people: "true or false", "a date such as 2026-01-31".
std::string form_of(const rt::Bundle& bundle, const bundle::TypeRef& type);

/// "90 days", "12 months"; "" for none.
std::string period_words(const bundle::Period* period);

} // namespace ward::tool
