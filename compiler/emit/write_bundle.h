// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace ward::emit {

/// Puts the bytes at `path`, whole or not at all: they go to a new file beside it, which is flushed
/// to disk and then renamed over it, which has to be a file if it is there. Returns what the system
/// said on failure, "" on success; on failure nothing new is left behind and an older file is as it
/// was.
std::string write_bundle(const std::string& path, std::span<const uint8_t> bytes);

} // namespace ward::emit
