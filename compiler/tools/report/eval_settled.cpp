// SPDX-License-Identifier: Apache-2.0
#include "tools/report/eval_sections.h"

#include <fmt/format.h>

namespace ward::tool {

void add_settled(const View& view, page::Page& page) {
  if (!view.verbose)
    return;
  for (const auto& [verdict, title] :
       {std::pair("met", "MET"), std::pair("not_applicable", "NOT APPLICABLE")}) {
    const std::vector<const JsonObject*> found = view.with_verdict(verdict);
    if (found.empty())
      continue;
    page.add(page::Heading{
        2, {title, page::Tone::good}, {std::to_string(found.size()), page::Tone::faint}});
    for (const JsonObject* one : found) {
      page::Item item = provision_item(*one);
      item.notes.add_part(text(*one, "words"));
      if (const std::string proof = text(*one, "proof"); !proof.empty())
        item.notes.add_part("on facts that are " + words(proof));
      if (const std::string says = text(*one, "says"); !says.empty())
        item.fields.push_back({"says", {says, page::Tone::faint}, ""});
      std::string label = "because";
      for (const JsonObject* fact : objects(*one, "reason"))
        item.fields.push_back(fact_field(std::exchange(label, ""), *fact));
      page.add(std::move(item));
    }
  }
}

} // namespace ward::tool
