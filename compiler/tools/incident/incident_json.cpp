// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/incident.h"

#include <llvm/Support/FormatVariadic.h>

namespace ward::incident {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using tool::JsonObject;
using tool::text;

Object of(const Answer& answer) {
  Object out{{"path", answer.path}, {"answered", answer.answered}};
  const std::pair<const char*, const std::string&> parts[] = {
      {"question", answer.prompt}, {"value", answer.value}, {"source", answer.source},
      {"as_of", answer.as_of},     {"proof", answer.proof}, {"at", answer.place}};
  for (const auto& [name, value] : parts)
    if (!value.empty())
      out[name] = value;
  return out;
}

Object of(const Part& part) {
  Object out{{"citation", part.citation},
             {"title", part.title},
             {"modality", part.modality},
             {"says", part.says}};
  if (part.line == nullptr)
    return out;
  for (const char* name : {"verdict", "details", "elements", "reason", "may_matter"})
    if (const llvm::json::Value* value = part.line->get(name))
      out[name] = *value;
  return out;
}

Object of(const Missing& missing) {
  Object out{{"what", missing.what}};
  if (!missing.prompt.empty())
    out["question"] = missing.prompt;
  if (!missing.needed_for.empty())
    out["needed_for"] = Array(missing.needed_for);
  return out;
}

Object of(const Notice& notice) {
  Object out = *notice.event;
  out["duty"] = text(*notice.duty, "path");
  out["title"] = text(*notice.duty, "title");
  out["row"] = notice.row.path();
  if (const llvm::json::Value* cites = notice.duty->get("cites"))
    out["cites"] = *cites;
  return out;
}

Array citations(const std::vector<const Part*>& parts) {
  Array out;
  for (const Part* part : parts)
    out.push_back(part->citation);
  return out;
}

template <typename List> Array all(const List& list) {
  Array out;
  for (const auto& one : list)
    out.push_back(of(one));
  return out;
}

} // namespace

std::string incident_json(const tool::View& view, const Stated& stated, const Incident& incident) {
  Object out{{"schema_version", 1}, {"incident", incident.name.path()}};
  for (const char* member : {"as_of", "organization", "bundle", "profile", "disclaimer"})
    if (const llvm::json::Value* value = view.report.get(member))
      out[member] = *value;
  out["settled"] = incident.settled;
  out["stands"] = Array(incident.stands);
  Array presumptions;
  for (const Presumption& one : incident.presumptions) {
    Array facts;
    for (const JsonObject* fact : one.facts)
      facts.push_back(JsonObject(*fact));
    presumptions.push_back(Object{
        {"shown", one.shown}, {"facts", std::move(facts)}, {"provisions", citations(one.parts)}});
  }
  out["presumptions"] = std::move(presumptions);
  out["discovery"] = Object{{"day_0", Array(incident.arose)},
                            {"answers", all(incident.discovery)},
                            {"provisions", citations(incident.discovery_is)}};
  out["notices"] = all(incident.notices);
  out["provisions"] = all(incident.parts);
  out["missing"] = all(incident.missing);
  out["not_shown"] = all(incident.not_shown);
  Array rows;
  for (const RowName& row : incident.rows)
    rows.push_back(Object{{"row", row.path()}, {"answers", all(stated.answers(row))}});
  out["stated"] = std::move(rows);
  return llvm::formatv("{0:2}\n", llvm::json::Value(std::move(out))).str();
}

} // namespace ward::incident
