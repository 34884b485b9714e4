// SPDX-License-Identifier: Apache-2.0
// R12.1, R12.2: each text before and after, and properties over everything that is written in Ward
// here.
#include "tools/fmt/format.h"

#include "differential/generate.h"
#include "differential/random.h"
#include "parse/outline.h"
#include "syntax/print.h"
#include "unit/support/check_diags.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace ward;

namespace {

std::string formatted(const std::string& text) {
  source::SourceManager sources;
  const source::SourceId id = sources.add("test.ward", text);
  diag::Sink sink;
  return fmt_tool::format(sources, id, {}, sink).value_or("(left alone)");
}

void check_format(const std::string& before, const std::string& after) {
  CHECK_EQ(formatted(before), after);
  CHECK_EQ(formatted(after), after);
}

std::string tree(const std::string& text) {
  test::Checked checked;
  test::parse_text(checked, text);
  CHECK_FALSE(checked.sink.has_errors());
  return syntax::print(*checked.file);
}

/// Tokens and comments, a line each.
std::string words(const std::string& text) {
  source::SourceManager sources;
  const source::SourceId id = sources.add("test.ward", text);
  const auto outline = parse::outline(sources, id, {});
  if (!outline)
    return "(mistakes)";
  std::string out;
  for (const parse::OutlineToken& token : outline->tokens)
    out += std::string(sources.text(token.span)) + "\n";
  for (const syntax::Trivia& trivia : outline->trivia)
    if (trivia.kind != syntax::Trivia::Kind::blank_lines)
      out += std::string(sources.text(trivia.span)) + "\n";
  return out;
}

/// What holds of every text without mistakes; false for one with mistakes, which is left alone.
bool check_properties(const std::string& text) {
  const std::string once = formatted(text);
  if (once == "(left alone)")
    return false;
  CHECK_EQ(formatted(once), once);
  CHECK_EQ(words(once), words(text));
  CHECK_EQ(tree(once), tree(text));
  return true;
}

std::vector<std::string> texts_below(const std::string& folder) {
  std::vector<std::string> out;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(WARD_SOURCE_DIR) + "/" + folder))
    if (entry.path().extension() == ".ward")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    out.push_back(text.str());
  }
  return out;
}

/// The same tokens with other blanks and lines between them; what stands beside a comment stays.
std::string scrambled(const std::string& text, std::mt19937& random) {
  source::SourceManager sources;
  const source::SourceId id = sources.add("test.ward", text);
  const auto outline = parse::outline(sources, id, {});
  REQUIRE(outline);
  std::string out;
  uint32_t end = 0;
  for (const parse::OutlineToken& token : outline->tokens) {
    std::string between = text.substr(end, token.span.begin - end);
    if (between.find_first_not_of(" \t\r\n") == std::string::npos && end > 0) {
      const bool may_touch = between.empty();
      switch (random() % 8) {
      case 0:
        between = "\n";
        break;
      case 1:
        between = "\n\n\n      ";
        break;
      case 2:
        between = "  ";
        break;
      case 3:
        between = may_touch ? "" : " ";
        break;
      case 4:
        between = may_touch ? "" : "\t ";
        break;
      default:
        break;
      }
    }
    out += between + std::string(sources.text(token.span));
    end = token.span.end;
  }
  return out + text.substr(end);
}

} // namespace

TEST_CASE("blanks") {
  check_format("let  x=( a+b*-1 )>=5\tand(not c)\n", "let x = (a + b * -1) >= 5 and (not c)\n");
  check_format("let x = count (r in t . u where r . f==1)>0",
               "let x = count(r in t.u where r.f == 1) > 0\n");
  check_format("let x=s in{ a,b }\nlet y={}\n", "let x = s in {a, b}\nlet y = {}\n");
  check_format("predicate p( a :bool,b :count )=a\n", "predicate p(a : bool, b : count) = a\n");
  check_format("let x = t [ \"k\" ] . f\n", "let x = t[\"k\"].f\n");
  check_format("enum E{a,b}\n", "enum E { a, b }\n");
  check_format("facts a{x :bool ?}\n", "facts a { x : bool? }\n");
  check_format("control a.b \"T\" {\ncovers a:1 . { x ,y }\n}\n",
               "control a.b \"T\" {\n  covers a:1.{x, y}\n}\n");
}

TEST_CASE("blank lines and the end of the text") {
  check_format("\n\nmodule a\n\n\n\nlet x = 1\nlet y = 2\n\n\n",
               "module a\n\nlet x = 1\nlet y = 2\n");
  check_format("control a.b \"T\" {\n\n  effort 1 day\n\n\n  covers a:1\n\n}",
               "control a.b \"T\" {\n  effort 1 day\n\n  covers a:1\n}\n");
  check_format("\xEF\xBB\xBFmodule a\r\nlet x = 1\r\n", "module a\nlet x = 1\n");
  check_format("// only a comment  \n", "// only a comment\n");
  check_format("control a.b \"T\" {\n}\n", "control a.b \"T\" {}\n");
}

TEST_CASE("a clause a line, unless the block is one line") {
  check_format("test \"t\" { case \"one\" { expect a:1 met } }\n",
               "test \"t\" { case \"one\" { expect a:1 met } }\n");
  check_format("control a.b \"T\" { effort 1 day\n covers a:1 }\n",
               "control a.b \"T\" {\n  effort 1 day\n  covers a:1\n}\n");
  check_format("test \"t\" {\n with { a = {x,\n y} }\n}\n",
               "test \"t\" {\n  with { a = {x,\n              y} }\n}\n");
  check_format("let a = 1 let b = 2\n", "let a = 1\nlet b = 2\n");
}

TEST_CASE("indentation") {
  check_format(
      "provision a:1 {\nelement e \"x\"\ndecided by a\nand b\nand (c\nor d)\nfrom text\n}\n",
      "provision a:1 {\n  element e \"x\"\n    decided by a\n      and b\n      and (c\n           "
      "or d)\n    from text\n}\n");
  check_format("let x = a\nand b\n", "let x = a\n  and b\n");
  check_format("enum E {\na, b,\nc,\n}\n", "enum E {\n  a, b,\n  c,\n}\n");
  check_format("authority a \"A\" {\nforce law\nissued by \"x\",\n\"y\"\n}\n",
               "authority a \"A\" {\n  force     law\n  issued by \"x\",\n            \"y\"\n}\n");
  check_format("index a \"A\" {\n printed\n a:1, a:2,\n a:3\n}\n",
               "index a \"A\" {\n  printed\n    a:1, a:2,\n    a:3\n}\n");
  check_format(
      "test \"t\" {\n given {\n t = [\n { id = \"a\",\n b = 1 },\n ]\n }\n}\n",
      "test \"t\" {\n  given {\n    t = [\n      { id = \"a\",\n        b = 1 },\n    ]\n  }\n}\n");
}

TEST_CASE("columns") {
  check_format("facts a {\n  x : bool \"Q?\" fresh for 1 day\n  long : count? \"Really?\" fresh "
               "for 1 day\n}\n",
               "facts a {\n  x    : bool   \"Q?\"      fresh for 1 day\n  long : count? "
               "\"Really?\" fresh for 1 day\n}\n");
  // A prompt on a line of its own takes no part, and parts its neighbours.
  check_format("facts a {\n  x : bool \"Q?\"\n  long : count?\n    \"Really?\"\n  yy : bool\n  z : "
               "bool\n}\n",
               "facts a {\n  x : bool \"Q?\"\n  long : count?\n    \"Really?\"\n  yy : bool\n  z  "
               ": bool\n}\n");
  // Notes below a prompt stand below it.
  check_format("facts a {\n  x : bool \"Q?\"\n fresh for 1 day\n  long : bool \"Really?\"\n}\n",
               "facts a {\n  x    : bool \"Q?\"\n              fresh for 1 day\n  long : bool "
               "\"Really?\"\n}\n");
  check_format("control a.b \"T\" {\n  evidence x \"X\"\n  evidence longer \"Y\" fresh for 1 "
               "day\n\n  evidence y \"Z\"\n}\n",
               "control a.b \"T\" {\n  evidence x      \"X\"\n  evidence longer \"Y\" fresh for 1 "
               "day\n\n  evidence y \"Z\"\n}\n");
  check_format("crosswalk a -> b \"C\" {\n  a:1 equal b:1 because \"x\"\n  a:1(a)(1) intersects "
               "b:12 because \"y\"\n}\n",
               "crosswalk a -> b \"C\" {\n  a:1       equal      b:1 because \"x\"\n  a:1(a)(1) "
               "intersects b:12 because \"y\"\n}\n");
}

TEST_CASE("comments stay where they are") {
  check_format("let x = 1 // why\n   // above\nlet y = 2\n",
               "let x = 1  // why\n// above\nlet y = 2\n");
  check_format("control a.b \"T\" { // first\neffort 1 day\n// last\n}\n// end\n",
               "control a.b \"T\" {  // first\n  effort 1 day\n  // last\n}\n// end\n");
  check_format("let x = a\n// between\nand b\n", "let x = a\n  // between\n  and b\n");
  check_format("enum E {\n/// doc\na, // one\nb\n}\n",
               "enum E {\n  /// doc\n  a,  // one\n  b\n}\n");
}

TEST_CASE("a text with mistakes is left alone") {
  for (const char* text :
       {"let x = \n", "control a.b {", "let x = a && b\n", "lett x = 1\n", "let x = '1'\n",
        "provision a:1 {\n  element e \"x\"\n  applies when b\n}\n"})
    CHECK_EQ(formatted(text), "(left alone)");
}

TEST_CASE("everything written in Ward here") {
  size_t formatted_texts = 0;
  for (const char* folder : {"stdlib", "examples", "tests"})
    for (const std::string& text : texts_below(folder))
      formatted_texts += check_properties(text);
  CHECK_GT(formatted_texts, 40);
}

TEST_CASE("generated modules") {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    differential::Random random(seed);
    const std::string text = differential::generate_module(random);
    CHECK(check_properties(text));
  }
}

TEST_CASE("other blanks and lines between the same tokens") {
  std::mt19937 random(7);
  size_t done = 0, all = 0;
  for (const char* folder : {"stdlib/hipaa", "examples"})
    for (const std::string& text : texts_below(folder)) {
      if (text.size() > 30'000)
        continue;
      ++all;
      done += check_properties(scrambled(text, random));
    }
  // An `applies when` that the scramble moved to the margin is a mistake (WARD1214).
  CHECK_GE(done * 2, all);
}
