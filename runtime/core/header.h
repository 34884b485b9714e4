// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// The 64 bytes before the payload of a .wardb file; numbers are little-endian.
namespace ward::rt::header {

constexpr char magic[] = "WARDB\0\r\n"; // a text-mode copy or a cut at NUL breaks it
constexpr size_t magic_size = 8;
constexpr size_t format_at = 8;        // u32: the format it was written in
constexpr size_t reader_at = 12;       // u32: the oldest format whose readers understand it
constexpr size_t payload_size_at = 16; // u64
constexpr size_t sha256_at = 24;       // 32 bytes: of the payload
constexpr size_t reserved_at = 56;     // 8 bytes of zero
constexpr size_t reserved_size = 8;
constexpr size_t size = 64;
static_assert(sizeof(magic) == magic_size + 1);

} // namespace ward::rt::header
