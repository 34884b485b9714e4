// SPDX-License-Identifier: Apache-2.0
#include "report/scores.h"
#include "report/value_text.h"
#include "report/write.h"

#include <algorithm>

namespace ward::rt {
namespace {

const char* name_of(Unscored why) {
  static constexpr const char* names[] = {
      "scored",     "unknown",   "not_scored",   "above",         "not_in_place",
      "incubating", "no_reason", "not_accepted", "not_inherited", "out_of_range"};
  return names[static_cast<uint32_t>(why)];
}

const char* name_of(CertificateStatus status) {
  static constexpr const char* names[] = {"unknown", "held",           "ahead",
                                          "expired", "interim_missed", "out_of_scope"};
  return names[static_cast<uint32_t>(status)];
}

} // namespace

void ReportWriter::share(const char* name, int64_t millionths) {
  reset();
  write_percent(millionths, text);
  json.member(name, Bytes{text.data(), static_cast<uint32_t>(text.size())});
}

void ReportWriter::unit_score(const bundle::Assessment& assessment, const UnitScore& unit) {
  json.member("status", name_of(unit.status));
  json.member("scored", unit.scored + unit.incubating);
  json.member("open", unit.open);
  json.member("incubating", unit.incubating);
  json.member("not_applicable", unit.not_applicable);
  json.member("undecided", unit.undecided);
  const Int128 count = Int128{unit.scored} + unit.incubating;
  if (count == 0)
    return;
  share("average", rounded_score(unit.sum, count, false));
  const Int128 gap =
      static_cast<Int128>(assessment.threshold()) * 1'000'000'000'000 * count - unit.sum;
  if (gap > 0)
    share("short_by", rounded_score(gap, count, true));
  if (unit.status == ScoreStatus::not_yet)
    date("ready", unit.ready);
}

/// Those that keep a unit from its threshold: without a score, or with one below it.
void ReportWriter::statement(const bundle::Assessment& assessment, uint32_t index,
                             const StatementScore& one) {
  const Int128 threshold = static_cast<Int128>(assessment.threshold()) * 1'000'000'000'000;
  const bool scored = one.why == Unscored::scored && !one.undecided;
  if (scored && one.high >= threshold && !one.partly)
    return;
  const BoundTable& table = report.facts.tables[assessment.table() - 1];
  json.begin_object();
  json.member("key", text_of(report.bundle, report.facts, table.keys[one.row]));
  if (one.unit != UINT32_MAX)
    json.member("unit",
                string(root().enums()->Get(assessment.group_enum())->members()->Get(one.unit)));
  // A statement alone says what its facts are.
  const bool open = !report.options.redact;
  if (open && (scored || one.why == Unscored::incubating))
    share("score", rounded_score(one.high, 1, false));
  if (one.why != Unscored::scored)
    json.member("why", name_of(one.why));
  else if (one.undecided)
    json.member("why", "unknown");
  if (one.why != Unscored::scored && one.level != UINT32_MAX)
    json.member("level", string(assessment.levels()->Get(one.level)->name()));
  if (one.why == Unscored::incubating)
    date("ready", one.day);
  if (one.partly)
    json.member("partly_inherited", true);
  if (open && one.inherited && assessment.inherited_from() != no_node) {
    report.evaluation.select_statement(index, one.row);
    const Value& from = report.evaluation.value(assessment.inherited_from());
    if (from.exact())
      json.member("inherited_from", text_of(report.bundle, report.facts,
                                            static_cast<TextId>(static_cast<int64_t>(from.low))));
  }
  json.end_object();
}

void ReportWriter::scores(const bundle::Assessment& assessment, uint32_t index) {
  Arena scratch(report.arena.allocator());
  Scores found;
  if (score(report.evaluation, index, scratch, &found) != WARD_OK) {
    failed = true;
    return;
  }
  json.member("table", string(root().tables()->Get(assessment.table() - 1)->path()));
  json.member("status", name_of(found.status));
  json.member("complete", found.complete);
  json.member("in_scope", found.in_scope);
  if (assessment.count() != 0)
    json.key("expected").number(assessment.count());
  json.member("count_differs", found.count_differs);
  json.member("not_applicable", found.not_applicable);
  json.member("undecided", found.undecided);
  if (found.status == ScoreStatus::not_yet)
    date("ready", found.ready);
  json.key("units").begin_array();
  const auto& members = *root().enums()->Get(assessment.group_enum())->members();
  for (uint32_t i = 0; i < found.unit_count; ++i) {
    json.begin_object();
    json.member("name", string(members.Get(i)));
    unit_score(assessment, found.units[i]);
    json.end_object();
  }
  json.end_array();
  json.key("statements").begin_array();
  for (uint32_t i = 0; i < found.statement_count; ++i)
    statement(assessment, index, found.statements[i]);
  json.end_array();
}

void ReportWriter::certificates(const bundle::Assessment& assessment, uint32_t index) {
  Arena scratch(report.arena.allocator());
  Certificates found;
  if (read_certificates(report.evaluation, index, scratch, &found) != WARD_OK) {
    failed = true;
    return;
  }
  const BoundTable& table = report.facts.tables[assessment.held_table() - 1];
  json.key("certificates").begin_array();
  for (uint32_t i = 0; i < found.count; ++i) {
    const Certificate& one = found.items[i];
    json.begin_object();
    json.member("key", text_of(report.bundle, report.facts, table.keys[one.row]));
    json.member("status", name_of(one.status));
    json.member("corroborates", one.status == CertificateStatus::held);
    date("issued", one.issued);
    date("last_day", one.last);
    date("interim_from", one.interim_from);
    date("interim_by", one.interim_by);
    json.end_object();
  }
  json.end_array();
}

void ReportWriter::assessments() {
  if (report.bundle.assessment_count() == 0)
    return;
  json.key("assessments").begin_array();
  for (uint32_t i = 0; i < report.bundle.assessment_count(); ++i) {
    const bundle::Assessment& assessment = *root().assessments()->Get(i);
    json.begin_object();
    json.member("path", string(assessment.path()));
    json.member("title", string(assessment.title()));
    json.member("words", "own scores, no certification");
    share("threshold", assessment.threshold());
    json.member("unit", string(assessment.unit()));
    date("effective", assessment.effective());
    strings("sources", *assessment.sources());
    strings("unverified", *assessment.unverified());
    if (assessment.table() != 0)
      scores(assessment, i);
    if (assessment.held_table() != 0)
      certificates(assessment, i);
    origin(*assessment.origin());
    json.end_object();
  }
  json.end_array();
}

} // namespace ward::rt
