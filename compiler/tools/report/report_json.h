// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <llvm/Support/JSON.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ward::tool {

using JsonObject = llvm::json::Object;

// Reading the runtime's report (runtime/report/report.schema.json). What is absent is "", 0, false
// or an empty list.
std::string text(const JsonObject& object, std::string_view name);
int64_t number(const JsonObject& object, std::string_view name);
bool flag(const JsonObject& object, std::string_view name);
const JsonObject& child(const JsonObject& object, std::string_view name);
/// The members of a list that are objects.
std::vector<const JsonObject*> objects(const JsonObject& object, std::string_view name);
std::vector<std::string> texts(const JsonObject& object, std::string_view name);
bool has_text(const JsonObject& object, std::string_view list, std::string_view item);

/// "hipaa:164.312(b)" as "164.312(b)".
std::string short_citation(const std::string& citation);
/// not_met as "not met".
std::string words(std::string name);

/// A fact of a reason: "systems["pms"].shared_accounts = 4", "systems is complete: 8 rows".
std::string fact_words(const JsonObject& fact);
/// "inventory.csv:3", "inventory.csv:3-9"; "" for none.
std::string fact_place(const JsonObject& fact);

} // namespace ward::tool
