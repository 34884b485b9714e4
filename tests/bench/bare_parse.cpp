// SPDX-License-Identifier: Apache-2.0
#include "bench/bare_parse.h"

#include "WardLexer.h"
#include "WardParser.h"

namespace ward::bench {

size_t bare_parse(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  grammar::WardLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  grammar::WardParser parser(&tokens);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::SLL);
  parser.file();
  return lexer.getNumberOfSyntaxErrors() + parser.getNumberOfSyntaxErrors();
}

} // namespace ward::bench
