// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/header.h"

#include <cstdint>
#include <cstring>
#include <sodium/crypto_hash_sha256.h>
#include <vector>

namespace ward::fuzz {

/// A payload with the header that belongs to it, so that what is tried is the verifier, not the
/// hash.
inline std::vector<uint8_t> with_header(const uint8_t* payload, size_t size) {
  using namespace rt;
  std::vector<uint8_t> file(header::size, 0);
  std::memcpy(file.data(), header::magic, header::magic_size);
  file[header::format_at] = 1;
  file[header::reader_at] = 1;
  for (uint32_t i = 0; i < 8; ++i) {
    file[header::payload_size_at + i] = static_cast<uint8_t>(uint64_t{size} >> (8 * i));
  }
  crypto_hash_sha256(file.data() + header::sha256_at, payload, size);
  file.insert(file.end(), payload, payload + size);
  return file;
}

} // namespace ward::fuzz
