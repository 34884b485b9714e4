// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/clock.h"

#include "ward/ward.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ward::tool {

namespace {

std::optional<int64_t> day_of(const std::string& date) {
  int32_t days = 0;
  if (ward_parse_date(date.data(), date.size(), &days) != WARD_OK)
    return std::nullopt;
  return days;
}

struct Builder {
  const JsonObject& report;
  std::optional<int64_t> horizon;
  Clock out;
  int64_t today = 0;
  std::map<std::string, std::string> forces; ///< of the duty at hand: citation -> force

  Clock run() {
    today = day_of(text(report, "as_of")).value_or(0);
    std::set<std::string> open;
    for (const JsonObject* duty : objects(report, "duties")) {
      if (!flag(*duty, "complete"))
        open.insert(text(*duty, "table"));
      forces.clear();
      for (const JsonObject* cite : objects(*duty, "cites"))
        forces[text(*cite, "citation")] = text(*cite, "force");
      for (const JsonObject* event : objects(*duty, "events"))
        add_event(*duty, *event);
    }
    out.open_tables.assign(open.begin(), open.end());
    std::stable_sort(out.entries.begin(), out.entries.end(), [](const auto& x, const auto& y) {
      return std::make_tuple(x.date.empty(), x.days, x.kind, x.duty, x.key) <
             std::make_tuple(y.date.empty(), y.days, y.kind, y.duty, y.key);
    });
    return std::move(out);
  }

  void add_event(const JsonObject& duty, const JsonObject& event) {
    const std::string status = text(event, "status");
    if (status == "not_triggered")
      return;
    if (status == "met" || status == "late" || status == "early") {
      ++out.done;
      return;
    }
    ClockEntry entry;
    entry.status = status;
    entry.duty = text(duty, "path");
    entry.title = text(duty, "title");
    entry.table = text(duty, "table");
    entry.key = text(event, "key");
    entry.citations = texts(event, "under");
    if (entry.citations.empty()) // whether it stands under one is unknown too
      for (const JsonObject* cite : objects(duty, "cites"))
        if (const std::string citation = text(*cite, "citation");
            std::find(entry.citations.begin(), entry.citations.end(), citation) ==
            entry.citations.end())
          entry.citations.push_back(citation);
    entry.details = texts(event, "details");
    for (const std::string& citation : entry.citations)
      entry.law = entry.law || forces[citation] == "law";
    for (const JsonObject* fact : objects(event, "may_matter"))
      entry.may_matter.push_back(text(*fact, "path"));
    entry.kind = status == "unknown" ? ClockEntry::Kind::unknown : ClockEntry::Kind::due;
    add_days(entry, event, "due");
    if (status == "unknown" || status == "overdue")
      return;
    if (status == "held") {
      entry.kind = ClockEntry::Kind::hold_ends;
      add_days(entry, event, "not_before");
    }
    entry.kind = ClockEntry::Kind::promptly;
    if (!texts(event, "prompt_by").empty())
      add_days(entry, event, "prompt_by");
  }

  void add_days(ClockEntry entry, const JsonObject& event, const std::string& name) {
    const std::vector<std::string> dates = texts(event, name);
    entry.date_or = text(event, name + "_or");
    if (dates.empty())
      out.entries.push_back(entry);
    for (const std::string& date : dates) {
      const auto day = day_of(date);
      if (!day)
        continue;
      entry.date = date;
      entry.days = *day - today;
      const bool beyond = horizon && entry.days > *horizon;
      // A day by which it would have been prompt has passed for good: the event says so itself.
      const bool gone = entry.kind == ClockEntry::Kind::promptly && entry.days < 0;
      if (!beyond && !gone)
        out.entries.push_back(entry);
    }
  }
};

std::string counted(int64_t days) {
  return fmt::format("{} day{}", days, days == 1 ? "" : "s");
}

struct Text {
  const Clock& clock;
  const JsonObject& report;
  const Style& style;
  std::string out;

  void line(const std::string& text) { out += text + "\n"; }

  std::string when(const ClockEntry& entry) const {
    if (entry.date.empty())
      return "no day is known";
    if (entry.days < 0)
      return entry.kind == ClockEntry::Kind::unknown ? counted(-entry.days) + " ago"
                                                     : counted(-entry.days) + " over";
    return entry.days == 0 ? "today" : "in " + counted(entry.days);
  }

  std::string what(const ClockEntry& entry) const {
    switch (entry.kind) {
    case ClockEntry::Kind::promptly:
      return "promptly until then (practice)";
    case ClockEntry::Kind::hold_ends:
      return "held until then";
    case ClockEntry::Kind::unknown:
      return "due, if it is";
    case ClockEntry::Kind::due:
      break;
    }
    return entry.days < 0 ? "overdue" : "due";
  }

  void entry(const ClockEntry& entry) {
    const std::string pad = fmt::format("{:<15} {:<10}", when(entry), entry.date);
    const bool bad = entry.kind == ClockEntry::Kind::due && entry.days < 0;
    std::string head = bad                                       ? style.bad(pad)
                       : entry.kind == ClockEntry::Kind::unknown ? style.unknown(pad)
                                                                 : pad;
    std::vector<std::string> cites;
    for (const std::string& citation : entry.citations)
      cites.push_back(short_citation(citation));
    line(fmt::format("  {}  {} {}[\"{}\"]  {}", head, what(entry), style.bold(entry.duty),
                     entry.key, style.dim(fmt::to_string(fmt::join(cites, ", ")))));
    if (!entry.title.empty())
      line("      " + entry.title);
    if (!entry.date_or.empty())
      line(style.unknown(entry.date_or == "unknown"
                             ? "      or on another day: facts are missing"
                             : fmt::format("      or {}: facts are missing", entry.date_or)));
    for (const std::string& detail : entry.details)
      if (entry.kind != ClockEntry::Kind::promptly)
        line(style.unknown(
            detail == "presumed"
                ? "      presumed, as the rule itself does until the contrary is shown"
            : detail == "not_prompt"   ? "      not prompt any more: explain the delay in writing"
            : detail == "before_event" ? "      said to be done before it arose: correct the facts"
                                       : "      a date of it lies after the day of this calendar"));
    if (!entry.may_matter.empty())
      line(fmt::format("      what could change this: {}", fmt::join(entry.may_matter, ", ")));
  }

  std::string run() {
    const std::string organization = text(report, "organization");
    line(fmt::format(
        "{} · what is due as of {}",
        style.bold(organization.empty() ? "An organization without a name" : organization),
        text(report, "as_of")));
    out += "\n";
    size_t over = 0, open = 0;
    for (const ClockEntry& each : clock.entries) {
      entry(each);
      over += each.kind == ClockEntry::Kind::due && each.days < 0;
      open += each.kind == ClockEntry::Kind::unknown;
    }
    if (clock.entries.empty())
      line(objects(report, "duties").empty() ? "  The bundle has no duties." : "  Nothing is due.");
    out += "\n";
    for (const std::string& table : clock.open_tables)
      line(style.unknown(fmt::format(
          "{} is not declared complete: events that nobody stated are not here.", table)));
    line(fmt::format("{} overdue · {} unknown · {} done", over, open, clock.done));
    line(text(report, "disclaimer"));
    return std::move(out);
  }
};

const char* name_of(ClockEntry::Kind kind) {
  constexpr const char* names[] = {"due", "promptly", "hold_ends", "unknown"};
  return names[static_cast<size_t>(kind)];
}

} // namespace

Clock clock_of(const JsonObject& report, std::optional<int64_t> horizon) {
  return Builder{report, horizon, {}, 0, {}}.run();
}

std::string clock_text(const Clock& clock, const JsonObject& report, const Style& style) {
  return Text{clock, report, style, {}}.run();
}

std::string clock_json(const Clock& clock, const JsonObject& report,
                       std::optional<int64_t> horizon) {
  llvm::json::Array entries;
  for (const ClockEntry& entry : clock.entries) {
    llvm::json::Object one{{"kind", name_of(entry.kind)},
                           {"status", entry.status},
                           {"duty", entry.duty},
                           {"title", entry.title},
                           {"table", entry.table},
                           {"key", entry.key},
                           {"citations", llvm::json::Array(entry.citations)},
                           {"law", entry.law},
                           {"details", llvm::json::Array(entry.details)},
                           {"may_matter", llvm::json::Array(entry.may_matter)}};
    if (!entry.date.empty()) {
      one["date"] = entry.date;
      one["days"] = entry.days;
    }
    if (!entry.date_or.empty())
      one["date_or"] = entry.date_or;
    entries.push_back(std::move(one));
  }
  llvm::json::Object document{{"schema_version", 1},
                              {"as_of", text(report, "as_of")},
                              {"organization", text(report, "organization")},
                              {"entries", std::move(entries)},
                              {"open_tables", llvm::json::Array(clock.open_tables)},
                              {"done", static_cast<int64_t>(clock.done)},
                              {"disclaimer", text(report, "disclaimer")}};
  document["within_days"] = horizon ? llvm::json::Value(*horizon) : llvm::json::Value(nullptr);
  return llvm::formatv("{0:2}\n", llvm::json::Value(std::move(document))).str();
}

} // namespace ward::tool
