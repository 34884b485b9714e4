// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/state.h"

#include <span>

namespace ward::resolve {

/// The index of `name` in `words`; nothing after a report. `what` says what the words are for.
std::optional<size_t> word(State& state, const syntax::Name& name, std::string_view what,
                           std::span<const std::string_view> words);

/// `binds` of an authority or provision (R2.2); unknown roles are left out after a report.
model::Binds find_binds(State& state, syntax::List<syntax::Name> names);

} // namespace ward::resolve
