// SPDX-License-Identifier: Apache-2.0
#include "parse/parse.h"

#include "parse/bad_token.h"
#include "parse/build.h"
#include "parse/error_strategy.h"
#include "parse/nesting.h"
#include "source/utf8.h"

namespace ward::parse {
namespace {

using antlr4::atn::ParserATNSimulator;
using antlr4::atn::PredictionMode;

// A file is read a declaration at a time: first quickly, as if it were right; where that fails,
// once more with care. So the tree of ANTLR is never larger than one declaration, and a mistake
// stays in its own.
struct State {
  Reporter& reporter;
  Tokenized& tokenized;
  base::Arena& arena;
  const ParseLimits& limits;

  TokenList& list = tokenized.list;
  Parser parser{&list};
  std::shared_ptr<ErrorStrategy> strategy =
      std::make_shared<ErrorStrategy>(reporter, list, limits.max_recoveries);
  Builder builder{reporter, arena, tokenized};
  std::vector<UseDecl> uses = {};
  std::vector<const Decl*> decls = {};

  const File* run() {
    parser.setErrorHandler(strategy);
    parser.removeErrorListeners();
    auto* file = arena.make<File>();
    file->source = reporter.file();
    file->span = reporter.span(0, static_cast<uint32_t>(reporter.text().size()));
    while (next() != antlr4::Token::EOF && !strategy->gave_up()) {
      const bool header = next() == Lexer::MODULE || next() == Lexer::USE;
      if (header)
        read_header(*file);
      else
        read_declaration();
    }
    // Tokens move when one is mended, so what was built holds spans and texts only.
    if (!strategy->gave_up())
      builder.report_stray_docs();
    file->uses = arena.copy(uses);
    file->decls = arena.copy(decls);
    file->trivia = arena.copy(tokenized.trivia);
    return file;
  }

  size_t next() { return list.LA(1); }
  const Token& token() { return list.tokens[list.position()]; }
  bool begins_declaration(size_t type) {
    return first_tokens(&parser, Parser::RuleDeclaration).contains(type);
  }
  bool may_follow_declaration() {
    const size_t type = next();
    return type == antlr4::Token::EOF || type == Lexer::MODULE || type == Lexer::USE ||
           begins_declaration(type);
  }

  // Calls `read`, and again after each mistake that was mended. Seek before: the trees of the last
  // reading are dropped here.
  template <typename Read, typename Build> void twice(Read read, Build build) {
    const size_t begin = list.position();
    const auto attempt = [&](bool quick) {
      parser.reset();
      list.seek(begin);
      strategy->set_quick(quick);
      parser.getInterpreter<ParserATNSimulator>()->setPredictionMode(quick ? PredictionMode::SLL
                                                                           : PredictionMode::LL);
      build(read(quick));
    };
    try {
      attempt(true);
      return;
    } catch (const Bail&) {
    }
    for (;;) {
      try {
        attempt(false);
        return;
      } catch (const Restart&) {
        strategy->spend_recovery();
      } catch (const antlr4::RecognitionException&) {
        // A header has no clauses to go on with.
        list.seek(begin);
        strategy->skip_to_declaration(&parser);
        return;
      }
    }
  }

  void read_header(File& file) {
    const Token first = token();
    const bool is_module = first.type == Lexer::MODULE;
    if (!decls.empty() || (is_module && (file.module || !uses.empty())))
      reporter.report(diag::MisplacedHeader, reporter.span(first.begin, first.end),
                      reporter.text(first.begin, first.end),
                      is_module ? "a file begins with its one `module` line"
                                : "`use` stands before the first declaration");
    if (is_module)
      twice([&](bool) { return parser.moduleDecl(); },
            [&](Parser::ModuleDeclContext* tree) {
              if (const ModuleDecl* read = builder.module_decl(tree); !file.module)
                file.module = read;
            });
    else
      twice([&](bool) { return parser.useDecl(); },
            [&](Parser::UseDeclContext* tree) { uses.push_back(builder.use_decl(tree)); });
    if (!may_follow_declaration())
      strategy->complain_after(&parser, nullptr);
  }

  void read_declaration() {
    if (!begins_declaration(next())) {
      strategy->complain_after(&parser, nullptr);
      return;
    }
    twice(
        [&](bool quick) {
          Parser::DeclarationContext* tree = parser.declaration();
          if (!may_follow_declaration()) {
            if (quick)
              throw Bail{};
            strategy->complain_after(&parser, tree);
          }
          return tree;
        },
        [&](Parser::DeclarationContext* tree) {
          if (const Decl* decl = builder.declaration(tree))
            decls.push_back(decl);
        });
  }
};

const File* empty_file(base::Arena& arena, source::SourceId source) {
  auto* file = arena.make<File>();
  file->source = source;
  file->span = Span::whole(source);
  return file;
}

} // namespace

const syntax::File* parse(const source::SourceManager& sources, source::SourceId source,
                          const ParseLimits& limits, base::Arena& arena, diag::Sink& sink) {
  const std::string_view text = sources.text(source);
  const std::string_view path = sources.path(source);
  const Span whole = Span::whole(source);
  if (text.size() > limits.max_source_bytes) {
    sink.report(diag::FileTooLarge, whole, path, static_cast<diag::Number>(text.size()),
                static_cast<diag::Number>(limits.max_source_bytes))
        .with_help("split it into modules and join them with `use`");
    return empty_file(arena, source);
  }
  if (const auto bad = source::find_invalid_utf8(text)) {
    sink.report(diag::FileNotUtf8, whole, path, static_cast<diag::Number>(*bad))
        .with_help("it is in line " +
                   std::to_string(1 + std::count(text.data(), text.data() + *bad, '\n')) +
                   "; save the file with the encoding UTF-8");
    return empty_file(arena, source);
  }
  Reporter reporter(sink, source, text, limits);
  report_hidden_characters(reporter);
  Tokenized tokenized = tokenize(reporter);
  if (const auto deep = find_too_deep(tokenized.list.tokens, limits.max_nesting)) {
    const Token& token = tokenized.list.tokens[*deep];
    reporter.report(diag::NestingTooDeep, reporter.span(token.begin, token.end), limits.max_nesting)
        .with_help("give parts of the expression names with `let`");
    return empty_file(arena, source);
  }
  return State{reporter, tokenized, arena, limits}.run();
}

} // namespace ward::parse
