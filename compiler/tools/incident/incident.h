// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/incident/stated.h"
#include "tools/report/view.h"

#include <set>
#include <string>
#include <vector>

namespace ward::incident {

/// One version of a provision that turns on the incident: an element of it, or a duty that cites
/// it, reads fields of its rows.
struct Part {
  const bundle::Provision* made = nullptr;
  const tool::JsonObject* line = nullptr; ///< of the report; null where it gets no verdict
  std::string citation, title, modality, says;
  std::set<std::string> reads; ///< what its own elements read: "breaches[*].known_on"
};

/// What the rule presumes against the organization until the contrary is shown (R5.21).
struct Presumption {
  std::string shown;                          ///< by what is stated: yes, no, unknown
  std::vector<const tool::JsonObject*> facts; ///< lines of the report
  std::vector<Answer> answers;                ///< the same of the incident's rows, as answered
  std::vector<const Part*> parts;             ///< that turn on these facts alone, and what they
                                              ///< stand under
};

/// One duty as it stands for one row of the incident.
struct Notice {
  const tool::JsonObject* duty = nullptr;
  const tool::JsonObject* event = nullptr;
  RowName row;
  std::vector<Answer> arises; ///< what the day on which it arose is reckoned from
};

/// What nobody has answered, or the facts do not show.
struct Missing {
  std::string what; ///< a fact's line, or "164.414(b) proof: there is proof of them"
  std::string prompt;
  std::set<std::string> needed_for; ///< short citations and paths of duties
};

/// The record of one incident: everything that the bundle asks of one row. Borrows bundle, report
/// and facts.
struct Incident {
  RowName name;
  std::vector<RowName> rows; ///< the incident's own first
  std::vector<Part> parts;   ///< in the order of the law
  std::vector<Presumption> presumptions;
  std::vector<Answer> discovery;         ///< who knew when: what the days of its duties are
                                         ///< reckoned from
  std::vector<std::string> arose;        ///< the days, "2026-02-20 or later"; without repeats
  std::vector<const Part*> discovery_is; ///< definitions that turn on these alone
  std::vector<Notice> notices;           ///< in the order of the report
  std::vector<const Part*> asked;        ///< judged, and not among the presumptions
  std::vector<Missing> missing;          ///< facts, by path
  std::vector<Missing> not_shown;        ///< elements from the text that are not met
  std::vector<std::string> stands;       ///< where it stands, a sentence each
  bool settled = false; ///< no duty arises by what is stated, nothing presumed, nothing missing
};

/// `view`: judged as if nothing else had happened (facts::collect_about). `stated`: the same facts.
Incident incident_of(const tool::View& view, const Stated& stated, const RowName& name);

page::Page incident_page(const tool::View& view, const Stated& stated, const Incident& incident);
std::string incident_json(const tool::View& view, const Stated& stated, const Incident& incident);

/// How each duty of an event came out, day by day and fact by fact. `view`: everything judged.
page::Page explain_event(const tool::View& view, const Stated& stated, const RowName& name);
/// The events of a report that stand on these rows, with their duties.
std::vector<Notice> notices_of(const tool::View& view, const Stated& stated,
                               const std::vector<RowName>& rows);

} // namespace ward::incident
