// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command.h"
#include "tools/ward/crosswalk_answer.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

namespace {

using relate::ConceptId;
using relate::Relative;
using relate::Step;
using relate::StepId;

struct Printer {
  CrosswalkAnswers& answers;
  const page::Style& style;
  const CrosswalkLibrary& library = answers.library();
  std::string out{};

  void line(size_t indent, const std::string& text, const std::string& place) {
    const std::string words = std::string(indent, ' ') + text;
    const size_t width = static_cast<size_t>(
        std::count_if(words.begin(), words.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    out += words;
    if (!place.empty())
      out += std::string(width < 78 ? 78 - width : 2, ' ') + style.dim(place);
    out += '\n';
  }

  std::string title_of(ConceptId id) const {
    const std::string title = answers.title(id);
    return title.empty() ? "" : "  " + title;
  }

  /// A step as it is stated, whichever way it is walked.
  void step(StepId id, size_t indent) {
    const Step& one = answers.network().steps()[id];
    if (one.row == Step::axiom) {
      line(indent, fmt::format("{} is a part of {}", answers.name(one.from), answers.name(one.to)),
           library.place(
               *library.provisions[answers.network().concepts()[one.from].provision]->origin()));
      return;
    }
    const bundle::CrosswalkRow& row = *library.rows[one.row];
    line(indent,
         fmt::format("{} {} {}", library.left(row), words(one.relation), library.right(row)),
         library.place(*row.origin()));
  }

  void proof(const Relative& one) {
    for (size_t i = 0; i < one.proof.size(); ++i) {
      if (i > 0)
        line(8, "and", "");
      for (const relate::Walked& walked : one.proof[i])
        step(walked.step, 8);
    }
    if (one.apart)
      line(8, "and what is equal to each stands twice in one authority: they are not equal", "");
  }

  void stated(ConceptId id, const Relative& one) {
    const bundle::CrosswalkRow& row = *answers.row_between(id, one.other);
    std::string text =
        fmt::format("{:<11} {}{}", words(one.left), answers.name(one.other), title_of(one.other));
    if (row.strength() != 0)
      text += fmt::format("  strength {}", row.strength());
    line(4, text, library.place(*row.origin()));
    if (const std::string because = library.because(row); !because.empty())
      line(8, "because " + because, "");
  }

  void relative(ConceptId id, const Relative& one) {
    switch (one.kind) {
    case Relative::Kind::stated:
      stated(id, one);
      return;
    case Relative::Kind::unproven:
      line(4, answers.name(one.other) + title_of(one.other), "");
      break;
    default:
      line(
          4,
          fmt::format("{:<11} {}{}", words(one.left), answers.name(one.other), title_of(one.other)),
          "");
    }
    proof(one);
  }

  /// Whether the authority as a whole holds the concept (R7.12), or which parts it does not.
  void together(ConceptId id, uint32_t authority) {
    const relate::Together& shown = answers.together(authority);
    if (shown.covers(id)) {
      const std::vector<ConceptId> by = shown.by(id);
      if (by.size() < 2)
        return;
      out += fmt::format("  {}\n", style.bold("together"));
      std::vector<std::string> names;
      for (const ConceptId one : by)
        names.push_back(answers.name(one));
      line(4, fmt::format("every part lies in {} of {}", by.size(), fmt::join(names, ", ")), "");
      for (const StepId one : shown.proof(id))
        step(one, 8);
      return;
    }
    std::vector<std::string> held, missing;
    for (const ConceptId part : answers.network().concepts()[id].parts)
      (shown.covers(part) ? held : missing).push_back(answers.name(part));
    if (held.empty())
      return;
    out += fmt::format("  {}\n", style.bold("in part"));
    line(4, fmt::format("lies in it: {}", fmt::join(held, ", ")), "");
    line(4, fmt::format("not shown:  {}", fmt::join(missing, ", ")), "");
  }

  void of_concept(ConceptId id, std::optional<uint32_t> to) {
    out += style.bold(answers.name(id)) + title_of(id) + "\n";
    out += fmt::format("{} · as of {}\n",
                       library.authority_title(answers.network().concepts()[id].authority),
                       format_day(library.day));
    const std::vector<Relative> all = answers.relatives(id, to);
    for (size_t begin = 0; begin < all.size();) {
      const uint32_t authority = answers.network().concepts()[all[begin].other].authority;
      size_t end = begin;
      while (end < all.size() &&
             answers.network().concepts()[all[end].other].authority == authority)
        ++end;
      out += fmt::format("\n{} · {}\n", style.bold(library.authority_title(authority)),
                         library.claims.authorities[authority]);
      for (size_t i = begin; i < end; ++i) {
        if (i == begin || all[i].kind != all[i - 1].kind)
          out += fmt::format("  {}\n", heading(all[i].kind));
        relative(id, all[i]);
      }
      together(id, authority);
      begin = end;
    }
    if (all.empty())
      out += fmt::format("\nNo row ties it to {}.\n",
                         to ? library.authority_title(*to) : "another authority");
  }

  std::string heading(Relative::Kind kind) const {
    switch (kind) {
    case Relative::Kind::stated:
      return style.bold("stated");
    case Relative::Kind::proven:
      return style.bold("proven");
    case Relative::Kind::narrowed:
      return style.bold("narrowed") + ": one of these holds";
    case Relative::Kind::unproven:
      return style.bold("related, unproven") + ": any relation may hold, also none";
    }
    return {};
  }

  void of_pair(uint32_t from, uint32_t to) {
    size_t counts[4] = {}, tied = 0, held = 0;
    const std::vector<ConceptId> concepts = judged_concepts(answers, from);
    out += fmt::format("{} to {} · as of {}\n", style.bold(library.authority_title(from)),
                       style.bold(library.authority_title(to)), format_day(library.day));
    for (const ConceptId id : concepts) {
      const std::vector<Relative> all = answers.relatives(id, to);
      const bool is_held = answers.together(to).covers(id);
      held += is_held;
      tied += !all.empty();
      if (all.empty())
        continue;
      out += fmt::format("\n{}{}{}\n", style.bold(answers.name(id)), title_of(id),
                         is_held ? "  · lies in it" : "");
      size_t unproven = 0;
      for (const Relative& one : all) {
        ++counts[static_cast<size_t>(one.kind)];
        if (one.kind == Relative::Kind::unproven)
          ++unproven;
        else
          line(2,
               fmt::format("{:<9} {:<11} {}{}", kind_word(one.kind), words(one.left),
                           answers.name(one.other), title_of(one.other)),
               "");
      }
      if (unproven > 0)
        line(2, fmt::format("unproven  {} more", unproven), "");
    }
    out += fmt::format(
        "\nOf {} provisions with a verdict {} are tied by rows, and {} are proven to lie in it.\n"
        "Pairs: {} stated, {} proven, {} narrowed, {} related and unproven.\n",
        concepts.size(), tied, held, counts[0], counts[1], counts[2], counts[3]);
  }
};

} // namespace

std::string concept_text(CrosswalkAnswers& answers, ConceptId id, std::optional<uint32_t> to,
                         const page::Style& style) {
  Printer printer{answers, style};
  printer.of_concept(id, to);
  return printer.out;
}

std::string pair_text(CrosswalkAnswers& answers, uint32_t from, uint32_t to,
                      const page::Style& style) {
  Printer printer{answers, style};
  printer.of_pair(from, to);
  return printer.out;
}

} // namespace ward::tool
