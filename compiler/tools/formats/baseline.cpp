// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/baseline.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace ward::formats {
namespace {

namespace json = llvm::json;
constexpr int64_t version = 1;

base::Unexpected<std::string> wrong(std::string why) {
  return {std::move(why)};
}

bool is_fingerprint(llvm::StringRef text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == llvm::StringRef::npos;
}

} // namespace

base::Expected<Baseline, std::string> read_baseline(std::string_view text) {
  llvm::Expected<json::Value> parsed = json::parse(llvm::StringRef(text.data(), text.size()));
  if (!parsed)
    return wrong("no JSON: " + llvm::toString(parsed.takeError()));
  const json::Object* document = parsed->getAsObject();
  if (document == nullptr || document->getInteger("schema_version") != version)
    return wrong(fmt::format("no baseline of version {}", version));
  const json::Array* findings = document->getArray("findings");
  if (findings == nullptr)
    return wrong("a baseline has a list `findings`");
  Baseline out;
  for (const json::Value& value : *findings) {
    const json::Object* one = value.getAsObject();
    const auto print = one ? one->getString("fingerprint") : std::nullopt;
    if (!print || !is_fingerprint(*print))
      return wrong("a finding has a `fingerprint` of 32 hexadecimal digits");
    out.insert(print->str());
  }
  return out;
}

std::string write_baseline(const Report& report) {
  std::vector<const Finding*> known;
  for (const Finding& finding : report.findings)
    if (finding.may_be_known)
      known.push_back(&finding);
  std::sort(known.begin(), known.end(), [](const Finding* a, const Finding* b) {
    return std::tie(a->region.file, a->rule, a->message, a->fingerprint) <
           std::tie(b->region.file, b->rule, b->message, b->fingerprint);
  });
  std::string out = fmt::format("{{\n  \"schema_version\": {},\n  \"findings\": [", version);
  for (const Finding* finding : known) {
    const json::Value line = json::Object{{"fingerprint", finding->fingerprint},
                                          {"rule", finding->rule},
                                          {"file", finding->region.file},
                                          {"message", finding->message}};
    out += fmt::format("{}\n    {}", finding == known.front() ? "" : ",",
                       llvm::formatv("{0}", line).str());
  }
  return out + (known.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

Known hide_known(Report& report, const Baseline& baseline) {
  Known out;
  std::erase_if(report.findings, [&](const Finding& finding) {
    const bool known = finding.may_be_known && baseline.contains(finding.fingerprint);
    out.hidden += known;
    return known;
  });
  out.gone = baseline.size() - out.hidden;
  return out;
}

} // namespace ward::formats
