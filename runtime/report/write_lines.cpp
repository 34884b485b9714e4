// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"
#include "report/names.h"
#include "report/value_text.h"
#include "report/write.h"

namespace ward::rt {

void ReportWriter::reset() {
  failed = failed || text.failed();
  text.clear();
}

void ReportWriter::date(const char* name, int32_t day) {
  if (day < first_day || day > last_day)
    return;
  reset();
  write_date(day, text);
  json.member(name, Bytes{text.data(), static_cast<uint32_t>(text.size())});
}

void ReportWriter::period(const char* name, const bundle::Period& given) {
  reset();
  write_period(given, text);
  json.optional_member(name, Bytes{text.data(), static_cast<uint32_t>(text.size())});
}

void ReportWriter::origin(const bundle::Origin& place) {
  if (place.line() == 0)
    return;
  json.key("origin").begin_object();
  json.member("file", string(root().files()->Get(place.file())));
  json.member("line", place.line());
  json.member("column", place.column());
  json.end_object();
}

void ReportWriter::details(uint32_t bits) {
  json.key("details").begin_array();
  for (uint32_t i = 0; i < detail_count; ++i)
    if ((bits >> i & 1) != 0)
      json.string(name_of(static_cast<Detail>(i)));
  json.end_array();
}

void ReportWriter::strings(const char* name, const flatbuffers::Vector<uint32_t>& items) {
  json.key(name).begin_array();
  for (uint32_t item : items)
    json.string(string(item));
  json.end_array();
}

void ReportWriter::verdict_reasons(const Line& line) {
  if (report.options.judge.without_reasons)
    return;
  const Explanation& explanation = line.explanation;
  if (line.has_proof)
    json.member("proof", name_of(line.weakest));
  if (line.verdict != WARD_UNKNOWN) {
    lines.write("reason", explanation.reason);
    return;
  }
  // An empty set beside "can be" says that it could be settled so without learning a fact.
  if (explanation.can_be_met)
    lines.write("to_met", explanation.to_met);
  if (explanation.can_be_not_met)
    lines.write("to_not_met", explanation.to_not_met);
  lines.write("may_matter", explanation.may_matter);
  constexpr auto cause = [](Cause one) { return 1u << static_cast<uint32_t>(one); };
  lines.write_causes("missing", explanation.may_matter, cause(Cause::absent));
  lines.write_causes("stale", explanation.may_matter,
                     cause(Cause::stale) | cause(Cause::undated) | cause(Cause::not_yet));
}

} // namespace ward::rt
