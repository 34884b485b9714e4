// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/incident/incident.h"

namespace ward::incident {

// The pieces of text that the record and the explanation of an event share.

/// "overdue · was due 2026-05-15 · overdue by 2 days" in its tone.
page::Words status_words(const tool::JsonObject& event);
/// The citations of a duty, without repeats.
std::string cites(const tool::JsonObject& duty);
/// A list of facts of an event as fields; the first bears the label.
void add_facts(const tool::JsonObject& event, const char* list, const char* label,
               page::Item& item);
/// A question with its answer as fields, and who said so where that is not `but_for`.
void add_answer(const Answer& answer, page::Item& item, const std::string& but_for);

} // namespace ward::incident
