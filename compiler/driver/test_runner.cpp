// SPDX-License-Identifier: Apache-2.0
#include "driver/test_runner.h"

#include "api/allocator.h"
#include "api/handles.h"
#include "core/evaluate.h"
#include "core/explain.h"
#include "driver/driver.h"
#include "driver/test_coverage.h"
#include "driver/test_facts.h"
#include "facts/bind.h"
#include "report/names.h"
#include "report/report.h"
#include "report/tree.h"
#include "report/value_text.h"
#include "ward/ward.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

namespace ward::driver {

namespace {

struct FreeBundle {
  void operator()(ward_bundle* bundle) const { ward_bundle_free(bundle); }
};

/// The controls, provisions and duties whose reasons a test asks for. Others are judged without:
/// reasons cost most of the time of a test.
struct Wanted {
  explicit Wanted(const rt::Bundle& the_bundle)
      : bundle(the_bundle), controls(new bool[bundle.root().controls()->size()]()),
        provisions(new bool[bundle.root().provisions()->size()]()),
        duties(new bool[bundle.root().duties()->size()]()) {}

  const rt::Bundle& bundle;
  std::unique_ptr<bool[]> controls, provisions, duties;
  bool elements = false;

  void add(const model::Model& model, const model::Expectation& expectation) {
    if (expectation.because.empty() && expectation.details.empty())
      return;
    const auto& root = bundle.root();
    if (expectation.duty)
      mark(*root.duties(), duties, model.duties[expectation.duty].path,
           [](const auto& each) { return each.path(); });
    else if (expectation.control)
      mark(*root.controls(), controls, model.controls[expectation.control].path,
           [](const auto& each) { return each.path(); });
    else
      mark(*root.provisions(), provisions, model.citations[expectation.citation].text,
           [](const auto& each) { return each.citation(); });
    elements |= !expectation.elements.empty();
  }

  rt::JudgeOptions options() const {
    return {.control_reasons = controls.get(),
            .provision_reasons = provisions.get(),
            .duty_reasons = duties.get()};
  }

private:
  template <typename Items, typename Name>
  void mark(const Items& items, const std::unique_ptr<bool[]>& marks, std::string_view text,
            Name&& name) {
    for (uint32_t i = 0; i < items.size(); ++i) {
      const rt::Bytes bytes = bundle.string(name(*items.Get(i)));
      if (std::string_view(bytes.data, bytes.size) == text)
        marks[i] = true;
    }
  }
};

std::string_view text_of(model::DutyStatus status) {
  constexpr std::string_view words[] = {"not_triggered", "pending", "held",    "met",
                                        "late",          "early",   "overdue", "unknown"};
  return words[static_cast<size_t>(status)];
}

std::string_view text_of(model::Outcome outcome) {
  constexpr std::string_view words[] = {
      "met", "not_met", "unknown", "not_applicable", "implemented", "not_implemented"};
  return words[static_cast<size_t>(outcome)];
}

/// What a report says of one subject.
struct Answer {
  ward_verdict verdict = WARD_NOT_JUDGED;
  std::string why_not;
  rt::Explanation explanation;
  uint32_t details = 0; ///< rt::Detail bits; for an element those of its provision
};

struct State {
  const Compilation& compilation;
  const TestOptions& options;
  const model::Model& model = *compilation.model;
  TestRun out;
  std::unique_ptr<ward_bundle, FreeBundle> bundle;

  void run() {
    ward_bundle* opened = nullptr;
    ward_error error = {};
    if (ward_bundle_open_copy(compilation.bytes.data(), compilation.bytes.size(), nullptr, nullptr,
                              &opened, &error) != WARD_OK) {
      out.error = error.message;
      return;
    }
    bundle.reset(opened);
    CoverageCounter coverage(compilation, bundle->bundle);
    const std::set<model::ModuleId> own(compilation.own_modules.begin(),
                                        compilation.own_modules.end());
    for (const model::Test& test : model.tests)
      if ((options.with_library || own.contains(test.module)) && is_asked_for(test))
        out.tests.push_back(run_test(test, coverage));
    out.coverage = coverage.items();
  }

  bool is_asked_for(const model::Test& test) {
    const std::string name =
        test.case_label.empty() ? test.name : test.name + ": " + test.case_label;
    return name.find(options.filter) != std::string::npos;
  }

  TestResult run_test(const model::Test& test, CoverageCounter& coverage) {
    TestResult result;
    result.name = test.name;
    result.case_label = test.case_label;
    result.span = test.span;
    Wanted wanted(bundle->bundle);
    for (const model::Expectation& expectation : test.expects)
      wanted.add(model, expectation);
    rt::Report judged(bundle->bundle, rt::default_allocator());
    if (!judge(test, wanted, judged, result.error))
      return result;
    // Conditions are counted by an evaluation of their own, which changes nothing of the report.
    rt::Evaluation counted;
    rt::EvaluateOptions with_coverage;
    with_coverage.coverage = coverage.conditions();
    if (rt::evaluate(judged.bundle, judged.facts, judged.arena, &counted, with_coverage) == WARD_OK)
      coverage.add(counted);
    rt::ReportTree tree(judged);
    if (wanted.elements && tree.open() != WARD_OK) {
      result.error = "no memory to explain verdicts";
      return result;
    }
    for (const model::Expectation& expectation : test.expects)
      check(expectation, judged, wanted.elements ? &tree : nullptr, result);
    return result;
  }

  /// False: `said` tells why the facts were refused.
  bool judge(const model::Test& test, const Wanted& wanted, rt::Report& report, std::string& said) {
    const std::string facts = facts_of(model, test);
    std::vector<const char*> assumed;
    for (const model::ProposalId proposal : test.assumes)
      assumed.push_back(model.proposals[proposal].name.c_str());
    rt::BindInput input;
    input.facts = facts.data();
    input.size = facts.size();
    input.as_of = test.as_of_days;
    input.assume = assumed.data();
    input.assume_count = assumed.size();
    ward_error error = {};
    if (report.run(input, rt::FactLimits::from(nullptr), {.judge = wanted.options()}, error) ==
        WARD_OK)
      return true;
    said = error.path[0] == '\0' ? std::string(error.message)
                                 : fmt::format("{}: {}", error.path, error.message);
    return false;
  }

  void check(const model::Expectation& expectation, rt::Report& judged, rt::ReportTree* tree,
             TestResult& result) {
    if (expectation.duty)
      return check_event(expectation, judged, result);
    if (expectation.control) {
      const std::string& path = model.controls[expectation.control].path;
      compare(expectation, "control " + path, answer_of_control(judged, path), judged, result);
      return;
    }
    const std::string& citation = model.citations[expectation.citation].text;
    if (expectation.elements.empty()) {
      compare(expectation, citation, answer_of_provision(judged, citation), judged, result);
      return;
    }
    for (const std::string& element : expectation.elements)
      compare(expectation, fmt::format("{}.{{{}}}", citation, element),
              answer_of_element(judged, tree, citation, element), judged, result);
  }

  void check_event(const model::Expectation& expectation, rt::Report& judged, TestResult& result) {
    const std::string& path = model.duties[expectation.duty].path;
    ExpectationResult line;
    line.subject = fmt::format("duty {}[\"{}\"]", path, expectation.key);
    line.expected = text_of(expectation.status);
    line.actual = "no such row";
    line.span = expectation.span;
    if (const rt::EventLine* event = event_of(judged, path, expectation.key)) {
      line.actual = rt::name_of(event->status);
      for (const std::string& detail : expectation.details)
        if (!((detail == "presumed" && event->presumed) || (detail == "not_yet" && event->ahead) ||
              (detail == "before_event" && event->before) ||
              (detail == "not_prompt" && event->not_prompt == rt::Truth::yes)))
          line.missing_details.push_back(detail);
      const bool open = event->status == rt::EventStatus::unknown;
      name_missing(expectation, judged,
                   open ? event->explanation.may_matter : event->explanation.reason, line);
    }
    result.expectations.push_back(std::move(line));
  }

  const rt::EventLine* event_of(const rt::Report& judged, std::string_view path,
                                std::string_view key) {
    const auto& duties = *judged.bundle.root().duties();
    for (uint32_t i = 0; i < duties.size(); ++i) {
      if (!is_string(judged, duties.Get(i)->path(), path))
        continue;
      const rt::BoundTable& table = judged.facts.tables[duties.Get(i)->table()];
      for (uint32_t row = 0; row < table.rows; ++row) {
        const rt::Bytes found = rt::text_of(judged.bundle, judged.facts, table.keys[row]);
        if (std::string_view(found.data, found.size) == key)
          return &judged.judgement.duties[i].events[row];
      }
    }
    return nullptr;
  }

  /// What `because` names and the reason does not, and then the reason.
  void name_missing(const model::Expectation& expectation, const rt::Report& judged,
                    rt::AtomSet reason, ExpectationResult& line) {
    if (expectation.because.empty())
      return;
    std::vector<std::string> paths = paths_of(judged, reason);
    for (const std::string& path : expectation.because)
      if (std::find(paths.begin(), paths.end(), path) == paths.end())
        line.missing.push_back(path);
    if (!line.missing.empty())
      line.reason = std::move(paths);
  }

  bool is_string(const rt::Report& judged, uint32_t string, std::string_view text) {
    const rt::Bytes bytes = judged.bundle.string(string);
    return std::string_view(bytes.data, bytes.size) == text;
  }

  Answer answer_of_control(const rt::Report& judged, std::string_view path) {
    const auto& controls = *judged.bundle.root().controls();
    for (uint32_t i = 0; i < controls.size(); ++i)
      if (is_string(judged, controls.Get(i)->path(), path)) {
        const rt::Line& line = judged.judgement.controls[i].line;
        return {line.verdict, {}, line.explanation, line.details};
      }
    return {};
  }

  /// The version that is judged on the day, else the last one, whose reason why not is told.
  std::optional<uint32_t> version_of(const rt::Report& judged, std::string_view citation) {
    const auto& provisions = *judged.bundle.root().provisions();
    std::optional<uint32_t> found;
    for (uint32_t i = 0; i < provisions.size(); ++i) {
      if (!is_string(judged, provisions.Get(i)->citation(), citation))
        continue;
      found = i;
      if (judged.judgement.provisions[i].why == rt::WhyNot::judged)
        break;
    }
    return found;
  }

  Answer answer_of_provision(const rt::Report& judged, std::string_view citation) {
    const auto version = version_of(judged, citation);
    if (!version)
      return {};
    const rt::ProvisionLine& line = judged.judgement.provisions[*version];
    return {line.line.verdict, why_not(line), line.line.explanation, line.line.details};
  }

  static std::string why_not(const rt::ProvisionLine& line) {
    return line.why == rt::WhyNot::judged ? std::string() : rt::name_of(line.why);
  }

  Answer answer_of_element(const rt::Report& judged, rt::ReportTree* tree,
                           std::string_view citation, std::string_view name) {
    const auto version = version_of(judged, citation);
    if (!version)
      return {};
    const rt::ProvisionLine& line = judged.judgement.provisions[*version];
    if (line.why != rt::WhyNot::judged)
      return {WARD_NOT_JUDGED, why_not(line), {}, 0};
    const auto& elements = *judged.bundle.root().provisions()->Get(*version)->elements();
    for (uint32_t i = 0; i < elements.size(); ++i) {
      if (!is_string(judged, elements.Get(i)->name(), name))
        continue;
      Answer answer;
      answer.details = line.line.details;
      answer.verdict = judged.judgement.elements[line.first_element + i].verdict;
      if (tree != nullptr && tree->element(*elements.Get(i), &answer.explanation) != WARD_OK)
        answer.explanation = {};
      return answer;
    }
    return {};
  }

  /// `with` names details as reports do.
  static std::vector<std::string> missing_details(const model::Expectation& expectation,
                                                  uint32_t details) {
    std::vector<std::string> missing;
    for (const std::string& name : expectation.details) {
      bool there = false;
      for (uint32_t i = 0; i < rt::detail_count && !there; ++i)
        there = (details >> i & 1) != 0 && name == rt::name_of(static_cast<rt::Detail>(i));
      if (!there)
        missing.push_back(name);
    }
    return missing;
  }

  void compare(const model::Expectation& expectation, std::string subject, const Answer& answer,
               const rt::Report& judged, TestResult& result) {
    ExpectationResult line;
    line.subject = std::move(subject);
    line.expected = text_of(expectation.outcome);
    line.actual = ward_verdict_name(answer.verdict);
    line.why_not = answer.why_not;
    line.span = expectation.span;
    line.missing_details = missing_details(expectation, answer.details);
    const bool open = answer.verdict == WARD_UNKNOWN;
    name_missing(expectation, judged,
                 open ? answer.explanation.may_matter : answer.explanation.reason, line);
    result.expectations.push_back(std::move(line));
  }

  std::vector<std::string> paths_of(const rt::Report& judged, rt::AtomSet atoms) {
    std::vector<std::string> paths;
    for (uint32_t i = 0; i < atoms.count; ++i) {
      std::string path(rt::write_path(judged.evaluation, atoms.items[i], nullptr, 0), '\0');
      rt::write_path(judged.evaluation, atoms.items[i], path.data(), path.size());
      paths.push_back(std::move(path));
    }
    return paths;
  }
};

} // namespace

bool TestResult::passed() const {
  return error.empty() && std::all_of(expectations.begin(), expectations.end(),
                                      [](const auto& each) { return each.passed(); });
}

size_t TestRun::passed() const {
  return static_cast<size_t>(
      std::count_if(tests.begin(), tests.end(), [](const auto& each) { return each.passed(); }));
}

std::pair<size_t, size_t> TestRun::covered(CoverageItem::Kind kind) const {
  std::pair<size_t, size_t> out{0, 0};
  for (const CoverageItem& item : coverage)
    if (item.kind == kind) {
      out.first += item.covered();
      ++out.second;
    }
  return out;
}

TestRun run_tests(const Compilation& compilation, const TestOptions& options) {
  State state{compilation, options, *compilation.model, {}, {}};
  state.run();
  return std::move(state.out);
}

} // namespace ward::driver
