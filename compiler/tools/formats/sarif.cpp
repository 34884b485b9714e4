// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"
#include "tools/formats/write.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace ward::formats {
namespace {

namespace json = llvm::json;

const char* level_name(Level level) {
  return level == Level::error ? "error" : level == Level::warning ? "warning" : "note";
}

json::Object message(const std::string& text) {
  return json::Object{{"text", text}};
}

/// A path as a relative reference of RFC 3986: what is no plain letter of a path is escaped.
std::string uri(const std::string& path) {
  static constexpr char plain[] = "-._~!$&'()*+,;=@/";
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || (byte != 0 && std::strchr(plain, c) != nullptr)) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

json::Object artifact(const std::string& file) {
  if (file.starts_with("ward:"))
    return json::Object{{"uri", "ward:" + uri(file.substr(5))}};
  if (file.starts_with("/"))
    return json::Object{{"uri", "file://" + uri(file)}};
  std::string path = file;
  while (path.starts_with("./"))
    path.erase(0, 2);
  return json::Object{{"uri", uri(path)}, {"uriBaseId", "%SRCROOT%"}};
}

json::Object region_of(const Region& region) {
  json::Object out{{"startLine", region.line}};
  if (region.column != 0)
    out["startColumn"] = region.column;
  if (region.end_line != 0 && region.end_column != 0) {
    out["endLine"] = region.end_line;
    out["endColumn"] = region.end_column;
  }
  return out;
}

json::Object location(const Region& region) {
  json::Object physical{{"artifactLocation", artifact(region.file)}};
  if (region.line != 0)
    physical["region"] = region_of(region);
  return json::Object{{"physicalLocation", std::move(physical)}};
}

json::Object rule_object(const Rule& rule) {
  json::Object out{{"id", rule.id},
                   {"defaultConfiguration", json::Object{{"level", level_name(rule.level)}}}};
  if (!rule.name.empty())
    out["name"] = rule.name;
  if (!rule.title.empty()) {
    out["shortDescription"] = message(rule.name.empty() ? rule.title : rule.name);
    out["fullDescription"] = message(rule.title);
  }
  if (!rule.help.empty())
    out["help"] = json::Object{{"text", rule.help}, {"markdown", rule.help}};
  return out;
}

json::Object fix_object(const std::string& words, const Replacement& replacement) {
  return json::Object{
      {"description", message(words)},
      {"artifactChanges",
       json::Array{json::Object{
           {"artifactLocation", artifact(replacement.region.file)},
           {"replacements",
            json::Array{json::Object{{"deletedRegion", region_of(replacement.region)},
                                     {"insertedContent", message(replacement.text)}}}}}}}};
}

json::Object result(const Report& report, size_t index) {
  const Finding& finding = report.findings[index];
  std::string words = finding.message;
  if (!finding.help.empty())
    words += ". " + finding.help;
  json::Object out{{"ruleId", finding.rule},
                   {"level", level_name(finding.level)},
                   {"message", message(words)},
                   {"partialFingerprints", json::Object{{"wardFinding/v1", finding.fingerprint}}}};
  const auto at = std::find_if(report.rules.begin(), report.rules.end(),
                               [&](const Rule& rule) { return rule.id == finding.rule; });
  if (at != report.rules.end())
    out["ruleIndex"] = static_cast<int64_t>(at - report.rules.begin());
  if (!finding.region.file.empty())
    out["locations"] = json::Array{location(finding.region)};
  json::Array related;
  for (const Related& one : finding.related) {
    json::Object place = one.region.file.empty() ? json::Object{} : location(one.region);
    place["message"] = message(one.text);
    related.push_back(std::move(place));
  }
  if (!related.empty())
    out["relatedLocations"] = std::move(related);
  json::Array fixes;
  for (const auto& [text, replacement] : finding.fixes)
    if (replacement.region.line != 0)
      fixes.push_back(fix_object(text, replacement));
  if (!fixes.empty())
    out["fixes"] = std::move(fixes);
  return out;
}

} // namespace

std::string write_sarif(const Report& report) {
  json::Array rules, results;
  for (const Rule& rule : report.rules)
    rules.push_back(rule_object(rule));
  for (size_t i = 0; i < report.findings.size(); ++i)
    results.push_back(result(report, i));
  json::Value document = json::Object{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", json::Array{json::Object{
                   {"tool", json::Object{{"driver", json::Object{{"name", "Ward"},
                                                                 {"version", report.version},
                                                                 {"rules", std::move(rules)}}}}},
                   {"automationDetails", json::Object{{"id", "ward/" + report.command + "/"}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"results", std::move(results)}}}}};
  return llvm::formatv("{0:2}\n", document).str();
}

} // namespace ward::formats
