// SPDX-License-Identifier: Apache-2.0
#include "unit/support/catalog_examples.h"
#include "unit/support/check_diags.h"

#include <fstream>
#include <random>
#include <sstream>

using namespace ward;

namespace {

std::string read(const char* name) {
  std::ifstream file(std::string(WARD_SOURCE_DIR) + "/tests/unit/parse/programs/" + name,
                     std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// No crash, a tree, spans inside of the text, and a finding wherever the tree is not whole.
void survive(const std::string& text) {
  test::Checked checked;
  const syntax::File* file = test::parse_text(checked, text);
  REQUIRE(file != nullptr);
  for (const diag::Diagnostic* found : checked.sink.sorted()) {
    REQUIRE(found->span.begin <= found->span.end);
    REQUIRE(found->span.end <= text.size());
    REQUIRE_FALSE(found->message.empty());
  }
  REQUIRE(checked.sink.error_count() <= parse::ParseLimits{}.max_errors + 1);
  REQUIRE_FALSE(diag::render_json(checked.sink, checked.sources).empty());
}

// std::uniform_int_distribution differs between libraries; this does not.
size_t below(std::mt19937& random, size_t limit) {
  return random() % limit;
}

} // namespace

TEST_CASE("random bytes never crash the parser") {
  std::mt19937 random(1);
  for (int run = 0; run < 4000; ++run) {
    std::string text(below(random, 120), '\0');
    for (char& c : text)
      c = static_cast<char>(run % 2 ? random() : 32 + below(random, 95));
    survive(text);
  }
}

TEST_CASE("mutations of good programs never crash the parser") {
  const std::string whole = read("all_constructs.ward");
  REQUIRE(whole.size() > 3000);
  std::vector<std::string> words;
  for (size_t at = 0; at < whole.size();) {
    const size_t end = std::min(whole.find_first_of(" \n", at), whole.size());
    if (end > at)
      words.push_back(whole.substr(at, end - at));
    at = end + 1;
  }
  std::mt19937 random(2);
  for (int run = 0; run < 6000; ++run) {
    const size_t begin = below(random, whole.size());
    std::string text = whole.substr(begin, below(random, 400));
    for (size_t edits = 1 + below(random, 4); edits > 0 && !text.empty(); --edits) {
      const size_t at = below(random, text.size());
      switch (below(random, 4)) {
      case 0:
        text.erase(at, 1 + below(random, 8));
        break;
      case 1:
        text.insert(at, " " + words[below(random, words.size())] + " ");
        break;
      case 2:
        text[at] = "{}()[]\"=,.:<>-+"[below(random, 15)];
        break;
      default:
        text += text.substr(at, below(random, 60));
      }
    }
    survive(text);
  }
}

TEST_CASE("every prefix of a program is survived") {
  const std::string whole = read("first_file.ward");
  for (size_t size = 0; size < whole.size(); size += 3)
    survive(whole.substr(0, size));
}
