// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/explain_text.h"

#include "tools/ward/fact_reads.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace ward::tool {

namespace {

constexpr size_t place_column = 92;

/// A line with lines below it.
struct Branch {
  std::string text;
  std::string place;
  std::vector<Branch> below;
};

void draw(std::string& out, const std::vector<Branch>& branches, const std::string& indent,
          const Style& style) {
  for (size_t i = 0; i < branches.size(); ++i) {
    const bool last = i + 1 == branches.size();
    std::string line = indent + (last ? "└─ " : "├─ ") + branches[i].text;
    if (!branches[i].place.empty())
      line = fmt::format("{:<{}}  {}", line, place_column, style.dim(branches[i].place));
    out += line + "\n";
    draw(out, branches[i].below, indent + (last ? "   " : "│  "), style);
  }
}

Branch fact_branch(const JsonObject& fact) {
  return {fact_words(fact), fact_place(fact), {}};
}

struct State {
  const rt::Bundle& bundle;
  const JsonObject& report;
  const Style& style;

  std::string colored(const std::string& verdict) const {
    const std::string name = words(verdict);
    if (verdict == "met" || verdict == "implemented")
      return style.good(name);
    if (verdict == "not_met" || verdict == "not_implemented")
      return style.bad(name);
    return verdict == "unknown" ? style.unknown(name) : name;
  }

  const JsonObject* control(const std::string& path) const {
    for (const JsonObject* one : objects(report, "controls"))
      if (text(*one, "path") == path)
        return one;
    return nullptr;
  }
  const bundle::Provision* compiled(const JsonObject& provision) const {
    for (const bundle::Provision* one : *bundle.root().provisions())
      if (text_of(bundle, one->citation()) == text(provision, "citation") &&
          (text(provision, "in_force_from").empty() ||
           format_day(one->from_day()) == text(provision, "in_force_from")))
        return one;
    return nullptr;
  }
  std::string title_of(const std::string& citation) const {
    for (const JsonObject* one : objects(report, "provisions"))
      if (text(*one, "citation") == citation)
        return text(*one, "title");
    return "";
  }

  /// The facts that a verdict rests on, or that an unknown one waits for.
  std::vector<const JsonObject*> facts_of(const JsonObject& line) const {
    return objects(line, text(line, "verdict") == "unknown" ? "may_matter" : "reason");
  }

  std::vector<Branch> control_facts(const JsonObject& line) const {
    std::vector<Branch> out;
    for (const JsonObject* fact : facts_of(line))
      out.push_back(fact_branch(*fact));
    return out;
  }

  Branch element(const JsonObject& provision, const JsonObject& one,
                 const bundle::Element* made) const {
    const std::string verdict = text(one, "verdict"), ground = text(one, "ground"),
                      phrase = text(one, "phrase");
    Branch branch;
    const char* why = ground == "contrary"      ? "the facts say no"
                      : ground == "not_covered" ? "nothing here covers it"
                      : ground == "not_shown"   ? "no control that covers it is implemented"
                                                : "";
    branch.text = fmt::format("{:<14} {}{}{}{}{}", style.bold(text(one, "name")), colored(verdict),
                              *why == '\0' ? "" : ": ", why,
                              text(one, "basis") == "text"
                                  ? ""
                                  : fmt::format(" ({}, beyond the text)", text(one, "basis")),
                              phrase.empty() ? "" : style.dim(" · " + phrase));
    for (const JsonObject* covering : objects(one, "controls")) {
      Branch below{
          fmt::format("{}  {}", text(*covering, "path"), colored(text(*covering, "verdict"))),
          "",
          {}};
      if (text(*covering, "line") != text(*covering, "verdict"))
        below.text +=
            fmt::format(", though {} by its own line: a law reads supplied facts as unknown",
                        words(text(*covering, "line")));
      if (const JsonObject* line = control(text(*covering, "path"))) {
        if (has_text(*line, "details", "excepted"))
          below.text += " · excepted";
        below.below = control_facts(*line);
      }
      branch.below.push_back(std::move(below));
    }
    if (made == nullptr || made->expression() == rt::no_node)
      return branch;
    // What the rule itself asks of the facts, beside the controls.
    const std::set<std::string> reads = fact_reads(bundle, made->expression());
    std::vector<Branch> own;
    if (verdict == text(provision, "verdict"))
      for (const JsonObject* fact : facts_of(provision))
        if (reads.count(without_row(text(*fact, "path"))) != 0)
          own.push_back(fact_branch(*fact));
    branch.below.push_back(
        {fmt::format("{} {}",
                     flag(one, "decided") ? "the facts decide:" : "and it requires of the facts:",
                     fact_reads_text(bundle, made->expression())),
         "", std::move(own)});
    return branch;
  }

  std::string provision(const JsonObject& one) const {
    const std::string verdict = text(one, "verdict"), designation = text(one, "designation"),
                      parent = text(one, "parent");
    std::string out =
        style.bold(fmt::format("{} {}", short_citation(text(one, "citation")), text(one, "title")));
    if (designation != "none")
      out += " · " + designation;
    if (!parent.empty())
      out += fmt::format(" · under {} {}", short_citation(parent), title_of(parent));
    out += fmt::format(" · as of {}\n", text(report, "as_of"));
    const auto elements = objects(one, "elements");
    size_t of_text = 0, met = 0;
    for (const JsonObject* element_line : elements) {
      if (text(*element_line, "basis") != "text")
        continue;
      ++of_text;
      if (text(*element_line, "verdict") == "met")
        ++met;
    }
    std::string name = words(verdict);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    out += name;
    if (has_text(one, "details", "partial"))
      out += fmt::format(", in part: {} of {} elements met", met, of_text);
    std::vector<std::string> details;
    for (const std::string& detail : texts(one, "details"))
      if (detail != "partial")
        details.push_back(words(detail));
    if (!details.empty())
      out += fmt::format(" · {}", fmt::join(details, ", "));
    if (const std::string proof = text(one, "proof"); !proof.empty())
      out += " · on facts that are " + words(proof);
    out += "\n";
    if (const std::string says = text(one, "says"); !says.empty())
      out += style.dim(says) + "\n";
    out += "\n";

    const bundle::Provision* made = compiled(one);
    std::vector<Branch> tree;
    for (size_t i = 0; i < elements.size(); ++i)
      tree.push_back(element(one, *elements[i],
                             made != nullptr && i < made->elements()->size()
                                 ? made->elements()->Get(static_cast<uint32_t>(i))
                                 : nullptr));
    for (const JsonObject* part : objects(one, "children"))
      tree.push_back(
          {fmt::format("{} {}  {}", short_citation(text(*part, "citation")),
                       title_of(text(*part, "citation")), colored(text(*part, "verdict"))),
           "",
           {}});
    draw(out, tree, "", style);

    facts(out, one, "reason",
          "These facts alone give the verdict, and none of them can be left out:");
    facts(out, one, "to_met", "Could become met by:");
    facts(out, one, "to_not_met", "Could become not met by:");
    if (verdict == "unknown" && one.get("to_met") == nullptr)
      out += "No answer alone makes it met.\n";
    for (const JsonObject* decision : objects(one, "decisions"))
      out += fmt::format("Decision {} under 45 CFR 164.306(d)(3): {}.\n", text(*decision, "id"),
                         text(*decision, "kind") == "alternative"
                             ? "an alternative is in place"
                             : "no alternative is reasonable, and why is written");
    if (designation == "addressable" && verdict == "not_met")
      out += "No decision under 45 CFR 164.306(d)(3) covers it.\n";
    facts(out, one, "corroborated_by", "Beside it stand, proving nothing by themselves:");
    return out;
  }

  void facts(std::string& out, const JsonObject& line, const char* name, const char* title) const {
    const auto all = objects(line, name);
    if (all.empty())
      return;
    out += fmt::format("{}\n", title);
    for (const JsonObject* fact : all) {
      const std::string place = fact_place(*fact);
      std::string row = "  " + fact_words(*fact);
      if (!place.empty())
        row = fmt::format("{:<{}}  {}", row, place_column, style.dim(place));
      out += row + "\n";
      if (const std::string prompt = text(*fact, "prompt"); !prompt.empty())
        out += style.dim(fmt::format("    \"{}\"", prompt)) + "\n";
    }
  }

  std::string control_text(const JsonObject& one) const {
    std::string out = style.bold(fmt::format("{} {}", text(one, "path"), text(one, "title")));
    for (const char* name : {"pillar", "owner", "effort"})
      if (const std::string what = text(one, name); !what.empty())
        out += fmt::format(" · {}{}",
                           std::string_view(name) == "pillar" ? "" : std::string(name) + ": ",
                           words(what));
    out += fmt::format(" · as of {}\n", text(report, "as_of"));
    std::string name = words(text(one, "verdict"));
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    out += name;
    std::vector<std::string> details;
    for (const std::string& detail : texts(one, "details"))
      details.push_back(words(detail));
    if (!details.empty())
      out += fmt::format(" · {}", fmt::join(details, ", "));
    out += "\n";
    if (text(one, "for_law") != text(one, "verdict"))
      out += fmt::format(
          "For a law: {}. A law reads facts that a certificate or score supplies as unknown.\n",
          words(text(one, "for_law")));
    out += "\n";
    facts(out, one, "reason", "These facts alone give its line, and none of them can be left out:");
    facts(out, one, "to_met", "Could become implemented by:");
    facts(out, one, "to_not_met", "Could become not implemented by:");
    std::vector<Branch> covered;
    for (const std::string& citation : texts(one, "covers")) {
      for (const JsonObject* provision_line : objects(report, "provisions"))
        if (text(*provision_line, "citation") == citation)
          covered.push_back({fmt::format("{} {}  {}", citation, text(*provision_line, "title"),
                                         colored(text(*provision_line, "verdict"))),
                             "",
                             {}});
    }
    if (!covered.empty())
      out += "Covers\n";
    draw(out, covered, "", style);
    if (const auto aligned = texts(one, "aligns"); !aligned.empty())
      out += fmt::format("Aligns with {}\n", fmt::join(aligned, ", "));
    for (const JsonObject* evidence : objects(one, "evidence"))
      out += fmt::format(
          "Evidence: {}{}\n", text(*evidence, "title"),
          text(*evidence, "fresh").empty() ? "" : ", good for " + text(*evidence, "fresh"));
    return out;
  }
};

} // namespace

std::string explain_provision(const rt::Bundle& bundle, const JsonObject& report,
                              const std::string& citation, const Style& style) {
  const State state{bundle, report, style};
  std::string out;
  for (const JsonObject* one : objects(report, "provisions"))
    if (text(*one, "citation") == citation)
      out += state.provision(*one);
  if (!out.empty())
    return out;
  for (const JsonObject* one : objects(child(report, "not_judged"), "provisions"))
    if (text(*one, "citation") == citation)
      out += fmt::format("{}\nNot judged as of {}: {}\n",
                         style.bold(short_citation(citation) + " " + text(*one, "title")),
                         text(report, "as_of"), words(text(*one, "why")));
  return out;
}

std::string explain_control(const rt::Bundle& bundle, const JsonObject& report,
                            const std::string& path, const Style& style) {
  const State state{bundle, report, style};
  const JsonObject* one = state.control(path);
  return one == nullptr ? "" : state.control_text(*one);
}

std::string describe_provision(const rt::Bundle& bundle, const std::string& citation,
                               const Style& style) {
  std::string out;
  for (const bundle::Provision* one : *bundle.root().provisions()) {
    if (text_of(bundle, one->citation()) != citation)
      continue;
    if (!out.empty())
      out += "\n";
    out += style.bold(fmt::format("{} {}", citation, text_of(bundle, one->title())));
    if (one->designation() != bundle::Designation::none)
      out += fmt::format(" · {}", bundle::EnumNameDesignation(one->designation()));
    out += fmt::format(
        " · {}\n", text_of(bundle, bundle.root().authorities()->Get(one->authority())->title()));
    out += "in force from " + format_day(one->from_day());
    if (one->until_day() != INT32_MAX)
      out += " until " + format_day(one->until_day());
    if (const std::string due = text_of(bundle, one->due_text()); !due.empty())
      out += " · due " + due;
    out += "\n";
    if (const std::string says = text_of(bundle, one->says()); !says.empty())
      out += says + "\n";
    std::vector<Branch> tree;
    for (const bundle::Element* element : *one->elements()) {
      const std::string phrase = text_of(bundle, element->phrase());
      Branch branch{style.bold(text_of(bundle, element->name())) +
                        (phrase.empty() ? "" : ": " + phrase),
                    "",
                    {}};
      if (element->basis() != bundle::Basis::text)
        branch.text +=
            fmt::format(" ({}, beyond the text)", bundle::EnumNameBasis(element->basis()));
      for (uint32_t control : *element->controls()) {
        const bundle::Control& covering = *bundle.root().controls()->Get(control);
        branch.below.push_back({fmt::format("covered by {}: {}", text_of(bundle, covering.path()),
                                            text_of(bundle, covering.title())),
                                "",
                                {}});
      }
      const std::string reads = fact_reads_text(bundle, element->expression());
      if (!reads.empty())
        branch.below.push_back(
            {fmt::format("{} {}", element->decided() ? "decided by" : "requires", reads), "", {}});
      if (branch.below.empty())
        branch.below.push_back({"nothing here covers it", "", {}});
      tree.push_back(std::move(branch));
    }
    for (uint32_t part : *one->children()) {
      const bundle::Provision& below = *bundle.root().provisions()->Get(part);
      tree.push_back({fmt::format("{} {}", short_citation(text_of(bundle, below.citation())),
                                  text_of(bundle, below.title())),
                      "",
                      {}});
    }
    draw(out, tree, "", style);
    for (uint32_t source : *one->sources())
      out += fmt::format("source: {}\n", text_of(bundle, source));
  }
  return out;
}

std::string describe_control(const rt::Bundle& bundle, const std::string& path,
                             const Style& style) {
  for (const bundle::Control* one : *bundle.root().controls()) {
    if (text_of(bundle, one->path()) != path)
      continue;
    std::string out = style.bold(fmt::format("{} {}", path, text_of(bundle, one->title()))) + "\n";
    if (const std::string doc = text_of(bundle, one->doc()); !doc.empty())
      out += doc + "\n";
    const std::pair<const char*, uint32_t> parts[] = {{"pillar", one->pillar()},
                                                      {"owner", one->owner()},
                                                      {"effort", one->effort()},
                                                      {"cost", one->cost()}};
    for (const auto& [name, what] : parts)
      if (const std::string said = text_of(bundle, what); !said.empty())
        out += fmt::format("{}: {}\n", name, words(said));
    out += fmt::format("implemented when it holds of: {}\n",
                       fact_reads_text(bundle, one->implemented()));
    std::vector<std::string> covers;
    for (uint32_t provision : *one->covers())
      covers.push_back(text_of(bundle, bundle.root().provisions()->Get(provision)->citation()));
    if (!covers.empty())
      out += fmt::format("covers {}\n", fmt::join(covers, ", "));
    for (uint32_t aligned : *one->aligns())
      out += fmt::format("aligns {}\n", text_of(bundle, aligned));
    return out;
  }
  return "";
}

} // namespace ward::tool
