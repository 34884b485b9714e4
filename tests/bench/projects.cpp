// SPDX-License-Identifier: Apache-2.0
#include "bench/projects.h"

#include "core/bundle.h"
#include "diag/render.h"
#include "tools/facts/collect.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace ward::bench {
namespace {

void* allocate(void*, size_t size, size_t alignment) {
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}
void release(void*, void* memory, size_t, size_t) {
  std::free(memory);
}

std::unique_ptr<driver::Compilation> compiled(const driver::Options& options) {
  auto made = driver::compile(options);
  if (!made->ok())
    std::fputs(diag::render_text(made->sink, made->sources, {}).c_str(), stderr);
  return made;
}

driver::Options clinic() {
  driver::Options options;
  options.input = WARD_SOURCE_DIR "/examples/01-clinic";
  options.library = WARD_SOURCE_DIR "/stdlib";
  options.as_of_days = as_of_days;
  return options;
}

} // namespace

std::unique_ptr<driver::Compilation> compile_clinic(driver::Phase last) {
  driver::Options options = clinic();
  options.last = last;
  return compiled(options);
}

std::unique_ptr<driver::Compilation> prove_clinic(const std::string& answers) {
  driver::Options options = clinic();
  options.last = driver::Phase::prove;
  options.prove = true;
  options.proof_cache = answers;
  return compiled(options);
}

std::unique_ptr<driver::Compilation> compile_text(const std::string& text, driver::Phase last) {
  const size_t name = text.find("\nmodule ") + 8;
  const std::string path = text.substr(name, text.find(' ', name) - name) + ".ward";
  const driver::MemoryFiles files{{path, text}};
  driver::Options options;
  options.input = path;
  options.as_of_days = as_of_days;
  options.last = last;
  options.memory = &files;
  return compiled(options);
}

std::string clinic_facts(const std::vector<uint8_t>& bundle) {
  const ward_allocator heap{nullptr, allocate, release};
  rt::Bundle opened(heap);
  if (opened.open_copy(bundle.data(), bundle.size(), nullptr) != WARD_OK)
    return {};
  const std::string folder = WARD_SOURCE_DIR "/examples/01-clinic/facts/";
  facts::Collected collected =
      facts::collect(opened.root(), {folder + "clinic.yaml", folder + "inventory.csv"}, {});
  return collected.problems.empty() ? std::move(collected.json) : std::string();
}

std::string write_file(const std::string& name, const void* data, size_t size) {
  const std::filesystem::path folder = WARD_BINARY_DIR "/bench";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / name).string();
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  return out.flush() ? path : std::string();
}

} // namespace ward::bench
