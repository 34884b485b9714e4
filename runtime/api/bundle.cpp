// SPDX-License-Identifier: Apache-2.0
#include "api/handles.h"
#include "facts/fixed_text.h"

#include <cstring>
#include <new>

namespace ward::rt {

void clear(ward_error* error) {
  if (error != nullptr)
    std::memset(error, 0, sizeof *error);
}

ward_status fail_call(ward_error* error, ward_status status, const char* message) {
  if (error == nullptr)
    return status;
  clear(error);
  error->status = status;
  FixedText(error->message, sizeof error->message) << message;
  return status;
}

namespace {

template <typename Open>
ward_status open_bundle(const ward_allocator* allocator, const ward_limits* limits,
                        ward_bundle** out, ward_error* error, Open open) {
  clear(error);
  if (out == nullptr)
    return fail_call(error, WARD_ERR_ARGUMENT, "out_bundle is null");
  *out = nullptr;
  if (limits != nullptr && limits->struct_size != sizeof(ward_limits))
    return fail_call(error, WARD_ERR_ARGUMENT, "limits.struct_size is not sizeof(ward_limits)");
  if (allocator != nullptr && (allocator->allocate == nullptr || allocator->release == nullptr))
    return fail_call(error, WARD_ERR_ARGUMENT, "the allocator lacks a function");
  const ward_allocator memory = allocator != nullptr ? *allocator : default_allocator();
  void* place = memory.allocate(memory.context, sizeof(ward_bundle), alignof(ward_bundle));
  if (place == nullptr)
    return fail_call(error, WARD_ERR_OUT_OF_MEMORY, "no memory to open the bundle");
  auto* bundle = new (place) ward_bundle(memory, BundleLimits::from(limits));
  const ward_status status = open(bundle->bundle);
  if (status != WARD_OK) {
    ward_bundle_free(bundle);
    return status;
  }
  *out = bundle;
  return WARD_OK;
}

} // namespace
} // namespace ward::rt

using namespace ward::rt;

ward_status ward_bundle_open(const char* path, const ward_allocator* allocator,
                             const ward_limits* limits, ward_bundle** out_bundle,
                             ward_error* error) {
  if (path == nullptr) {
    if (out_bundle != nullptr)
      *out_bundle = nullptr;
    return fail_call(error, WARD_ERR_ARGUMENT, "path is null");
  }
  return open_bundle(allocator, limits, out_bundle, error,
                     [&](Bundle& bundle) { return bundle.open_mapped(path, error); });
}

ward_status ward_bundle_open_copy(const void* data, size_t size, const ward_allocator* allocator,
                                  const ward_limits* limits, ward_bundle** out_bundle,
                                  ward_error* error) {
  if (data == nullptr && size != 0) {
    if (out_bundle != nullptr)
      *out_bundle = nullptr;
    return fail_call(error, WARD_ERR_ARGUMENT, "data is null");
  }
  return open_bundle(allocator, limits, out_bundle, error,
                     [&](Bundle& bundle) { return bundle.open_copy(data, size, error); });
}

void ward_bundle_free(ward_bundle* bundle) {
  if (bundle == nullptr)
    return;
  const ward_allocator memory = bundle->allocator;
  bundle->~ward_bundle();
  memory.release(memory.context, bundle, sizeof(ward_bundle), alignof(ward_bundle));
}

void ward_bundle_get_info(const ward_bundle* bundle, ward_bundle_info* out_info) {
  if (out_info == nullptr)
    return;
  std::memset(static_cast<void*>(out_info), 0, sizeof *out_info);
  if (bundle == nullptr)
    return;
  const Bundle& rules = bundle->bundle;
  const auto& root = rules.root();
  const Bytes library = rules.string(root.library());
  const Bytes version = rules.string(root.version());
  out_info->library = {library.data, library.size};
  out_info->version = {version.data, version.size};
  out_info->release = root.release();
  out_info->reviewed_day = root.reviewed_day();
  std::memcpy(out_info->sha256, rules.sha256(), sizeof out_info->sha256);
  out_info->provisions = root.provisions()->size();
  out_info->controls = root.controls()->size();
  out_info->facts = root.facts()->size();
  out_info->tables = root.tables()->size();
  out_info->nodes = rules.node_count();
}
