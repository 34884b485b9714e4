// SPDX-License-Identifier: Apache-2.0
// What no program that compiles can show yet, and the bounds of rules that count. The rest is in
// tests/golden/lint, in the catalogue and in tests/cli (R12.3 to R12.6).
#include "tools/lint/lint.h"

#include "unit/support/check_diags.h"

using namespace ward;

namespace {

std::string codes(const std::string& text, const std::map<uint16_t, lint::Level>& levels = {}) {
  test::Checked checked;
  test::parse_text(checked, text);
  CHECK_EQ(checked.text(), "");
  const syntax::File* own[] = {checked.file};
  lint::lint({checked.sources, own, {}, levels, 20'000}, checked.sink);
  return checked.codes();
}

std::string numbered(int count, const std::function<std::string(int)>& line) {
  std::string out;
  for (int i = 1; i <= count; ++i)
    out += line(i);
  return out;
}

} // namespace

TEST_CASE("a mapping without a reason, or with none in its words") {
  const auto crosswalk = [](const std::string& because) {
    return "crosswalk a -> b \"C\" {\n  source \"x\"\n  a:1 equal b:1" + because + "\n}\n";
  };
  CHECK_EQ(codes(crosswalk("")), "WARD6011");
  CHECK_EQ(codes(crosswalk(" because \"both ask for locked doors\"")), "");
  CHECK_EQ(codes(crosswalk(" because \"n/a\"")), "WARD6005");
  CHECK_EQ(
      codes("crosswalk a -> b \"C\" {\n  a:1 equal b:1 because \"both ask for locked doors\"\n}\n"),
      "WARD6004");
}

TEST_CASE("how broad a cover may be") {
  const auto control = [](int count) {
    return "/// Doc.\ncontrol a.b \"Doors are locked\" {\n  evidence e \"E\" fresh for 1 day\n" +
           numbered(count, [](int i) { return "  covers x:" + std::to_string(i) + "\n"; }) + "}\n";
  };
  CHECK_EQ(codes(control(6)), "");
  CHECK_EQ(codes(control(7)), "WARD6007");
  const auto provision = [](int count) {
    return "provision x:1 \"Doors\" {\n" +
           numbered(count, [](int i) { return "  element e" + std::to_string(i) + " \"E\"\n"; }) +
           "}\n";
  };
  CHECK_EQ(codes(control(1) + provision(5)), "");
  CHECK_EQ(codes(control(1) + provision(6)), "WARD6007");
}

TEST_CASE("levels") {
  const std::string text = "let notSnake = 1\n";
  CHECK_EQ(codes(text), "WARD6001");
  CHECK_EQ(codes(text, {{6001, lint::Level::allow}}), "");
  test::Checked checked;
  test::parse_text(checked, text);
  const syntax::File* own[] = {checked.file};
  const std::map<uint16_t, lint::Level> levels = {{6001, lint::Level::error}};
  lint::lint({checked.sources, own, {}, levels, 20'000}, checked.sink);
  CHECK(checked.sink.has_errors());
}

TEST_CASE("numbers that the law names") {
  const auto element = [](const std::string& says, const std::string& limit) {
    return "authority act \"A\" { force law }\nprovision act:1 \"P\" {\n  says \"" + says +
           "\"\n  element e \"text\"\n    decided by x <= " + limit + "\n    from text\n}\n";
  };
  for (const auto& [says, limit] :
       std::vector<std::pair<std::string, std::string>>{{"within sixty days", "60 days"},
                                                        {"within 60 days", "60 days"},
                                                        {"twenty-four hours", "24 hours"},
                                                        {"for six years", "72 months"},
                                                        {"for six years", "6 years"},
                                                        {"every twenty-four months", "2 years"},
                                                        {"500 or more", "500"},
                                                        {"1,000 of them", "1_000"},
                                                        {"at least one", "1 year"},
                                                        {"anything", "0"},
                                                        {"anything", "1"},
                                                        {"ninety-five percent", "95%"},
                                                        {"62.5 percent", "62.50%"}})
    CHECK_EQ(codes(element(says, limit)), "");
  for (const auto& [says, limit] :
       std::vector<std::pair<std::string, std::string>>{{"within sixty days", "90 days"},
                                                        {"periodically", "12 months"},
                                                        {"a share", "95%"},
                                                        {"sixty-one", "62"},
                                                        {"a fine", "$100"},
                                                        {"twenty-four", "20.5"},
                                                        {"5 or 0", "0.05"}})
    CHECK_EQ(codes(element(says, limit)), "WARD6013");
}
