// SPDX-License-Identifier: Apache-2.0
#include "tools/report/explain_facts.h"

namespace ward::tool {

void add_facts(page::Page& page, const JsonObject& line, const char* name, const char* sentence) {
  const auto all = objects(line, name);
  if (all.empty())
    return;
  page.add(page::Heading{2, sentence, {}});
  page::Tree tree;
  for (const JsonObject* fact : all) {
    page::Branch branch = fact_branch(*fact);
    std::string source = text(*fact, "source");
    if (const std::string proof = text(*fact, "proof"); !proof.empty() && proof != "self_stated")
      source += (source.empty() ? "" : ", ") + words(proof);
    if (const std::string as_of = text(*fact, "as_of"); !as_of.empty())
      source += (source.empty() ? "" : ", ") + std::string("as of ") + as_of;
    if (!source.empty())
      branch.below.push_back({{source, page::Tone::faint}, "", {}});
    if (const std::string prompt = text(*fact, "prompt"); !prompt.empty())
      branch.below.push_back({{prompt, page::Tone::faint}, "", {}});
    tree.branches.push_back(std::move(branch));
  }
  page.add(std::move(tree));
}

page::Words detail_words(const JsonObject& line, std::string_view without) {
  page::Words out;
  for (const std::string& detail : texts(line, "details"))
    if (detail != without)
      out.add_part(words(detail));
  if (const std::string proof = text(line, "proof"); !proof.empty())
    out.add_part("on facts that are " + words(proof));
  return out;
}

} // namespace ward::tool
