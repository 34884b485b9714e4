// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/page/page.h"
#include "tools/report/bundle_text.h"
#include "tools/report/report_json.h"

#include <map>
#include <string>
#include <vector>

namespace ward::tool {

/// A report with the bundle it was judged by, indexed. Borrows both.
struct View {
  View(const rt::Bundle& bundle, const JsonObject& report, bool verbose);

  const rt::Bundle& bundle;
  const JsonObject& report;
  const bool verbose; ///< nothing is cut short
  std::vector<const JsonObject*> provisions;
  std::map<std::string, const JsonObject*> controls; ///< by path

  /// Provisions with a verdict, in the order of the report.
  std::vector<const JsonObject*> with_verdict(std::string_view verdict) const;
  /// The version in the bundle that a line of the report is about; null if there is none.
  const bundle::Provision* compiled(const JsonObject& provision) const;
  /// Of a judged provision; "" otherwise.
  std::string title_of(const std::string& citation) const;
  const JsonObject* control(const std::string& path) const;

  /// How many of a list are shown: `first`, or all if verbose or if one line more is all.
  size_t shown(size_t count, size_t first) const {
    return verbose || count <= first + 1 ? count : first;
  }
};

// The pieces of text that several sections share.

/// The name of a verdict in its tone.
page::Words verdict_words(const std::string& verdict);
/// "with a capital".
std::string capitalized(std::string text);
/// A fact with its place.
page::Item::Field fact_field(const std::string& label, const JsonObject& fact);
page::Branch fact_branch(const JsonObject& fact);
/// "... 5 more (--verbose)", where some are not shown.
void add_more(page::Page& page, size_t count, size_t shown);
/// Why an element is not met, by its ground (R3.19).
const char* ground_words(const std::string& ground);
/// "access.unique_ids · Unique identifiers · 2 days · IT lead"
page::Words control_words(const View& view, const std::string& path);
/// "decision logoff-xray: an alternative is in place"
std::string decision_words(const JsonObject& decision);

} // namespace ward::tool
