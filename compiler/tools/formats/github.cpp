// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"
#include "tools/formats/write.h"

#include <fmt/format.h>

namespace ward::formats {
namespace {

/// What the runner decodes: a message may hold commas and colons, a property may not.
std::string escaped(const std::string& text, bool is_property) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (is_property && c == ':')
      out += "%3A";
    else if (is_property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

} // namespace

std::string write_github(const Report& report) {
  std::string out;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    const char* word = finding.level == Level::error     ? "error"
                       : finding.level == Level::warning ? "warning"
                                                         : "notice";
    const Region& region = finding.region;
    std::string properties;
    if (!region.file.empty())
      properties += fmt::format("file={},", escaped(region.file, true));
    if (region.line != 0) {
      properties += fmt::format("line={},", region.line);
      if (region.end_line != 0)
        properties += fmt::format("endLine={},", region.end_line);
      // The runner refuses columns of a place that spans lines.
      if (region.column != 0 && region.end_line == region.line)
        properties += fmt::format("col={},endColumn={},", region.column, region.end_column);
    }
    std::string words = finding.message + "\n" + advice(report, i);
    words.pop_back();
    out += fmt::format("::{} {}title={}::{}\n", word, properties, escaped(finding.rule, true),
                       escaped(words, false));
  }
  return out;
}

} // namespace ward::formats
