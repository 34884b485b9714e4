// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/pieces.h"

#include "tools/report/event_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::incident {

using page::Tone;
using tool::JsonObject;
using tool::objects;
using tool::text;

page::Words status_words(const JsonObject& event) {
  const std::string status = text(event, "status");
  page::Words out(status == "not_triggered" ? "not due" : tool::words(status),
                  status == "overdue" ? Tone::bad
                  : status == "met"   ? Tone::good
                  : status == "late" || status == "early" || status == "not_triggered"
                      ? Tone::plain
                      : Tone::open);
  if (status == "met")
    out.add_part("done " + tool::event_days(event, "done"));
  return out.add_part(tool::event_words(event));
}

std::string cites(const JsonObject& duty) {
  std::string out, last;
  for (const JsonObject* cite : objects(duty, "cites"))
    if (const std::string one = tool::short_citation(text(*cite, "citation")); one != last) {
      out += (out.empty() ? "" : ", ") + one;
      last = one;
    }
  return out;
}

void add_facts(const JsonObject& event, const char* list, const char* label, page::Item& item) {
  bool first = true;
  for (const JsonObject* fact : objects(event, list)) {
    item.fields.push_back(tool::fact_field(first ? label : "", *fact));
    first = false;
  }
}

void add_answer(const Answer& answer, page::Item& item, const std::string& but_for) {
  const std::string name = answer.path.substr(answer.path.rfind('.') + 1);
  const page::Words words = answer.answered
                                ? page::Words(name + " = " + answer.value, Tone::code)
                                : page::Words(name, Tone::code).add(": not answered", Tone::open);
  item.fields.push_back({"", words, answer.place});
  if (!answer.prompt.empty())
    item.fields.push_back({"", {"  " + answer.prompt, Tone::faint}, ""});
  if (const std::string said = answer.said(); answer.answered && !said.empty() && said != but_for)
    item.fields.push_back({"", {"  " + said, Tone::faint}, ""});
}

} // namespace ward::incident
