// SPDX-License-Identifier: Apache-2.0
#include "program/opcode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string content(const std::string& path) {
  std::ifstream in(std::string(WARD_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Words (letters, digits, `_`) and single marks, without what follows `//` on a line.
std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> out;
  for (size_t i = 0; i < text.size();) {
    const auto is_word = [&](size_t at) {
      return at < text.size() &&
             (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_');
    };
    size_t end = i + 1;
    if (text.substr(i, 2) == "//") {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (is_word(i))
      while (is_word(end))
        ++end;
    if (!std::isspace(static_cast<unsigned char>(text[i])))
      out.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

} // namespace

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
  const std::vector<std::string> schema = tokens(content("runtime/bundle.fbs"));
  size_t records = 0;
  size_t fields = 0;
  std::string record; // the table or struct that is open
  for (size_t i = 0; i + 1 < schema.size(); ++i) {
    if ((schema[i] == "table" || schema[i] == "struct") && record.empty()) {
      record = schema[i + 1];
      ++records;
      CHECK_MESSAGE(page.find(record) != std::string::npos, record);
    } else if (schema[i] == "}") {
      record.clear();
    } else if (schema[i + 1] == ":" && !record.empty()) {
      ++fields;
      CHECK_MESSAGE(page.find("`" + schema[i] + "`") != std::string::npos,
                    record << "." << schema[i]);
    }
  }
  CHECK(records >= 18);
  CHECK(fields >= 100);
}

TEST_CASE("FORMAT.md names every limit of the runtime") {
  const std::string page = content("runtime/FORMAT.md");
  size_t limits = 0;
  const std::vector<std::string> header = tokens(content("runtime/include/ward/ward.h"));
  for (size_t i = 1; i < header.size(); ++i)
    if (header[i].starts_with("max_") && header[i - 1].starts_with("uint")) {
      ++limits;
      CHECK_MESSAGE(page.find("`" + header[i] + "`") != std::string::npos, header[i]);
    }
  CHECK(limits >= 7);
}
