// SPDX-License-Identifier: Apache-2.0
#include "report/names.h"
#include "report/write.h"

namespace ward::rt {

void ReportWriter::control(uint32_t index) {
  const bundle::Control& control = *root().controls()->Get(index);
  const ControlLine& line = report.judgement.controls[index];
  json.begin_object();
  json.member("path", string(control.path()));
  json.member("title", string(control.title()));
  json.optional_member("doc", string(control.doc()));
  json.optional_member("pillar", string(control.pillar()));
  json.optional_member("owner", string(control.owner()));
  json.optional_member("effort", string(control.effort()));
  json.optional_member("cost", string(control.cost()));
  json.member("verdict", ward_verdict_name(line.line.verdict));
  json.member("for_law", ward_verdict_name(line.for_law));
  details(line.line.details);
  verdict_reasons(line.line);
  // One citation once, though several of its versions are covered.
  json.key("covers").begin_array();
  for (uint32_t i = 0; i < control.covers()->size(); ++i) {
    const uint32_t covered = control.covers()->Get(i);
    bool said = false;
    for (uint32_t k = 0; k < i && !said; ++k)
      said = root().provisions()->Get(control.covers()->Get(k))->citation() ==
             root().provisions()->Get(covered)->citation();
    if (!said)
      json.string(citation(covered));
  }
  json.end_array();
  strings("aligns", *control.aligns());
  json.key("evidence").begin_array();
  for (const bundle::Evidence* evidence : *control.evidence()) {
    json.begin_object();
    json.member("name", string(evidence->name()));
    json.member("title", string(evidence->title()));
    period("fresh", *evidence->fresh());
    json.end_object();
  }
  json.end_array();
  origin(*control.origin());
  json.end_object();
}

void ReportWriter::controls() {
  json.key("controls").begin_array();
  for (uint32_t i = 0; i < root().controls()->size(); ++i)
    control(i);
  json.end_array();
}

void ReportWriter::exceptions() {
  json.key("exceptions").begin_array();
  for (uint32_t i = 0; i < root().exceptions()->size(); ++i) {
    const bundle::Exception& exception = *root().exceptions()->Get(i);
    const ExceptionLine& line = report.judgement.exceptions[i];
    json.begin_object();
    json.member("name", string(exception.name()));
    json.member("control", control_path(exception.control()));
    json.member("because", string(exception.because()));
    json.member("approved_by", string(exception.approved_by()));
    date("on", exception.on_day());
    date("expires", exception.expires_day());
    if (exception.compensated_by() != 0) {
      const uint32_t other = exception.compensated_by() - 1;
      json.key("compensated_by").begin_object();
      json.member("path", control_path(other));
      json.member("line", ward_verdict_name(report.judgement.controls[other].line.verdict));
      json.end_object();
    }
    json.member("state", name_of(line.state));
    json.member("applies", line.applies);
    json.key("rows").begin_array();
    for (const bundle::ExceptionRow* row : *exception.rows()) {
      json.begin_object();
      json.member("table", string(root().tables()->Get(row->table())->path()));
      json.member("key", string(row->key()));
      json.end_object();
    }
    json.end_array();
    origin(*exception.origin());
    json.end_object();
  }
  json.end_array();
}

} // namespace ward::rt
