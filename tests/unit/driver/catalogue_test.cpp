// SPDX-License-Identifier: Apache-2.0
#include "driver/driver.h"

#include "base/calendar.h"
#include "diag/catalog.h"
#include "unit/support/catalog_examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace ward;

namespace {

/// `a/b.ward` for a text that begins `module a.b`; `main.ward` without such a line.
std::string module_path(const std::string& program) {
  size_t at = program.starts_with("module ") ? 0 : program.find("\nmodule ");
  if (at == std::string::npos)
    return "main.ward";
  at = program.find(' ', at) + 1;
  std::string path = program.substr(at, program.find_first_of(" \n", at) - at);
  std::replace(path.begin(), path.end(), '.', '/');
  return path + ".ward";
}

/// Further files of an example stand below lines `// ---- path`.
std::vector<uint16_t> compile(const std::string& example, bool prove) {
  constexpr std::string_view mark = "// ---- ";
  driver::MemoryFiles files;
  driver::Options options;
  const size_t end = std::min(example.find(mark), example.size());
  const std::string root = example.substr(0, end);
  // The root lies where its module's name says, among the other files.
  options.input = module_path(root);
  files[options.input] = root;
  for (size_t at = end; at < example.size();) {
    const size_t line_end = example.find('\n', at);
    const size_t next = std::min(example.find(mark, line_end), example.size());
    files[example.substr(at + mark.size(), line_end - at - mark.size())] =
        example.substr(line_end + 1, next - line_end - 1);
    at = next;
  }
  options.memory = &files;
  options.prove = prove;
  options.as_of_days = base::days_since_epoch({2026, 11, 22});
  const auto compilation = driver::compile(options);
  std::vector<uint16_t> codes;
  for (const diag::Diagnostic* found : compilation->sink.sorted())
    codes.push_back(found->code);
  if (compilation->ok())
    CHECK(!compilation->bytes.empty());
  return codes;
}

std::vector<uint16_t> compile_in_memory(const std::string& example) {
  return compile(example, false);
}
std::vector<uint16_t> prove_in_memory(const std::string& example) {
  return compile(example, true);
}

} // namespace

TEST_CASE(
    "catalogue: a bad example gives its code through the whole pipeline, a good one nothing") {
  CHECK(test::run_catalog_examples(1000, 2999, compile_in_memory) > 50);
}
TEST_CASE("catalogue: checks") {
  CHECK(test::run_catalog_examples(3000, 3199, compile_in_memory) > 30);
  CHECK(test::run_catalog_examples(3300, 3399, compile_in_memory) > 5);
  CHECK(test::run_catalog_examples(3500, 3999, compile_in_memory) > 15);
}
TEST_CASE("catalogue: proofs, and the checks that they complete") {
  CHECK(test::run_catalog_examples(3200, 3299, prove_in_memory) > 15);
  CHECK(test::run_catalog_examples(3400, 3499, prove_in_memory) > 5);
}
TEST_CASE("catalogue: types") {
  CHECK(test::run_catalog_examples(5000, 5999, compile_in_memory) > 50);
}
