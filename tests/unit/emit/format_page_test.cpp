// SPDX-License-Identifier: Apache-2.0
#include "program/opcode.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace {

std::string content(const std::string& path) {
  std::ifstream in(std::string(WARD_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("FORMAT.md names every instruction") {
  const std::string page = content("runtime/FORMAT.md");
  REQUIRE(page.size() > 1000);
  for (uint32_t i = 0; i < ward::program::op_count; ++i) {
    const auto name = ward::program::op_info(static_cast<ward::program::Op>(i)).name;
    CHECK_MESSAGE(page.find("`" + std::string(name) + "`") != std::string::npos, name);
  }
}

TEST_CASE("FORMAT.md names every field of every table") {
  const std::string page = content("runtime/FORMAT.md");
  const std::string schema =
      std::regex_replace(content("runtime/bundle.fbs"), std::regex("//[^\n]*"), "");
  const std::regex record("(?:table|struct)\\s+(\\w+)\\s*\\{([^}]*)\\}");
  const std::regex field("(\\w+)\\s*:");
  size_t records = 0;
  size_t fields = 0;
  for (std::sregex_iterator r(schema.begin(), schema.end(), record), end; r != end; ++r) {
    const std::string name = (*r)[1];
    ++records;
    CHECK_MESSAGE(page.find(name) != std::string::npos, name);
    const std::string body = (*r)[2];
    for (std::sregex_iterator f(body.begin(), body.end(), field), last; f != last; ++f) {
      ++fields;
      const std::string quoted = "`" + (*f)[1].str() + "`";
      CHECK_MESSAGE(page.find(quoted) != std::string::npos, name << "." << (*f)[1].str());
    }
  }
  CHECK(records >= 18);
  CHECK(fields >= 100);
}

TEST_CASE("FORMAT.md names every limit of the runtime") {
  const std::string page = content("runtime/FORMAT.md");
  const std::string header = content("runtime/include/ward/ward.h");
  const std::regex limit("uint(?:32|64)_t\\s+(max_\\w+);");
  size_t limits = 0;
  for (std::sregex_iterator l(header.begin(), header.end(), limit), end; l != end; ++l) {
    ++limits;
    CHECK_MESSAGE(page.find("`" + (*l)[1].str() + "`") != std::string::npos, (*l)[1].str());
  }
  CHECK(limits >= 7);
}
