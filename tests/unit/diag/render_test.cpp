// SPDX-License-Identifier: Apache-2.0
#include "diag/catalog.h"
#include "diag/load.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "source/loader.h"
#include "source/source_manager.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace ward;
using source::Span;

namespace {

struct Setup {
  source::SourceManager sources;
  diag::Sink sink;
  source::SourceId file =
      sources.add("clinic.ward", "let a = b and c or d\n\tlet \xE4\xB8\xAD = e;\nthird\n");
};

} // namespace

TEST_CASE("findings come once, by file, place and code") {
  Setup s;
  s.sink.report(diag::MixedAndOr, Span{s.file, 16, 18});
  s.sink.report(diag::Semicolon, Span{s.file, 2, 3});
  s.sink.report(diag::MixedAndOr, Span{s.file, 16, 18}).at("a second time");
  s.sink.report(diag::DocWithoutSubject, Span{s.file, 2, 4});
  const auto sorted = s.sink.sorted();
  REQUIRE_EQ(sorted.size(), 3);
  CHECK_EQ(sorted[0]->code, 1119);
  CHECK_EQ(sorted[1]->code, 1213);
  CHECK_EQ(sorted[2]->code, 1205);
  CHECK_EQ(sorted[2]->span_text, "");
  CHECK_EQ(s.sink.error_count(), 2);
  CHECK_EQ(s.sink.warning_count(), 1);
  CHECK(s.sink.has_errors());
}

TEST_CASE("a finding as text: carets, a label on its line, fix and help") {
  Setup s;
  s.sink.report(diag::MixedAndOr, Span{s.file, 16, 18})
      .at("here")
      .label(Span{s.file, 10, 13}, "`and` there")
      .note("a note without a place")
      .fix(Span{s.file, 16, 18}, "and", "replace with `and`")
      .with_help("write parentheses");
  CHECK_EQ(diag::render_text(s.sink, s.sources),
           R"(error WARD1205: mixing `and` with `or` takes parentheses
  ┌─ clinic.ward:1:17
  │
1 │   let a = b and c or d
  │                   ^^ here
  │             --- `and` there
  │
  = a note without a place
  = fix: replace with `and`
  = help: write parentheses
  = more: ward explain WARD1205

)");
}

TEST_CASE("carets stand under what they mean behind tabs and wide characters") {
  Setup s;
  // The tab is four columns, the character two: `;` is printed in column 4 + 4 + 2 + 4 = 14.
  s.sink.report(diag::Semicolon, Span{s.file, 33, 34});
  CHECK_EQ(diag::render_text(s.sink, s.sources, {.more = false}),
           "error WARD1119: `;` has no meaning: clauses end by themselves\n"
           "  ┌─ clinic.ward:2:11\n  │\n"
           "2 │       let \xE4\xB8\xAD = e;\n"
           "  │                 ^\n  │\n\n");
}

TEST_CASE("colour is only asked for") {
  Setup s;
  s.sink.report(diag::Semicolon, Span{s.file, 0, 3});
  CHECK_EQ(diag::render_text(s.sink, s.sources).find('\x1b'), std::string::npos);
  CHECK_NE(diag::render_text(s.sink, s.sources, {.color = true}).find("\x1b[1;31m"),
           std::string::npos);
}

TEST_CASE("findings as JSON") {
  Setup s;
  s.sink.report(diag::DocWithoutSubject, Span{s.file, 33, 34})
      .label(Span{s.file, 0, 3}, "say \"so\"")
      .fix(Span{s.file, 33, 34}, "", "leave it out");
  s.sink.report(diag::MissingFile, Span::none(), "x.ward");
  const std::string json = diag::render_json(s.sink, s.sources);
  for (const char* part :
       {"\"code\": \"WARD1213\"", "\"name\": \"DocWithoutSubject\"", "\"severity\": \"warning\"",
        "\"file\": \"clinic.ward\"", "\"line\": 2", "\"column\": 11", "\"utf16_column\": 11",
        "\"byte\": 33", "\"end_byte\": 34", "\"text\": \"say \\\"so\\\"\"", "\"replacement\": \"\"",
        "\"span\": null"}) {
    CAPTURE(part);
    CHECK_NE(json.find(part), std::string::npos);
  }
}

TEST_CASE("a file that cannot be read is told with what to do") {
  using source::LoadFault;
  source::SourceManager sources;
  for (auto [fault, code] : {std::pair{LoadFault::missing, 1001},
                             {LoadFault::directory, 1002},
                             {LoadFault::unreadable, 1003},
                             {LoadFault::not_a_file, 1003},
                             {LoadFault::not_utf8, 1004},
                             {LoadFault::empty, 1005},
                             {LoadFault::too_large, 1006}}) {
    diag::Sink sink;
    const source::LoadError error{fault, sources.add("x.ward", ""), 20, 10, 3, "no"};
    diag::report_load_error(sink, sources, error);
    REQUIRE_EQ(sink.size(), 1);
    CHECK_EQ(sink.sorted()[0]->code, code);
    CHECK_FALSE(sink.sorted()[0]->help.empty());
    CHECK_NE(diag::render_text(sink, sources).find("x.ward"), std::string::npos);
  }
}

TEST_CASE("codes as text and back") {
  CHECK_EQ(diag::code_text(1205), "WARD1205");
  CHECK_EQ(diag::parse_code("WARD1205"), 1205);
  CHECK_EQ(diag::parse_code("ward1205"), 1205);
  CHECK_EQ(diag::parse_code("1205"), 1205);
  CHECK_FALSE(diag::parse_code("WARD12").has_value());
  CHECK_FALSE(diag::parse_code("WORD1205").has_value());
  CHECK_FALSE(diag::parse_code("12x5").has_value());
}

TEST_CASE("numbers are used once, lie in their block, and retired ones stay retired") {
  std::set<uint16_t> codes;
  for (const diag::KindInfo& kind : diag::all_kinds()) {
    CAPTURE(kind.name);
    CHECK(codes.insert(kind.code).second);
    CHECK(kind.code >= 1000);
    CHECK(kind.code < 7000);
    CHECK(diag::find_kind(kind.code) == &kind);
  }
  for (const diag::RetiredCode& gone : diag::retired_codes()) {
    CHECK(codes.count(gone.code) == 0);
    CHECK_FALSE(gone.reason.empty());
  }
}

TEST_CASE("every page is of a diagnostic, every diagnostic has a page") {
  std::set<uint16_t> pages;
  for (const diag::CatalogPage& page : diag::catalog_pages()) {
    CAPTURE(page.file_name);
    CHECK(pages.insert(page.code).second);
    CHECK(diag::find_kind(page.code) != nullptr);
    CHECK(page.text.starts_with("# " + diag::code_text(page.code) + " "));
    CHECK(diag::catalog_page(page.code) == page.text);
  }
  for (const diag::KindInfo& kind : diag::all_kinds()) {
    CAPTURE(kind.name);
    CHECK(pages.count(kind.code) == 1);
  }
  CHECK_FALSE(diag::catalog_page(9999).has_value());
}
