// SPDX-License-Identifier: Apache-2.0
#include "source/loader.h"
#include "source/source_manager.h"
#include "unit/support/check_diags.h"

#include <filesystem>
#include <fstream>

using namespace ward;

namespace {

constexpr uint64_t mebibyte = 1024 * 1024;

struct SparseFile {
  std::filesystem::path path;
  SparseFile(const char* name, uint64_t size)
      : path(std::filesystem::path(WARD_BINARY_DIR) / name) {
    std::ofstream(path, std::ios::binary) << "// large\n";
    std::filesystem::resize_file(path, size);
  }
  ~SparseFile() { std::filesystem::remove(path); }
};

} // namespace

TEST_CASE("a file of 200 MB is refused before it is read (WARD1006)") {
  const SparseFile file("limits_200mb.ward", 200 * mebibyte);
  source::SourceManager sources;
  const auto loaded = source::load_file(sources, file.path.string());
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().fault == source::LoadFault::too_large);
  CHECK_EQ(loaded.error().size, 200 * mebibyte);
  CHECK_EQ(loaded.error().at, 64 * mebibyte);
}

TEST_CASE("one byte above 64 MiB is refused, 64 MiB are read") {
  source::SourceManager sources;
  const SparseFile above("limits_above.ward", 64 * mebibyte + 1);
  CHECK_FALSE(source::load_file(sources, above.path.string()).has_value());
  const SparseFile fits("limits_fits.ward", 64 * mebibyte);
  const auto loaded = source::load_file(sources, fits.path.string());
  REQUIRE(loaded.has_value());
  CHECK_EQ(sources.text(*loaded).size(), 64 * mebibyte);
}

TEST_CASE("a line of a million columns is told in a few") {
  test::Checked checked;
  test::parse_text(checked, "let x = " + std::string(1'000'000, 'a') + " @\n");
  CHECK_EQ(checked.codes(), "WARD1106");
  CHECK(checked.text().size() < 2'000);
}
