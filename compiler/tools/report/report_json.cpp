// SPDX-License-Identifier: Apache-2.0
#include "tools/report/report_json.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

namespace {

llvm::StringRef ref(std::string_view name) {
  return {name.data(), name.size()};
}

} // namespace

std::string text(const JsonObject& object, std::string_view name) {
  const auto found = object.getString(ref(name));
  return found ? found->str() : "";
}

int64_t number(const JsonObject& object, std::string_view name) {
  return object.getInteger(ref(name)).value_or(0);
}

bool flag(const JsonObject& object, std::string_view name) {
  return object.getBoolean(ref(name)).value_or(false);
}

const JsonObject& child(const JsonObject& object, std::string_view name) {
  static const JsonObject none;
  const JsonObject* found = object.getObject(ref(name));
  return found == nullptr ? none : *found;
}

std::vector<const JsonObject*> objects(const JsonObject& object, std::string_view name) {
  std::vector<const JsonObject*> out;
  if (const llvm::json::Array* list = object.getArray(ref(name)))
    for (const llvm::json::Value& item : *list)
      if (const JsonObject* one = item.getAsObject())
        out.push_back(one);
  return out;
}

std::vector<std::string> texts(const JsonObject& object, std::string_view name) {
  std::vector<std::string> out;
  if (const llvm::json::Array* list = object.getArray(ref(name)))
    for (const llvm::json::Value& item : *list)
      if (const auto one = item.getAsString())
        out.push_back(one->str());
  return out;
}

bool has_text(const JsonObject& object, std::string_view list, std::string_view item) {
  const std::vector<std::string> all = texts(object, list);
  return std::find(all.begin(), all.end(), item) != all.end();
}

std::string short_citation(const std::string& citation) {
  const size_t colon = citation.find(':');
  return colon == std::string::npos ? citation : citation.substr(colon + 1);
}

std::string words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string fact_words(const JsonObject& fact) {
  const std::string kind = text(fact, "kind"), path = text(fact, "path"),
                    cause = text(fact, "cause");
  const int64_t rows = number(fact, "rows");
  const auto counted = [](int64_t count) {
    return fmt::format("{} row{}", count, count == 1 ? "" : "s");
  };
  if (kind == "complete") {
    if (cause.empty())
      return fmt::format("{} is complete: {}", path, counted(rows));
    const std::string why = cause == "absent" ? "" : fmt::format(" any more ({})", words(cause));
    return fmt::format("{} is not declared complete{}: {} known", path, why, counted(rows));
  }
  if (kind == "row")
    return fmt::format("{} exists", path);
  if (kind == "rows")
    return fmt::format("{} exist: {} of {}", path, rows, counted(number(fact, "of")));
  std::string value = flag(fact, "redacted") ? "(redacted)" : text(fact, "value");
  const bool stated = flag(fact, "redacted") || fact.get("value") != nullptr;
  if (stated && value.empty())
    value = cause.empty() ? "none" : "";
  std::string out = path;
  if (cause == "absent")
    out += ": not answered";
  else if (!value.empty())
    out += " = " + value;
  if (!cause.empty() && cause != "absent") {
    const std::string as_of = text(fact, "as_of");
    out += fmt::format(": {}{}", words(cause), as_of.empty() ? "" : ", last said " + as_of);
  }
  if (kind == "values")
    out += fmt::format(": {} of {}", rows, counted(number(fact, "of")));
  return out;
}

std::string fact_place(const JsonObject& fact) {
  std::string at = text(fact, "at");
  const std::string last = text(fact, "last_at");
  if (at.empty())
    return ""; // a line without a file is one of the merged document, which nobody sees
  const size_t colon = at.rfind(':'), last_colon = last.rfind(':');
  if (last.empty() || last == at || colon == std::string::npos || last_colon == std::string::npos)
    return at;
  if (at.substr(0, colon) != last.substr(0, last_colon))
    return at + " to " + last;
  return at + "-" + last.substr(last_colon + 1);
}

} // namespace ward::tool
