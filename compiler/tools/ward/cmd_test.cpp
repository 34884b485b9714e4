// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"
#include "driver/test_runner.h"
#include "tools/page/style.h"
#include "tools/ward/command.h"
#include "tools/ward/compile.h"
#include "tools/ward/findings.h"
#include "tools/ward/lock_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <unistd.h>

namespace ward::tool {

namespace {

namespace json = llvm::json;
using driver::CoverageItem;
using driver::TestResult;

constexpr std::pair<CoverageItem::Kind, const char*> kinds[] = {
    {CoverageItem::Kind::control, "controls"},
    {CoverageItem::Kind::element, "elements"},
    {CoverageItem::Kind::condition, "conditions"}};

/// The files of tests beside a project's policy: `x_test.ward` anywhere in its source folders.
std::vector<std::string> test_files(const driver::Compilation& compilation) {
  std::vector<std::string> files;
  if (!compilation.manifest)
    return files;
  std::error_code code;
  for (const project::SourceFolder& folder : compilation.manifest->sources)
    for (std::filesystem::recursive_directory_iterator at(folder.path, code), end; at != end;
         at.increment(code))
      if (const std::string path = at->path().lexically_normal().string();
          path.ends_with("_test.ward"))
        files.push_back(path);
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

/// A test that ran; the report's case of the same index has its outcome.
struct Ran {
  std::string name, case_label, place;
  std::vector<std::string> faults; ///< a sentence each, with its place
};

struct Test {
  Common common;
  FindingOptions options;
  std::string input;
  std::string filter;
  int min_coverage = 0;
  bool verbose = false;
  bool locked = false;

  Exit run();

private:
  size_t passed_ = 0, failed_ = 0, known_ = 0;
  std::map<std::pair<CoverageItem::Kind, std::string>, CoverageItem> coverage_;
  std::vector<Ran> ran_;
  formats::Report report_ = empty_report("test");

  Exit add(const driver::Compilation& compilation, bool progress);
  void add_fault(const driver::Compilation& compilation, const TestResult& result,
                 source::Span span, const std::string& subject, const std::string& fault);
  void judge_cases();
  void print_tests(const page::Style& style) const;
  std::pair<size_t, size_t> covered(CoverageItem::Kind kind) const;
  bool enough() const;
  void print_coverage(const page::Style& style) const;
  json::Value document() const;
};

std::string place_of(const driver::Compilation& compilation, source::Span span) {
  if (span.is_none())
    return "";
  return fmt::format("{}:{}", compilation.sources.path(span.file),
                     compilation.sources.begin(span).line);
}

/// What is wrong with an expectation, as a sentence.
std::string fault_of(const driver::ExpectationResult& one) {
  std::string text = one.subject + " ";
  if (one.actual != one.expected) {
    text += fmt::format("is {}, expected {}", one.actual, one.expected);
    if (!one.why_not.empty())
      text += fmt::format(" ({})", one.why_not);
  } else if (!one.missing_details.empty()) {
    text += fmt::format("is {} without the detail {}", one.actual,
                        fmt::join(one.missing_details, ", "));
  } else {
    text += fmt::format("is {}, but not because of {}", one.actual, fmt::join(one.missing, ", "));
  }
  if (!one.reason.empty())
    text += fmt::format("; because of {}", fmt::join(one.reason, ", "));
  return text;
}

formats::Region region_of(const driver::Compilation& compilation, source::Span span) {
  formats::Region out;
  if (span.is_none())
    return out;
  const source::Position begin = compilation.sources.begin(span),
                         end = compilation.sources.end(span);
  out.file = compilation.sources.path(span.file);
  out.line = begin.line, out.column = begin.column;
  out.end_line = end.line, out.end_column = end.column;
  return out;
}

template <typename T> std::string full_name(const T& result) {
  return result.case_label.empty() ? result.name : result.name + ": " + result.case_label;
}

const formats::Rule test_failed{"test-failed", "test-failed",
                                "A test of the policy expects another verdict than the one judged.",
                                "Either the policy changed its meaning, or the test was wrong: say "
                                "which by changing one of them.",
                                formats::Level::error};

Exit Test::add(const driver::Compilation& compilation, bool progress) {
  const driver::TestRun run = driver::run_tests(compilation, {.filter = filter});
  if (!run.error.empty())
    return fail(common, run.error, Exit::internal);
  for (const TestResult& result : run.tests) {
    ran_.push_back({result.name, result.case_label, place_of(compilation, result.span), {}});
    formats::Case& one_case = report_.cases.emplace_back();
    one_case.suite = result.span.is_none()
                         ? "ward test"
                         : std::string(compilation.sources.path(result.span.file));
    one_case.name = full_name(result);
    one_case.region = region_of(compilation, result.span);
    if (!result.error.empty())
      add_fault(compilation, result, result.span, "", result.error);
    for (const driver::ExpectationResult& one : result.expectations)
      if (!one.passed())
        add_fault(compilation, result, one.span, one.subject, fault_of(one));
  }
  for (const CoverageItem& item : run.coverage) {
    CoverageItem& all = coverage_.try_emplace({item.kind, item.name}, item).first->second;
    all.seen_true = all.seen_true || item.seen_true;
    all.seen_false = all.seen_false || item.seen_false;
  }
  if (progress)
    fmt::print(stderr, "\r{} tests", ran_.size());
  return Exit::clean;
}

void Test::add_fault(const driver::Compilation& compilation, const TestResult& result,
                     source::Span span, const std::string& subject, const std::string& fault) {
  ran_.back().faults.push_back(fmt::format("{}: {}", place_of(compilation, span), fault));
  report_.add_rule(test_failed);
  formats::Finding& finding = report_.findings.emplace_back();
  finding.rule = test_failed.id;
  finding.message = fmt::format("{}: {}", full_name(result), fault);
  finding.region = region_of(compilation, span);
  finding.identity =
      fmt::format("{}\n{}\n{}\n{}", finding.rule, result.name, result.case_label, subject);
  finding.case_index = ran_.size() - 1;
}

/// A test fails while one of its faults is no known one.
void Test::judge_cases() {
  for (const formats::Finding& finding : report_.findings)
    report_.cases[finding.case_index].outcome = formats::Case::Outcome::failed;
  for (size_t i = 0; i < ran_.size(); ++i) {
    formats::Case& one = report_.cases[i];
    if (!ran_[i].faults.empty() && one.outcome == formats::Case::Outcome::passed) {
      one.outcome = formats::Case::Outcome::skipped;
      one.message = "a known failure";
      ++known_;
    } else if (one.outcome == formats::Case::Outcome::failed) {
      one.message = fmt::format("{} of its expectations failed", ran_[i].faults.size());
      one.detail = fmt::format("{}\n", fmt::join(ran_[i].faults, "\n"));
      ++failed_;
    } else {
      ++passed_;
    }
  }
}

void Test::print_tests(const page::Style& style) const {
  for (size_t i = 0; i < ran_.size(); ++i) {
    if (report_.cases[i].outcome == formats::Case::Outcome::failed) {
      print(fmt::format("{}  {}\n", style.bad("failed"), full_name(ran_[i])));
      for (const std::string& fault : ran_[i].faults)
        print(fmt::format("        {}\n", fault));
    } else if (verbose) {
      print(fmt::format("{}  {}\n", report_.cases[i].message.empty() ? "passed" : "known ",
                        full_name(ran_[i])));
    }
  }
}

std::pair<size_t, size_t> Test::covered(CoverageItem::Kind kind) const {
  std::pair<size_t, size_t> out{0, 0};
  for (const auto& [key, item] : coverage_)
    if (key.first == kind) {
      ++out.second;
      out.first += item.covered();
    }
  return out;
}

bool Test::enough() const {
  for (const auto& [kind, name] : kinds)
    if (const auto [some, all] = covered(kind);
        some * 100 < all * static_cast<size_t>(min_coverage))
      return false;
  return true;
}

void Test::print_coverage(const page::Style& style) const {
  for (const auto& [kind, name] : kinds) {
    const auto [some, all] = covered(kind);
    print(fmt::format("{:<10} {} of {} seen both true and false{}\n", name, some, all,
                      all == 0 ? "" : fmt::format(" ({} %)", some * 100 / all)));
    if (!verbose)
      continue;
    for (const auto& [key, item] : coverage_)
      if (key.first == kind && !item.covered())
        print(style.dim(fmt::format("  {}{}: {}\n", item.name,
                                    item.line == 0 || kind == CoverageItem::Kind::condition
                                        ? ""
                                        : fmt::format(" ({}:{})", item.file, item.line),
                                    item.seen_true    ? "never false"
                                    : item.seen_false ? "never true"
                                                      : "never known")));
  }
}

json::Value Test::document() const {
  json::Array results;
  for (size_t i = 0; i < ran_.size(); ++i)
    results.push_back(
        json::Object{{"name", ran_[i].name},
                     {"case", ran_[i].case_label},
                     {"place", ran_[i].place},
                     {"passed", report_.cases[i].outcome == formats::Case::Outcome::passed},
                     {"known", report_.cases[i].outcome == formats::Case::Outcome::skipped},
                     {"faults", json::Array(ran_[i].faults)}});
  json::Object coverage;
  for (const auto& [kind, name] : kinds) {
    const auto [some, all] = covered(kind);
    json::Array missing;
    for (const auto& [key, item] : coverage_)
      if (key.first == kind && !item.covered())
        missing.push_back(json::Object{{"name", item.name},
                                       {"file", item.file},
                                       {"line", item.line},
                                       {"seen_true", item.seen_true},
                                       {"seen_false", item.seen_false}});
    coverage[name] = json::Object{{"covered", static_cast<int64_t>(some)},
                                  {"all", static_cast<int64_t>(all)},
                                  {"missing", std::move(missing)}};
  }
  return json::Object{{"schema_version", 1},
                      {"passed", static_cast<int64_t>(passed_)},
                      {"failed", static_cast<int64_t>(failed_)},
                      {"known", static_cast<int64_t>(known_)},
                      {"tests", std::move(results)},
                      {"coverage", std::move(coverage)}};
}

Exit Test::run() {
  const auto day = common.as_of_days();
  if (!day)
    return fail(common, fmt::format("`{}` is no day; write YYYY-MM-DD", common.as_of_text));
  const auto start = std::chrono::steady_clock::now();
  const bool progress = common.format == Format::text && isatty(STDERR_FILENO) != 0;
  const auto refuse = [&](const driver::Compilation& compilation) {
    fmt::print(stderr, "{}",
               diag::render_text(compilation.sink, compilation.sources,
                                 {.color = common.use_color(STDERR_FILENO)}));
    fmt::print(stderr, "no test was run\n");
    if (is_foreign(common.format))
      print(written(report_of(compilation, "test"), common.format));
    return exit_of(compilation);
  };
  const std::unique_ptr<driver::Compilation> root =
      compile_input(input, *day, "", driver::Phase::emit);
  if (!root->ok())
    return refuse(*root);
  if (!is_as_locked(*root, locked, common)) {
    fmt::print(stderr, "no test was run\n");
    return Exit::findings;
  }
  if (const Exit exit = add(*root, progress); exit != Exit::clean)
    return exit;
  for (const std::string& file : test_files(*root)) {
    const std::unique_ptr<driver::Compilation> one =
        compile_input(file, *day, "", driver::Phase::emit);
    if (!one->ok())
      return refuse(*one);
    if (const Exit exit = add(*one, progress); exit != Exit::clean)
      return exit;
  }
  if (progress)
    fmt::print(stderr, "\r\x1b[K");
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  formats::number(report_);
  report_.place =
      root->sources.size() > 0 ? std::string(root->sources.path(source::SourceId{0})) : "";
  const Settled settled = settle(report_, options, common);
  if (settled.exit)
    return *settled.exit;
  judge_cases();
  const bool none = ran_.empty();
  if (is_foreign(common.format)) {
    print(written(report_, common.format));
  } else if (common.format == Format::json) {
    print(llvm::formatv("{0:2}\n", document()).str());
  } else {
    const page::Style style(common.use_color(STDOUT_FILENO));
    print_tests(style);
    print_coverage(style);
    const std::string passed = fmt::format("{} passed", passed_),
                      failed = fmt::format("{} failed", failed_);
    print(fmt::format("{}, {} · {:.2f} s\n", style.good(passed),
                      failed_ > 0 ? style.bad(failed) : failed, seconds));
    print(known_words(options, settled.known));
    if (none)
      print(filter.empty() ? "there are no tests; write `test \"...\" { ... }` in the policy or in "
                             "a file x_test.ward\n"
                           : fmt::format("no test's name holds `{}`\n", filter));
    if (!enough())
      print(fmt::format("coverage is below {} %\n", min_coverage));
  }
  if (none && !filter.empty())
    return Exit::usage;
  return failed_ > 0 || !enough() ? Exit::findings : Exit::clean;
}

} // namespace

Runner add_test(CLI::App& app) {
  auto test = std::make_shared<Test>();
  app.description(
      "Run the tests of a project, those in its policy and those in its files x_test.ward.");
  app.add_option(
      "input", test->input,
      "a project folder, a ward.toml or a .ward file; the nearest ward.toml if left out");
  app.add_option("--filter", test->filter, "only tests whose name holds this text")
      ->option_text("TEXT");
  app.add_option("--min-coverage", test->min_coverage,
                 "fail below this share of controls, of elements or of conditions seen both ways")
      ->check(CLI::Range(0, 100))
      ->option_text("PERCENT");
  app.add_flag("--verbose", test->verbose, "name what passed, and what was not seen both ways");
  app.add_flag("--locked", test->locked,
               "fail where there is no ward.lock; where there is one, it is held to always");
  add_common(app, test->common, test->options);
  app.footer(
      "Examples:\n"
      "  ward test                             all tests of the project in this folder\n"
      "  ward test --filter encryption         some of them\n"
      "  ward test --min-coverage 90 --verbose what do the tests not see?\n"
      "  ward test --format junit > tests.xml  for CI\n"
      "\n"
      "Exit codes: 0 all passed; 1 a test failed, or coverage is too low; 2 unreadable input.");
  return [test] { return test->run(); };
}

} // namespace ward::tool
