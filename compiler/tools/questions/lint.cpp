// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/lint.h"

#include "core/calendar.h"
#include "tools/facts/schema.h"
#include "tools/questions/form.h"
#include "tools/report/bundle_text.h"
#include "tools/report/report_json.h"
#include "ward/ward.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace ward::tool {

namespace {

std::optional<int32_t> day_of(const std::string& text) {
  int32_t days = 0;
  if (ward_parse_date(text.data(), text.size(), &days) != WARD_OK)
    return std::nullopt;
  return days;
}

struct State {
  const rt::Bundle& bundle;
  const Needs& needs;
  const int32_t today;
  facts::Schema schema{bundle.root()};
  std::vector<LintFinding> out;
  std::map<std::string, std::string> complete; ///< table -> the day it was declared so

  void find(const char* rule, const JsonObject& at, const std::string& path, std::string message) {
    out.push_back({rule, text(at, "at"), path, std::move(message)});
  }

  /// The last day on which something said on a day still counts (R4.6).
  static int64_t good_until(int32_t said, const bundle::Period& fresh) {
    return fresh.months() ? rt::add_months(said, fresh.amount()) : int64_t{said} + fresh.amount();
  }

  /// `path` as the document has it, `declared` as the schema has it.
  void leaf(const JsonObject& value, const bundle::Fact& fact, const std::string& path,
            const std::string& declared) {
    if (!needs.has(declared))
      find("unread", value, path,
           "nothing that is judged here reads it; leave it out, or judge with another profile");
    const std::string said = text(value, "as_of");
    const bundle::Period* fresh = fact.fresh();
    const bool ages = fresh != nullptr && fresh->amount() != 0;
    if (said.empty()) {
      if (ages)
        find("undated", value, path,
             fmt::format("does not count, for it has no date and is good for {} only; say as_of",
                         period_words(fresh)));
      return;
    }
    const auto day = day_of(said);
    if (!day)
      return;
    if (*day > today)
      return find("future", value, path,
                  fmt::format("does not count yet: said as of {}, after the day judged", said));
    if (!ages)
      return;
    if (const int64_t last = good_until(*day, *fresh); last < today)
      find(
          "stale", value, path,
          fmt::format("does not count any more: said as of {} and good for {}, until {}; ask again",
                      said, period_words(fresh), format_day(static_cast<int32_t>(last))));
  }

  void table(const llvm::json::Array& rows, const facts::Schema::Table& about,
             const std::string& path) {
    for (const llvm::json::Value& one : rows) {
      const JsonObject* row = one.getAsObject();
      if (row == nullptr)
        continue;
      const std::string key = text(*row, about.key_field);
      for (const auto& [name, field] : about.fields)
        if (const JsonObject* value = row->getObject(name))
          leaf(*value, *field, fmt::format("{}[\"{}\"].{}", path, key, name), path + "[*]." + name);
    }
    declared(path, about);
  }

  void declared(const std::string& path, const facts::Schema::Table& about) {
    const auto found = complete.find(path);
    if (found == complete.end()) {
      out.push_back({"open_table", "", path,
                     "nobody declares it complete, so that nothing is shown of all its rows; add "
                     "it to `complete`"});
      return;
    }
    const bundle::Period* fresh = about.table->fresh();
    const auto day = day_of(found->second);
    if (!day)
      return;
    if (*day > today)
      out.push_back(
          {"future", "", path,
           fmt::format("is declared complete on {}, after the day judged", found->second)});
    else if (fresh != nullptr && fresh->amount() != 0 && good_until(*day, *fresh) < today)
      out.push_back({"stale", "", path,
                     fmt::format("was declared complete on {}, which is good for {}; look again "
                                 "whether the list is whole",
                                 found->second, period_words(fresh))});
  }

  void group(const JsonObject& object, const std::string& prefix) {
    for (const auto& [name, value] : object) {
      const std::string path = prefix.empty() ? name.str() : prefix + "." + name.str();
      if (const bundle::Fact* fact = schema.fact(path)) {
        if (const JsonObject* one = value.getAsObject())
          leaf(*one, *fact, path, path);
      } else if (const facts::Schema::Table* about = schema.table(path)) {
        if (const llvm::json::Array* rows = value.getAsArray())
          table(*rows, *about, path);
      } else if (const JsonObject* below = value.getAsObject()) {
        group(*below, path);
      }
    }
  }

  std::vector<LintFinding> run(const JsonObject& document) {
    for (const JsonObject* one : objects(document, "complete"))
      complete[text(*one, "table")] = text(*one, "on");
    group(document, "");
    // The order of the document: by file and line, then by path.
    const auto order = [](const LintFinding& one) {
      const size_t colon = one.place.rfind(':');
      const std::string line = colon == std::string::npos ? "" : one.place.substr(colon + 1);
      return std::tuple(one.place.substr(0, colon), line.size(), line, one.path,
                        std::string(one.rule));
    };
    std::sort(out.begin(), out.end(),
              [&](const LintFinding& a, const LintFinding& b) { return order(a) < order(b); });
    return std::move(out);
  }
};

} // namespace

std::vector<LintFinding> lint_facts(const rt::Bundle& bundle, const facts::Collected& collected,
                                    const Needs& needs, int32_t as_of_days) {
  llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(collected.json);
  if (!parsed || parsed->getAsObject() == nullptr) {
    if (!parsed)
      llvm::consumeError(parsed.takeError());
    return {};
  }
  return State{bundle, needs, as_of_days}.run(*parsed->getAsObject());
}

} // namespace ward::tool
