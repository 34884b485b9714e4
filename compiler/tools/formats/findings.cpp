// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/findings.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <map>

namespace ward::formats {

void Report::add_rule(Rule rule) {
  const auto at =
      std::lower_bound(rules.begin(), rules.end(), rule.id,
                       [](const Rule& one, const std::string& id) { return one.id < id; });
  if (at == rules.end() || at->id != rule.id)
    rules.insert(at, std::move(rule));
}

void number(Report& report) {
  std::map<std::string, uint32_t> seen;
  for (Finding& finding : report.findings) {
    const std::string text = finding.identity + '\0' + std::to_string(seen[finding.identity]++);
    llvm::SHA256 hash;
    hash.update(llvm::StringRef(text));
    finding.fingerprint = llvm::toHex(hash.final(), true).substr(0, 32);
  }
}

std::string squeezed(const std::string& text) {
  std::string out;
  bool blank = false;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      blank = !out.empty();
      continue;
    }
    if (blank)
      out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

} // namespace ward::formats
