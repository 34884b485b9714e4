// SPDX-License-Identifier: Apache-2.0
#include "report/names.h"
#include "report/write.h"

namespace ward::rt {

void ReportWriter::element(const bundle::Provision& provision, const bundle::Element& element,
                           const ElementLine& line) {
  json.begin_object();
  json.member("name", string(element.name()));
  json.optional_member("phrase", string(element.phrase()));
  json.member("basis", name_of(element.basis()));
  json.member("decided", element.decided());
  json.member("verdict", ward_verdict_name(line.verdict));
  if (line.ground != Ground::none)
    json.member("ground", name_of(line.ground));
  // As judged here: a law reads supplied facts as unknown (R2.5).
  const bool law = root().authorities()->Get(provision.authority())->force() == bundle::Force::law;
  json.key("controls").begin_array();
  for (uint32_t control : *element.controls()) {
    const ControlLine& one = report.judgement.controls[control];
    json.begin_object();
    json.member("path", control_path(control));
    json.member("verdict", ward_verdict_name(law ? one.for_law : one.line.verdict));
    json.member("line", ward_verdict_name(one.line.verdict));
    json.end_object();
  }
  json.end_array();
  origin(*element.origin());
  json.end_object();
}

void ReportWriter::needs(const bundle::Provision& provision) {
  json.key("needs").begin_array();
  for (const bundle::Need* need : *provision.needs()) {
    json.begin_object();
    json.key("any_of").begin_array();
    for (uint32_t one : *need->any_of()) {
      const ProvisionLine& line = report.judgement.provisions[one];
      if (line.why != WhyNot::judged)
        continue;
      json.begin_object();
      json.member("citation", citation(one));
      json.member("verdict", ward_verdict_name(line.line.verdict));
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void ReportWriter::provision(uint32_t index) {
  const bundle::Provision& provision = *root().provisions()->Get(index);
  const ProvisionLine& line = report.judgement.provisions[index];
  json.begin_object();
  json.member("citation", string(provision.citation()));
  json.member("authority", string(root().authorities()->Get(provision.authority())->name()));
  json.member("title", string(provision.title()));
  json.optional_member("says", string(provision.says()));
  json.member("designation", name_of(provision.designation()));
  json.member("modality", name_of(provision.modality()));
  date("in_force_from", provision.from_day());
  date("in_force_until", provision.until_day());
  json.optional_member("due", string(provision.due_text()));
  if (provision.parent() != 0)
    json.member("parent", citation(provision.parent() - 1));
  json.member("verdict", ward_verdict_name(line.line.verdict));
  if (provision.modality() == bundle::Modality::prohibition && line.line.verdict == WARD_MET)
    json.member("words", "no known violation");
  details(line.line.details);

  json.key("elements").begin_array();
  for (uint32_t i = 0; i < provision.elements()->size(); ++i)
    element(provision, *provision.elements()->Get(i),
            report.judgement.elements[line.first_element + i]);
  json.end_array();
  json.key("children").begin_array();
  for (uint32_t child : *provision.children()) {
    const ProvisionLine& one = report.judgement.provisions[child];
    if (one.why != WhyNot::judged)
      continue;
    json.begin_object();
    json.member("citation", citation(child));
    json.member("verdict", ward_verdict_name(one.line.verdict));
    json.end_object();
  }
  json.end_array();

  if (provision.needs() != nullptr && provision.needs()->size() > 0)
    needs(provision);

  verdict_reasons(line.line);
  if (line.decision_count > 0) {
    const BoundTable& table = report.facts.tables[root().addressable()];
    json.key("decisions").begin_array();
    for (uint32_t i = 0; i < line.decision_count; ++i) {
      json.begin_object();
      const TextId key = table.keys[line.decisions[i].row];
      const uint32_t own = report.bundle.string_count();
      json.member("id", key < own ? string(key) : report.facts.texts[key - own]);
      json.member("kind", line.decisions[i].alternative ? "alternative" : "none_reasonable");
      json.end_object();
    }
    json.end_array();
  }
  if (line.corroborated_by.count > 0)
    lines.write("corroborated_by", line.corroborated_by);
  if (provision.contributors()->size() > 0) {
    json.key("contributors").begin_array();
    for (uint32_t control : *provision.contributors()) {
      json.begin_object();
      json.member("path", control_path(control));
      json.member("line", ward_verdict_name(report.judgement.controls[control].line.verdict));
      json.end_object();
    }
    json.end_array();
  }
  strings("sources", *provision.sources());
  origin(*provision.origin());
  json.end_object();
}

void ReportWriter::provisions() {
  json.key("provisions").begin_array();
  for (uint32_t i = 0; i < root().provisions()->size(); ++i)
    if (report.judgement.provisions[i].why == WhyNot::judged)
      provision(i);
  json.end_array();
}

void ReportWriter::not_judged() {
  json.key("not_judged").begin_object();
  json.key("provisions").begin_array();
  for (uint32_t i = 0; i < root().provisions()->size(); ++i) {
    const bundle::Provision& provision = *root().provisions()->Get(i);
    const ProvisionLine& line = report.judgement.provisions[i];
    if (line.why == WhyNot::judged)
      continue;
    json.begin_object();
    json.member("citation", string(provision.citation()));
    json.member("authority", string(root().authorities()->Get(provision.authority())->name()));
    json.member("title", string(provision.title()));
    json.member("modality", name_of(provision.modality()));
    json.member("why", name_of(line.why));
    date("in_force_from", provision.from_day());
    date("in_force_until", provision.until_day());
    if (line.why == WhyNot::upcoming)
      json.member("due", string(provision.due_text()));
    if (line.why == WhyNot::vacated) {
      json.member("vacated_by", string(provision.vacated_by()));
      date("vacated_on", provision.vacated_day());
    }
    if (line.why == WhyNot::not_assumed)
      json.member("proposal", string(root().proposals()->Get(provision.proposal() - 1)->name()));
    if (line.why == WhyNot::replaced)
      json.member("proposal", string(root().proposals()->Get(line.replaced_by)->name()));
    json.end_object();
  }
  json.end_array();

  // Bodies of rules that stand beside an authority: once, and not where their library is loaded.
  const auto& authorities = *root().authorities();
  json.key("bodies").begin_array();
  for (uint32_t i = 0; i < authorities.size(); ++i)
    for (uint32_t k = 0; k < authorities.Get(i)->unjudged()->size(); ++k) {
      const uint32_t body = authorities.Get(i)->unjudged()->Get(k);
      bool said = false;
      for (uint32_t j = 0; j < authorities.size() && !said; ++j) {
        said = authorities.Get(j)->title() == body;
        if (j > i)
          continue;
        const uint32_t end = j == i ? k : authorities.Get(j)->unjudged()->size();
        for (uint32_t before = 0; before < end && !said; ++before)
          said = authorities.Get(j)->unjudged()->Get(before) == body;
      }
      if (!said)
        json.string(string(body));
    }
  json.end_array();
  json.end_object();
}

} // namespace ward::rt
