// SPDX-License-Identifier: Apache-2.0
// R12.6, and what each format escapes.
#include "diag/sink.h"
#include "source/source_manager.h"
#include "tools/formats/baseline.h"
#include "tools/formats/diagnostics.h"
#include "tools/formats/unified_diff.h"
#include "tools/formats/write.h"

#include <doctest/doctest.h>

using namespace ward;
using namespace ward::formats;

namespace {

/// A report of `diag::UnknownName` at each `x` of the text.
Report report_of(const std::string& text, const std::string& words = "x") {
  source::SourceManager sources;
  const source::SourceId file = sources.add("dir/a b.ward", text);
  diag::Sink sink;
  for (size_t at = text.find('x'); at != std::string::npos; at = text.find('x', at + 1))
    sink.report(diag::IdleControl, {file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)},
                words);
  Report report;
  report.command = "check";
  report.version = "1.2.3";
  add_diagnostics(report, sink.sorted(), sources, {"a b.ward"});
  number(report);
  for (Finding& finding : report.findings)
    finding.diagnostic = nullptr;
  return report;
}

std::vector<std::string> prints(const Report& report) {
  std::vector<std::string> out;
  for (const Finding& finding : report.findings)
    out.push_back(finding.fingerprint);
  return out;
}

} // namespace

TEST_CASE("fingerprints stay when lines move and when blanks change") {
  const Report first = report_of("let a = x\n");
  CHECK_EQ(prints(first), prints(report_of("// new\n\n\n  let  a =  x\n")));
  CHECK_NE(prints(first), prints(report_of("let b = x\n")));
  CHECK_NE(prints(first), prints(report_of("let a = x\n", "y")));
}

TEST_CASE("equal findings have fingerprints of their own") {
  const std::vector<std::string> two = prints(report_of("x\nx\n"));
  REQUIRE_EQ(two.size(), 2);
  CHECK_NE(two[0], two[1]);
  CHECK_EQ(prints(report_of("x\nx\nx\n"))[1], two[1]);
}

TEST_CASE("a baseline hides what it knows and counts what is gone") {
  const auto baseline = read_baseline(write_baseline(report_of("x\nlet b = x\n")));
  REQUIRE(baseline);
  CHECK_EQ(baseline->size(), 2);
  Report now = report_of("x\nlet c = x\n");
  const Known known = hide_known(now, *baseline);
  CHECK_EQ(known.hidden, 1);
  CHECK_EQ(known.gone, 1);
  REQUIRE_EQ(now.findings.size(), 1);
  CHECK_EQ(now.findings[0].region.line, 2);
}

TEST_CASE("a mistake behind which nothing was checked is never known") {
  source::SourceManager sources;
  const source::SourceId file = sources.add("a.ward", "x");
  diag::Sink sink;
  sink.report(diag::UnknownName, {file, 0, 1}, "a value", "x");
  Report report;
  add_diagnostics(report, sink.sorted(), sources, {});
  number(report);
  CHECK_EQ(write_baseline(report).find("fingerprint"), std::string::npos);
  CHECK_EQ(hide_known(report, {report.findings[0].fingerprint}).hidden, 0);
  CHECK_EQ(report.findings.size(), 1);
}

TEST_CASE("what is no baseline is refused") {
  for (
      const char* text :
      {"", "[]", "{}", R"({"schema_version": 2, "findings": []})", R"({"schema_version": 1})",
       R"({"schema_version": 1, "findings": [{}]})",
       R"({"schema_version": 1, "findings": [{"fingerprint": "12"}]})",
       R"({"schema_version": 1, "findings": [{"fingerprint": "zz3456789012345678901234567890zz"}]})"})
    CHECK_FALSE(read_baseline(text));
}

TEST_CASE("GitHub's commands escape what would end them") {
  Report report;
  Finding& finding = report.findings.emplace_back();
  finding.rule = "WARD1";
  finding.message = "100%\nof it: a, b";
  finding.region = {"a,b:c.ward", 3, 5, 3, 9};
  finding.help = "do";
  CHECK_EQ(
      write_github(report),
      "::error file=a%2Cb%3Ac.ward,line=3,endLine=3,col=5,endColumn=9,title=WARD1::100%25%0Aof it: "
      "a, b%0Ahelp: do\n");
  finding.region = {};
  finding.level = Level::note;
  CHECK_EQ(write_github(report), "::notice title=WARD1::100%25%0Aof it: a, b%0Ahelp: do\n");
}

TEST_CASE("JUnit escapes what XML cannot hold") {
  Report report;
  report.command = "check";
  report.cases.push_back({"s<&>", "n\"\x01", Case::Outcome::failed, "a\nb", "", {}});
  const std::string xml = write_junit(report);
  CHECK_NE(xml.find("classname=\"s&lt;&amp;&gt;\" name=\"n&quot;\xEF\xBF\xBD\""),
           std::string::npos);
  CHECK_NE(xml.find("message=\"a&#10;b\""), std::string::npos);
  CHECK_NE(xml.find("tests=\"1\" failures=\"1\""), std::string::npos);
}

TEST_CASE("SARIF escapes paths") {
  const std::string sarif = write_sarif(report_of("x\n"));
  CHECK_NE(sarif.find("\"uri\": \"dir/a%20b.ward\""), std::string::npos);
}

TEST_CASE("unified diffs") {
  CHECK_EQ(unified_diff("f", "a\nb\n", "a\nb\n"), "");
  CHECK_EQ(unified_diff("f", "a\nb\nc\n", "a\nx\nc\n"),
           "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
  CHECK_EQ(unified_diff("f", "a", "a\n"),
           "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  CHECK_EQ(unified_diff("f", "", "a\n"), "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
  CHECK_EQ(unified_diff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n",
                        "0\n2\n3\n4\n5\n6\n7\n8\n9\n10\n12\n"),
           "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n 4\n@@ -8,4 +8,4 @@\n 8\n 9\n "
           "10\n-11\n+12\n");
}
