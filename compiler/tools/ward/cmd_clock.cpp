// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/clock.h"
#include "tools/ward/command.h"
#include "tools/ward/judged.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <unistd.h>

namespace ward::tool {

namespace {

struct ClockCommand {
  Common common;
  std::string bundle;
  JudgeRequest request;
  std::string fail_on = "overdue";
  std::optional<int64_t> days;

  Exit run() const {
    const OpenedBundle opened = open_bundle(bundle, common);
    if (!opened.bundle)
      return opened.exit;
    const Judged judged = judge(opened, bundle, request, common);
    if (judged.json.empty())
      return judged.exit;
    llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(judged.json);
    if (!parsed || parsed->getAsObject() == nullptr) {
      if (!parsed)
        llvm::consumeError(parsed.takeError());
      return fail(common, "the report is no JSON", Exit::internal);
    }
    const JsonObject& report = *parsed->getAsObject();
    const Clock clock = clock_of(report, days);
    if (common.format == Format::json)
      print(clock_json(clock, report, days));
    else if (common.format == Format::ics)
      print(clock_ics(clock, report));
    else
      print(clock_text(clock, report, Style(common.use_color(STDOUT_FILENO))));
    return exit_of(clock);
  }

  /// As for eval, only what a law asks for counts.
  Exit exit_of(const Clock& clock) const {
    const bool found =
        std::any_of(clock.entries.begin(), clock.entries.end(), [&](const ClockEntry& entry) {
          return entry.law &&
                 (entry.status == "overdue" || (fail_on == "unknown" && entry.status == "unknown"));
        });
    return found && fail_on != "never" ? Exit::findings : Exit::clean;
  }
};

} // namespace

Runner add_clock(CLI::App& app) {
  auto clock = std::make_shared<ClockCommand>();
  app.description("Print a calendar: what is due by when, what is overdue, what is on hold.");
  app.add_option("bundle", clock->bundle, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", clock->request.facts, "files of facts: .yaml, .json, .csv; several merge")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
  app.add_option("--days", clock->days,
                 "only what falls within so many days; what is overdue or has no day stands always")
      ->check(CLI::Range(int64_t{0}, int64_t{1'000'000}))
      ->option_text("N");
  add_judging(app, clock->request);
  app.add_option("--fail-on", clock->fail_on,
                 "what of a law ends with exit code 1: overdue, unknown (and overdue), never")
      ->check(CLI::IsMember({"overdue", "unknown", "never"}))
      ->option_text("WHAT");
  clock->common.calendar = true;
  add_common(app, clock->common);
  app.footer(
      "Examples:\n"
      "  ward clock clinic.wardb facts.yaml                       what is due?\n"
      "  ward clock clinic.wardb facts.yaml --days 30             in the next 30 days\n"
      "  ward clock clinic.wardb facts.yaml --as-of 2026-03-20    and on that day?\n"
      "  ward clock clinic.wardb facts.yaml --format ics > due.ics   for a calendar program\n"
      "\n"
      "Exit codes: 0 nothing overdue; 1 something that a law asks for is overdue "
      "(--fail-on); 2 unreadable bundle\n"
      "or facts; 3 internal error.");
  return [clock] { return clock->run(); };
}

} // namespace ward::tool
