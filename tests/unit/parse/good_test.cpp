// SPDX-License-Identifier: Apache-2.0
// ANTLR first: one of the grammar's words is a macro of the test library.
#include "WardLexer.h"
#include "WardParser.h"
#include <antlr4-runtime.h>

#include "parse/reporter.h"
#include "parse/tokenize.h"
#include "unit/support/catalog_examples.h"
#include "unit/support/check_diags.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace ward;

namespace {

struct Program {
  std::string name;
  std::string text;
};

// Every program of the tree that is right, and every good example of the parser's own pages.
std::vector<Program> good_programs() {
  std::vector<Program> out;
  for (const char* folder : {"tests/unit/parse/programs", "stdlib", "examples"}) {
    const std::filesystem::path root = std::filesystem::path(WARD_SOURCE_DIR) / folder;
    if (!std::filesystem::exists(root))
      continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".ward")
        continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::stringstream text;
      text << file.rdbuf();
      out.push_back({entry.path().string(), text.str()});
    }
  }
  for (const diag::CatalogPage& page : diag::catalog_pages())
    for (const test::Example& example : test::examples_of(page.text))
      if (!example.is_bad && page.code < 2000)
        out.push_back({std::string(page.file_name), example.text});
  return out;
}

struct Ambiguities final : antlr4::BaseErrorListener {
  int errors = 0;
  int full_context = 0;

  void syntaxError(antlr4::Recognizer*, antlr4::Token*, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    ++errors;
  }
  void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t, bool,
                       const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    ++full_context;
  }
  void reportAttemptingFullContext(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t,
                                   const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    ++full_context;
  }
};

} // namespace

TEST_CASE("good programs parse without a finding") {
  const std::vector<Program> programs = good_programs();
  CHECK(programs.size() >= 30);
  for (const Program& program : programs) {
    CAPTURE(program.name);
    test::Checked checked;
    test::parse_text(checked, program.text);
    CHECK_EQ(checked.text(), "");
  }
}

TEST_CASE("the grammar as a whole reads good programs, without ambiguity or full context") {
  for (const Program& program : good_programs()) {
    CAPTURE(program.name);
    antlr4::ANTLRInputStream input(program.text);
    grammar::WardLexer lexer(&input);
    antlr4::CommonTokenStream tokens(&lexer);
    grammar::WardParser parser(&tokens);
    Ambiguities listener;
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    parser.file();
    CHECK_EQ(listener.errors, 0);
    CHECK_EQ(listener.full_context, 0);
  }
}

TEST_CASE("the tokenizer cuts good programs as the grammar's lexer does") {
  for (const Program& program : good_programs()) {
    CAPTURE(program.name);
    antlr4::ANTLRInputStream input(program.text);
    grammar::WardLexer lexer(&input);
    std::vector<std::pair<size_t, std::string>> expected;
    for (const auto& token : lexer.getAllTokens())
      if (token->getChannel() == antlr4::Token::DEFAULT_CHANNEL)
        expected.emplace_back(token->getType(), token->getText());
    diag::Sink sink;
    const parse::ParseLimits limits;
    parse::Reporter reporter(sink, source::SourceId{0}, program.text, limits);
    const parse::Tokenized ours = parse::tokenize(reporter);
    REQUIRE_EQ(ours.list.tokens.size(), expected.size() + 1);
    for (size_t i = 0; i < expected.size(); ++i) {
      const parse::Token& token = ours.list.tokens[i];
      CHECK_EQ(token.getType(), expected[i].first);
      CHECK_EQ(reporter.text(token.begin, token.end), expected[i].second);
    }
  }
}

TEST_CASE("a byte order mark, carriage returns and tabs are fine") {
  test::Checked checked;
  test::parse_text(checked, "\xEF\xBB\xBFmodule a\r\n\r\nlet\tx =\r\n 1\r\n");
  CHECK_EQ(checked.codes(), "");
  REQUIRE(checked.file->module != nullptr);
  CHECK_EQ(checked.file->module->span.begin, 3);
  CHECK_EQ(checked.file->decls.size(), 1);
}

TEST_CASE("spans are bytes of the text as it lies on disk") {
  test::Checked checked;
  const std::string text = "// \xC3\xA9\xF0\x9F\x94\x92\nlet x = \"\xC3\xA9\" == y\n";
  test::parse_text(checked, text);
  REQUIRE_EQ(checked.file->decls.size(), 1);
  const auto& compare =
      checked.file->decls[0]->to<syntax::LetDecl>().value->to<syntax::CompareExpr>();
  CHECK_EQ(checked.sources.text(compare.op_span), "==");
  CHECK_EQ(compare.right->span.begin, text.find('y'));
}

TEST_CASE("doc comments belong to what is right below them") {
  test::Checked checked;
  test::parse_text(
      checked, "/// Far away.\n\n/// First.\n// an aside\n/// Second.\nenum E { /// One.\n a, b "
               "}\n");
  CHECK_EQ(checked.codes(), "WARD1213 WARD1213");
  CHECK_EQ(checked.file->decls[0]->doc.text, "First.\nSecond.");
  test::Checked inside;
  test::parse_text(inside, "enum E {\n  /// One.\n  a,\n  b\n}\n");
  CHECK_EQ(inside.codes(), "");
  CHECK_EQ(inside.file->decls[0]->to<syntax::EnumDecl>().members[0].doc.text, "One.");
}

TEST_CASE("comments and blank lines are kept for the formatter") {
  test::Checked checked;
  test::parse_text(checked, "// a\n\n/// b\nlet x = 1 // c\n");
  REQUIRE_EQ(checked.file->trivia.size(), 4);
  CHECK(checked.file->trivia[0].kind == syntax::Trivia::Kind::comment);
  CHECK(checked.file->trivia[1].kind == syntax::Trivia::Kind::blank_lines);
  CHECK(checked.file->trivia[2].kind == syntax::Trivia::Kind::doc);
  CHECK_EQ(checked.sources.text(checked.file->trivia[3].span), "// c");
}
