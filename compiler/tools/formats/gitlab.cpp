// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"
#include "tools/formats/write.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

namespace ward::formats {

namespace json = llvm::json;

std::string write_gitlab(const Report& report) {
  json::Array issues;
  for (const Finding& finding : report.findings) {
    const char* severity = finding.level == Level::error     ? "major"
                           : finding.level == Level::warning ? "minor"
                                                             : "info";
    std::string path = finding.region.file.empty() ? report.place : finding.region.file;
    while (path.starts_with("./"))
      path.erase(0, 2);
    const int64_t line = finding.region.line == 0 ? 1 : finding.region.line;
    issues.push_back(json::Object{
        {"description", finding.message},
        {"check_name", finding.rule},
        {"fingerprint", finding.fingerprint},
        {"severity", severity},
        {"location", json::Object{{"path", path}, {"lines", json::Object{{"begin", line}}}}}});
  }
  return llvm::formatv("{0:2}\n", json::Value(std::move(issues))).str();
}

} // namespace ward::formats
