// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"
#include "tools/formats/write.h"

#include <fmt/format.h>

namespace ward::formats {

std::string advice(const Report& report, size_t index) {
  const Finding& finding = report.findings[index];
  std::string out;
  for (const Related& related : finding.related)
    out += related.region.line == 0
               ? related.text + "\n"
               : fmt::format("{}:{}: {}\n", related.region.file, related.region.line, related.text);
  for (const auto& [words, replacement] : finding.fixes)
    out += fmt::format("fix: {}\n", words);
  if (!finding.help.empty())
    out += fmt::format("help: {}\n", finding.help);
  return out;
}

} // namespace ward::formats
