// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"
#include "core/list.h"
#include "report/scores.h"

#include <algorithm>

namespace ward::rt {
namespace {

struct Reader {
  Evaluation& evaluation;
  const bundle::Assessment& assessment;
  uint32_t index;
  const BoundFacts& facts = evaluation.facts();

  /// A date that is known; what may be missing is looked at by the caller.
  bool known(uint32_t node, int64_t* out) const {
    if (node == no_node)
      return false;
    const Value& value = evaluation.value(node);
    if (!value.exact() || value.low < first_day || value.low > last_day)
      return false;
    *out = static_cast<int64_t>(value.low);
    return true;
  }
  bool is_none(uint32_t node) const {
    return node == no_node || evaluation.value(node).state == State::none;
  }
  static int32_t day(int64_t value) {
    return static_cast<int32_t>(std::clamp<int64_t>(value, int64_t{first_day}, int64_t{last_day}));
  }

  /// What the interim assessment does to it: `held`, `interim_missed`, or `unknown` (R9.38).
  CertificateStatus interim(int64_t issued, Certificate* out) const {
    if (assessment.interim_after()->amount() == 0)
      return CertificateStatus::held;
    const int64_t by = moved(issued, *assessment.interim_after());
    const int64_t from = moved(by, *assessment.interim_window(), -1);
    int64_t done = 0;
    const bool stated = known(assessment.held_done(), &done);
    if (stated && done >= from && done <= by && done <= facts.as_of)
      return CertificateStatus::held;
    out->interim_from = day(from);
    out->interim_by = day(by);
    if (facts.as_of <= by)
      return CertificateStatus::held;
    return stated || (assessment.held_done() != no_node && is_none(assessment.held_done()))
               ? CertificateStatus::interim_missed
               : CertificateStatus::unknown;
  }

  /// False: no certificate of this assessment.
  bool read(uint32_t row, Certificate* out) const {
    evaluation.select_certificate(index, row);
    out->row = row;
    const Truth where =
        assessment.held_where() == no_node ? Truth::yes : evaluation.truth(assessment.held_where());
    int64_t issued = 0;
    if (where != Truth::yes || !known(assessment.held_issued(), &issued))
      return where != Truth::no;
    out->issued = day(issued);
    if (issued > facts.as_of) {
      out->status = CertificateStatus::ahead;
      return true;
    }
    int64_t last = moved(issued, *assessment.valid()) - 1;
    int64_t until = 0;
    const bool limited = known(assessment.held_until(), &until);
    if (limited)
      last = std::min(last, until);
    out->last = day(last);
    if (facts.as_of > last) {
      out->status = CertificateStatus::expired;
      return true;
    }
    const CertificateStatus checked = interim(issued, out);
    const Truth when =
        assessment.held_when() == no_node ? Truth::yes : evaluation.truth(assessment.held_when());
    if (checked == CertificateStatus::interim_missed)
      out->status = checked;
    else if (when == Truth::no)
      out->status = CertificateStatus::out_of_scope;
    else if (when == Truth::yes && (limited || is_none(assessment.held_until())))
      out->status = checked;
    return true;
  }
};

} // namespace

ward_status read_certificates(Evaluation& evaluation, uint32_t assessment, Arena& arena,
                              Certificates* out) {
  *out = {};
  const bundle::Assessment& of = *evaluation.bundle().root().assessments()->Get(assessment);
  if (of.held_table() == 0)
    return WARD_OK;
  const Reader reader{evaluation, of, assessment};
  List<Certificate> found;
  for (uint32_t row = 0; row < reader.facts.tables[of.held_table() - 1].rows; ++row) {
    Certificate one;
    if (reader.read(row, &one))
      found.push(arena, one);
  }
  if (arena.failed())
    return WARD_ERR_OUT_OF_MEMORY;
  out->items = found.begin();
  out->count = found.size();
  return WARD_OK;
}

} // namespace ward::rt
