// SPDX-License-Identifier: Apache-2.0
#include "tools/report/view.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

View::View(const rt::Bundle& from, const JsonObject& judged, bool all)
    : bundle(from), report(judged), verbose(all), provisions(objects(judged, "provisions")) {
  for (const JsonObject* one : objects(judged, "controls"))
    controls[text(*one, "path")] = one;
}

std::vector<const JsonObject*> View::with_verdict(std::string_view verdict) const {
  std::vector<const JsonObject*> out;
  for (const JsonObject* one : provisions)
    if (text(*one, "verdict") == verdict)
      out.push_back(one);
  return out;
}

const bundle::Provision* View::compiled(const JsonObject& provision) const {
  const std::string from = text(provision, "in_force_from");
  for (const bundle::Provision* one : *bundle.root().provisions())
    if (text_of(bundle, one->citation()) == text(provision, "citation") &&
        (from.empty() || format_day(one->from_day()) == from))
      return one;
  return nullptr;
}

std::string View::title_of(const std::string& citation) const {
  for (const JsonObject* one : provisions)
    if (text(*one, "citation") == citation)
      return text(*one, "title");
  return "";
}

const JsonObject* View::control(const std::string& path) const {
  const auto found = controls.find(path);
  return found == controls.end() ? nullptr : found->second;
}

page::Words verdict_words(const std::string& verdict) {
  const std::string name = words(verdict);
  if (verdict == "met" || verdict == "implemented")
    return {name, page::Tone::good};
  if (verdict == "not_met" || verdict == "not_implemented")
    return {name, page::Tone::bad};
  return {name, verdict == "unknown" ? page::Tone::open : page::Tone::plain};
}

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

page::Item::Field fact_field(const std::string& label, const JsonObject& fact) {
  return {label, {fact_words(fact), page::Tone::code}, fact_place(fact)};
}

page::Branch fact_branch(const JsonObject& fact) {
  return {{fact_words(fact), page::Tone::code}, fact_place(fact), {}};
}

void add_more(page::Page& page, size_t count, size_t shown) {
  if (count > shown)
    page.add(page::Paragraph{
        {}, {fmt::format("  ... {} more (--verbose)", count - shown), page::Tone::faint}});
}

const char* ground_words(const std::string& ground) {
  return ground == "contrary"      ? "the facts say no"
         : ground == "not_covered" ? "nothing here covers it"
         : ground == "not_shown"   ? "no control that covers it is implemented"
                                   : "";
}

page::Words control_words(const View& view, const std::string& path) {
  page::Words out(path, page::Tone::strong);
  if (const JsonObject* control = view.control(path))
    for (const char* name : {"title", "effort", "owner"})
      out.add_part(text(*control, name));
  return out;
}

std::string decision_words(const JsonObject& decision) {
  return fmt::format("decision {}: {}", text(decision, "id"),
                     text(decision, "kind") == "alternative"
                         ? "an alternative is in place"
                         : "no alternative is reasonable, and why is written");
}

} // namespace ward::tool
