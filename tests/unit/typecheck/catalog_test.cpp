// SPDX-License-Identifier: Apache-2.0
#include "unit/support/build_model.h"
#include "unit/support/catalog_examples.h"

using namespace ward::test;

namespace {

/// An example is one file, or several that lines `// ---- path/of/module.ward` separate.
std::vector<std::pair<std::string, std::string>> files_of(const std::string& program) {
  constexpr std::string_view mark = "// ---- ";
  std::vector<std::pair<std::string, std::string>> out{{"main", ""}};
  for (size_t at = 0; at < program.size();) {
    const size_t end = std::min(program.find('\n', at), program.size());
    const std::string line = program.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(mark)) {
      out.back().second += line + "\n";
      continue;
    }
    std::string name = line.substr(mark.size(), line.size() - mark.size() - 5);
    for (char& c : name)
      if (c == '/')
        c = '.';
    out.emplace_back(name, "");
  }
  return out;
}

std::vector<uint16_t> codes_of(const std::string& program) {
  BuiltModel built;
  build_model(built, files_of(program));
  std::vector<uint16_t> out;
  for (const ward::diag::Diagnostic* each : built.sink.sorted())
    out.push_back(each->code);
  return out;
}

/// Of the living codes, those without a page or with fewer than a bad and a good example.
std::string without_examples(uint16_t first, uint16_t last) {
  std::string out;
  for (const ward::diag::KindInfo& kind : ward::diag::all_kinds()) {
    if (kind.code < first || kind.code > last)
      continue;
    size_t bad = 0;
    size_t good = 0;
    for (const ward::diag::CatalogPage& page : ward::diag::catalog_pages())
      if (page.code == kind.code)
        for (const Example& example : examples_of(page.text))
          ++(example.is_bad ? bad : good);
    if (bad == 0 || good == 0)
      out += std::string(kind.name) + " ";
  }
  return out;
}

} // namespace

TEST_CASE("the examples of 2xxx say what their pages are about") {
  CHECK_EQ(without_examples(2000, 2999), "");
  CHECK(run_catalog_examples(2000, 2999, codes_of) > 0);
}

TEST_CASE("the examples of 5xxx say what their pages are about") {
  CHECK_EQ(without_examples(5000, 5999), "");
  CHECK(run_catalog_examples(5000, 5999, codes_of) > 0);
}

TEST_CASE("a bad example has one cause, so one code") {
  std::string several;
  for (const ward::diag::CatalogPage& page : ward::diag::catalog_pages()) {
    if (page.code / 1000 != 2 && page.code / 1000 != 5)
      continue;
    for (const Example& example : examples_of(page.text))
      if (example.is_bad)
        for (uint16_t code : codes_of(example.text))
          if (code != page.code)
            several += std::to_string(page.code) + " also gives " + std::to_string(code) + "\n";
  }
  CHECK_EQ(several, "");
}
