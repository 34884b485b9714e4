// SPDX-License-Identifier: Apache-2.0
#include "core/bundle.h"
#include "core/error.h"
#include "core/header.h"
#include "core/verify.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium/crypto_hash_sha256.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ward::rt {
namespace {

constexpr size_t payload_alignment = 64;

uint64_t read_little_endian(const uint8_t* bytes, uint32_t count) {
  uint64_t result = 0;
  for (uint32_t i = count; i > 0; --i)
    result = result << 8 | bytes[i - 1];
  return result;
}

Bytes path_bytes(const char* path) {
  return {path, static_cast<uint32_t>(std::strlen(path))};
}

ward_status too_large(ward_error* error, uint64_t size, uint64_t limit) {
  fail(error, WARD_ERR_LIMIT, "the bundle has ")
      << size << " bytes, more than the limit max_bundle_bytes (" << limit
      << "): raise the limit if the bundle is expected to be this large";
  return WARD_ERR_LIMIT;
}

} // namespace

BundleLimits BundleLimits::from(const ward_limits* limits) {
  BundleLimits result;
  if (limits == nullptr)
    return result;
  if (limits->max_bundle_bytes != 0)
    result.max_bundle_bytes = limits->max_bundle_bytes;
  if (limits->max_nodes != 0)
    result.max_nodes = limits->max_nodes;
  if (limits->max_tables_depth != 0)
    result.max_depth = limits->max_tables_depth;
  return result;
}

Bundle::~Bundle() {
  if (mapping_ != nullptr)
    munmap(mapping_, mapping_size_);
}

ward_status Bundle::open_mapped(const char* path, ward_error* error) {
  const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      fail(error, WARD_ERR_IO, "there is no bundle `")
          << path_bytes(path) << "`: give the path of a .wardb file that `ward build` has written";
    else
      fail(error, WARD_ERR_IO, "cannot open the bundle `")
          << path_bytes(path) << "`: check that the file may be read";
    return WARD_ERR_IO;
  }
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(file);
    fail(error, WARD_ERR_IO, "`") << path_bytes(path)
                                  << "` is not a file: give the path of a .wardb file";
    return WARD_ERR_IO;
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  if (size > limits_.max_bundle_bytes) {
    close(file);
    return too_large(error, size, limits_.max_bundle_bytes);
  }
  if (size == 0) {
    close(file);
    return open_bytes(nullptr, 0, error);
  }
  void* mapping = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (mapping == MAP_FAILED) {
    fail(error, WARD_ERR_IO, "cannot map the bundle `")
        << path_bytes(path) << "`: open it by copy instead";
    return WARD_ERR_IO;
  }
  mapping_ = mapping;
  mapping_size_ = size;
  return open_bytes(static_cast<const uint8_t*>(mapping), size, error);
}

ward_status Bundle::open_copy(const void* data, size_t size, ward_error* error) {
  if (size > limits_.max_bundle_bytes)
    return too_large(error, size, limits_.max_bundle_bytes);
  void* copy = arena_.allocate(size == 0 ? 1 : size, payload_alignment);
  if (copy == nullptr)
    return out_of_memory(error);
  if (size != 0)
    std::memcpy(copy, data, size);
  return open_bytes(static_cast<const uint8_t*>(copy), size, error);
}

ward_status Bundle::open_bytes(const uint8_t* data, size_t size, ward_error* error) {
  const auto bad = [&](const char* message, uint64_t offset) {
    fail(error, WARD_ERR_BAD_BUNDLE, message);
    if (error != nullptr)
      error->offset = offset;
    return WARD_ERR_BAD_BUNDLE;
  };
  const size_t magic_seen = size < header::magic_size ? size : header::magic_size;
  if (size == 0)
    return bad("the bundle is empty: rebuild it with `ward build`", 0);
  if (std::memcmp(data, header::magic, magic_seen) != 0) {
    return bad("this is not a bundle: give a .wardb file written by `ward build`", 0);
  }
  if (size < header::size) {
    return bad("the bundle is cut off: copy it again, or rebuild it with `ward build`", size);
  }
  const uint64_t format = read_little_endian(data + header::format_at, 4);
  const uint64_t minimum_reader = read_little_endian(data + header::reader_at, 4);
  if (minimum_reader > WARD_BUNDLE_FORMAT) {
    fail(error, WARD_ERR_NEWER_BUNDLE, "the bundle needs a reader of format ")
        << minimum_reader << ", this one reads up to format " << uint64_t{WARD_BUNDLE_FORMAT}
        << ": install a newer ward, or rebuild the bundle with this one";
    if (error != nullptr)
      error->offset = header::reader_at;
    return WARD_ERR_NEWER_BUNDLE;
  }
  if (minimum_reader == 0 || format < minimum_reader) {
    return bad("the bundle's header is altered: rebuild it with `ward build`", header::format_at);
  }
  for (uint32_t i = 0; i < header::reserved_size; ++i) {
    if (data[header::reserved_at + i] != 0) {
      return bad("the bundle's header is altered: rebuild it with `ward build`",
                 header::reserved_at + i);
    }
  }
  const uint64_t payload_size = read_little_endian(data + header::payload_size_at, 8);
  if (payload_size > size - header::size) {
    return bad("the bundle is cut off: copy it again, or rebuild it with `ward build`", size);
  }
  if (payload_size < size - header::size) {
    return bad("the bundle has bytes after its end: copy it again, or rebuild it with `ward build`",
               header::size + payload_size);
  }
  const uint8_t* payload = data + header::size;
  uint8_t sha256[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(sha256, payload, payload_size);
  if (std::memcmp(sha256, data + header::sha256_at, sizeof(sha256)) != 0) {
    return bad("the bundle was altered, its SHA-256 does not match: copy it again, or rebuild it "
               "with `ward build`",
               header::sha256_at);
  }
  if (payload_size < sizeof(uint32_t) * 2 || payload_size >= FLATBUFFERS_MAX_BUFFER_SIZE) {
    return bad("the bundle's payload has an impossible size: rebuild it with `ward build`",
               header::payload_size_at);
  }
  flatbuffers::Verifier::Options options;
  options.max_depth = limits_.max_depth;
  options.max_tables = limits_.max_objects;
  flatbuffers::Verifier verifier(payload, payload_size, options);
  if (!verifier.VerifyBuffer<bundle::Bundle>(nullptr)) {
    return bad("the bundle's payload is damaged or passes a limit (max_tables_depth): rebuild it "
               "with `ward build`",
               header::size);
  }
  const bundle::Bundle* root = flatbuffers::GetRoot<bundle::Bundle>(payload);
  const ward_status verified = verify_payload(*root, payload_size, limits_, arena_, error);
  if (verified != WARD_OK)
    return verified;
  sha256_ = data + header::sha256_at;
  root_ = root;
  return build_index(error);
}

} // namespace ward::rt
