// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"
#include "tools/formats/write.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::formats {
namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\n' || c == '\t' || c == '\r')
      out += fmt::format("&#{};", byte);
    else if (byte >= 0x20 && byte != 0x7F)
      out += c;
    else
      out += "\xEF\xBF\xBD"; // a control character that XML cannot hold
  }
  return out;
}

std::string place(const Region& region) {
  if (region.file.empty() || region.line == 0)
    return region.file;
  return fmt::format("{}:{}", region.file, region.line);
}

std::vector<Case> cases_of(const Report& report) {
  if (!report.cases.empty())
    return report.cases;
  std::vector<Case> out;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    const bool fails = finding.level == Level::error;
    out.push_back({finding.region.file.empty() ? report.command : finding.region.file,
                   fmt::format("{} {}", finding.rule, finding.fingerprint.substr(0, 8)),
                   fails ? Case::Outcome::failed : Case::Outcome::skipped, finding.message,
                   advice(report, i), finding.region});
  }
  if (out.empty())
    out.push_back({report.command, "nothing found", Case::Outcome::passed, "", "", {}});
  return out;
}

std::string case_element(const Case& one) {
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", escaped(one.suite),
                                escaped(one.name));
  if (!one.region.file.empty())
    out += fmt::format(" file=\"{}\"", escaped(one.region.file));
  if (one.region.line != 0)
    out += fmt::format(" line=\"{}\"", one.region.line);
  if (one.outcome == Case::Outcome::passed)
    return out + "/>\n";
  if (one.outcome == Case::Outcome::skipped)
    return out + fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n",
                             escaped(one.message));
  const std::string where = place(one.region);
  return out + fmt::format(
                   ">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                   escaped(one.message),
                   escaped((where.empty() ? "" : where + ": ") + one.message + "\n" + one.detail));
}

} // namespace

std::string write_junit(const Report& report) {
  std::vector<Case> cases = cases_of(report);
  std::stable_sort(cases.begin(), cases.end(),
                   [](const Case& a, const Case& b) { return a.suite < b.suite; });
  const auto count = [](auto begin, auto end, Case::Outcome outcome) {
    return std::count_if(begin, end, [&](const Case& one) { return one.outcome == outcome; });
  };
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ward {}\" tests=\"{}\" "
      "failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
      escaped(report.command), cases.size(),
      count(cases.begin(), cases.end(), Case::Outcome::failed),
      count(cases.begin(), cases.end(), Case::Outcome::skipped));
  for (auto begin = cases.begin(); begin != cases.end();) {
    const auto end = std::find_if(begin, cases.end(),
                                  [&](const Case& one) { return one.suite != begin->suite; });
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
        escaped(begin->suite), end - begin, count(begin, end, Case::Outcome::failed),
        count(begin, end, Case::Outcome::skipped));
    for (auto at = begin; at != end; ++at)
      out += case_element(*at);
    out += "  </testsuite>\n";
    begin = end;
  }
  return out + "</testsuites>\n";
}

} // namespace ward::formats
