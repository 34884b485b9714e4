// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"
#include "report/judge_duties.h"
#include "report/names.h"
#include "report/value_text.h"
#include "report/write.h"

namespace ward::rt {
namespace {

bool is_day(int64_t day) {
  return day >= first_day && day <= last_day;
}

} // namespace

/// `name`: the days it may be, and in `name_or` which others, where facts are missing.
void ReportWriter::days(const char* name, const char* name_or, const Days& days) {
  json.key(name).begin_array();
  for (uint32_t i = 0; i < days.count; ++i) {
    if (!is_day(days.items[i]))
      continue;
    reset();
    write_date(days.items[i], text);
    json.string(Bytes{text.data(), static_cast<uint32_t>(text.size())});
  }
  json.end_array();
  if (days.earlier || days.later)
    json.member(name_or, days.earlier && days.later ? "unknown" : days.later ? "later" : "earlier");
  else if (days.may_be_none && days.count > 0)
    json.member(name_or, "none");
}

/// A count of days from each day of a date to another day, never below zero.
void ReportWriter::distances(const char* name, const Days& from, int64_t to) {
  json.key(name).begin_array();
  for (uint32_t i = 0; i < from.count; ++i)
    json.number(
        static_cast<uint64_t>(from.items[i] < to ? to - from.items[i] : from.items[i] - to));
  json.end_array();
}

void ReportWriter::violation(const bundle::Duty& duty, const EventReader& reader,
                             const EventFacts& facts, EventStatus status) {
  const bool early = status == EventStatus::early;
  if (!facts.done.is_one() || (!early && facts.due.count == 0))
    return;
  json.key("violation").begin_object();
  const int64_t first = early ? facts.done.items[0] : facts.due.items[0] + 1;
  date("from", static_cast<int32_t>(first));
  date("until", static_cast<int32_t>(facts.done.items[0]));
  json.key("counts").begin_array();
  uint32_t said = UINT32_MAX;
  for (const bundle::Cite* cite : *duty.cites()) {
    const uint32_t index = root().provisions()->Get(cite->provision())->authority();
    if (index == said || reader.truth(cite->under()) != Truth::yes)
      continue;
    said = index; // provisions of one authority stand together
    const bundle::Authority& authority = *root().authorities()->Get(index);
    json.begin_object();
    json.member("authority", string(authority.name()));
    period("lookback", *authority.lookback());
    json.optional_member("source", string(authority.lookback_source()));
    json.member("within", is_within(authority, facts.done.items[0], report.facts.as_of));
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

/// What the rule presumes of the event until the contrary is shown, and what the facts say of each.
void ReportWriter::presumptions(const EventReader& reader, const Presumptions& all, uint32_t table,
                                uint32_t row) {
  json.key("presumptions").begin_array();
  for (uint32_t i = 0; i < all.count; ++i) {
    const Truth truth = stated(reader, report.bundle, all.items[i]);
    json.begin_object();
    json.member("shown", truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown");
    Arena scratch(report.arena.allocator());
    lines.write("facts", atoms_of(report.evaluation, all.items[i], table, row, scratch));
    failed = failed || scratch.failed();
    json.end_object();
  }
  json.end_array();
}

void ReportWriter::event(uint32_t index, uint32_t row, const Presumptions& presumed) {
  const bundle::Duty& duty = *root().duties()->Get(index);
  const EventLine& line = report.judgement.duties[index].events[row];
  EventReader reader(report.evaluation, index);
  reader.select(row);
  const EventFacts facts = read_event(reader, duty);
  json.begin_object();
  json.member("key",
              text_of(report.bundle, report.facts, report.facts.tables[duty.table()].keys[row]));
  json.member("status", name_of(line.status));
  json.key("details").begin_array();
  if (line.presumed)
    json.string("presumed");
  if (line.not_prompt == Truth::yes)
    json.string("not_prompt");
  if (line.ahead)
    json.string("not_yet");
  if (line.before)
    json.string("before_event");
  json.end_array();
  if (line.status != EventStatus::not_triggered) {
    json.key("under").begin_array();
    uint32_t last = UINT32_MAX;
    for (const bundle::Cite* cite : *duty.cites()) {
      const uint32_t name = root().provisions()->Get(cite->provision())->citation();
      if (name != last && reader.truth(cite->under()) == Truth::yes)
        json.string(string(name));
      if (reader.truth(cite->under()) == Truth::yes)
        last = name;
    }
    json.end_array();
    days("arises", "arises_or", facts.arises);
    days("due", "due_or", facts.due);
    if (line.status == EventStatus::pending || line.status == EventStatus::held)
      distances("days_left", facts.due, report.facts.as_of);
    if (line.status == EventStatus::overdue)
      distances("days_over", facts.due, report.facts.as_of);
    if (line.status == EventStatus::late && facts.done.is_one())
      distances("days_late", facts.due, facts.done.items[0]);
    if (line.status == EventStatus::early && facts.done.is_one())
      distances("days_early", facts.not_before, facts.done.items[0]);
    days("done", "done_or", facts.done);
    if (duty.not_before_on()->size() > 0)
      days("not_before", "not_before_or", facts.not_before);
    if (duty.prompt_on()->size() > 0)
      days("prompt_by", "prompt_by_or", facts.prompt);
    if (line.status == EventStatus::late || line.status == EventStatus::early)
      violation(duty, reader, facts, line.status);
  }
  if (!report.options.judge.without_reasons) {
    if (presumed.count > 0)
      presumptions(reader, presumed, duty.table(), row);
    if (line.status != EventStatus::unknown)
      lines.write("reason", line.explanation.reason);
    if (line.status == EventStatus::unknown || line.presumed)
      lines.write("may_matter", line.explanation.may_matter);
  }
  json.end_object();
}

void ReportWriter::duties() {
  json.key("duties").begin_array();
  for (uint32_t i = 0; i < root().duties()->size(); ++i) {
    const bundle::Duty& duty = *root().duties()->Get(i);
    const DutyLine& line = report.judgement.duties[i];
    json.begin_object();
    json.member("path", string(duty.path()));
    json.optional_member("title", string(duty.title()));
    json.optional_member("doc", string(duty.doc()));
    json.member("table", string(root().tables()->Get(duty.table())->path()));
    json.member("complete", line.complete);
    json.key("cites").begin_array();
    for (const bundle::Cite* cite : *duty.cites()) {
      const bundle::Provision& provision = *root().provisions()->Get(cite->provision());
      const bundle::Authority& authority = *root().authorities()->Get(provision.authority());
      json.begin_object();
      json.member("citation", string(provision.citation()));
      json.member("element", string(provision.elements()->Get(cite->element())->name()));
      json.member("authority", string(authority.name()));
      json.member("force", name_of(authority.force()));
      date("in_force_from", provision.from_day());
      json.end_object();
    }
    json.end_array();
    period("promptly", *duty.promptly());
    Arena scratch(report.arena.allocator());
    const Presumptions presumed = presumptions_of(report.bundle, i, scratch);
    failed = failed || scratch.failed();
    json.key("events").begin_array();
    for (uint32_t row = 0; row < line.count; ++row)
      event(i, row, presumed);
    json.end_array();
    origin(*duty.origin());
    json.end_object();
  }
  json.end_array();
}

} // namespace ward::rt
