// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/opened_bundle.h"

#include "diag/render.h"
#include "driver/driver.h"
#include "tools/ward/compile.h"
#include "tools/ward/lock_file.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace ward::tool {

namespace {

void* heap_allocate(void*, size_t size, size_t alignment) {
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}
void heap_release(void*, void* memory, size_t, size_t) {
  std::free(memory);
}

} // namespace

const ward_allocator& heap() {
  static const ward_allocator allocator{nullptr, heap_allocate, heap_release};
  return allocator;
}

bool is_source(const std::string& path) {
  std::error_code code;
  return std::filesystem::is_directory(path, code) || path.ends_with(".ward") ||
         path.ends_with(".toml");
}

OpenedBundle open_bundle(const std::string& path, const Common& common, bool hold_to_lock) {
  OpenedBundle opened;
  const auto day = common.as_of_days();
  if (!day) {
    opened.exit = fail_day(common);
    return opened;
  }
  opened.bundle = std::make_shared<rt::Bundle>(heap());
  ward_error error{};
  ward_status status;
  if (is_source(path)) {
    const std::shared_ptr<driver::Compilation> compilation =
        compile_input(path, *day, "", driver::Phase::emit);
    fmt::print(stderr, "{}",
               diag::render_text(compilation->sink, compilation->sources,
                                 {.color = common.use_color(STDERR_FILENO)}));
    if (!compilation->ok()) {
      opened.bundle = nullptr;
      opened.exit = exit_of(*compilation);
      return opened;
    }
    if (hold_to_lock && !is_as_locked(*compilation, false, common)) {
      opened.bundle = nullptr;
      opened.exit = Exit::findings;
      return opened;
    }
    opened.bytes = std::move(compilation->bytes);
    opened.compilation = compilation;
    status = opened.bundle->open_copy(opened.bytes.data(), opened.bytes.size(), &error);
  } else {
    status = opened.bundle->open_mapped(path.c_str(), &error);
  }
  if (status != WARD_OK) {
    const std::string message = error.message;
    fail(common,
         message.find(path) == std::string::npos ? fmt::format("{}: {}", path, message) : message);
    opened.bundle = nullptr;
    opened.exit = is_source(path) ? Exit::internal : Exit::usage;
  }
  return opened;
}

} // namespace ward::tool
