// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace ward::base {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other,
/// counted in bytes; more than `limit` is told as limit + 1.
size_t edit_distance(std::string_view from, std::string_view to, size_t limit);

/// The candidate nearest to `word`, empty when none is near enough to be meant (a third of the
/// letters, at most three). Of equals the first in byte order.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace ward::base
