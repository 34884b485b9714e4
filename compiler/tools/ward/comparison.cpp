// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/comparison.h"

#include "program/natural_order.h"
#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

namespace {

using relate::Relative;

constexpr std::string_view trait_names[] = {"nature",    "purpose",  "mandatory",
                                            "scope",     "guidance", "proof",
                                            "penalties", "audience", "outcome"};

struct Comparer {
  CrosswalkAnswers& answers;
  const CrosswalkLibrary& library = answers.library();
  const bundle::Bundle& root = library.bundle.root();
  Comparison out{};

  std::string text(uint32_t string) const { return text_of(library.bundle, string); }

  std::string list(const flatbuffers::Vector<uint32_t>* strings) const {
    std::string all;
    if (strings != nullptr)
      for (const uint32_t each : *strings)
        all += (all.empty() ? "" : "; ") + text(each);
    return all;
  }

  void side(size_t index, uint32_t authority, uint32_t other) {
    Comparison::Side& made = out.sides[index];
    made.name = library.claims.authorities[authority];
    made.title = library.authority_title(authority);
    for (const relate::ConceptId id : judged_concepts(answers, authority)) {
      ++made.provisions;
      const std::vector<Relative> relatives = answers.relatives(id, other);
      const bool overlaps =
          std::any_of(relatives.begin(), relatives.end(),
                      [](const Relative& one) { return !one.left.has(model::Relation::none); });
      const bool tied = std::any_of(relatives.begin(), relatives.end(), [](const Relative& one) {
        return one.left != relate::RelationSet(model::Relation::none);
      });
      auto& into = answers.together(other).covers(id) ? made.inside
                   : overlaps                         ? made.overlaps
                   : tied                             ? made.unproven
                                                      : made.apart;
      into.push_back(answers.name(id));
    }
    // A provision that is the same concept as its only part has the name of that part.
    for (std::vector<std::string>* list :
         {&made.inside, &made.overlaps, &made.unproven, &made.apart})
      std::sort(list->begin(), list->end(), [](const std::string& a, const std::string& b) {
        return program::compare_citations(a, b) < 0;
      });
  }

  void crosswalks(uint32_t left, uint32_t right) {
    for (const bundle::Crosswalk* each : library.crosswalks)
      if ((each->from() == left && each->to() == right) ||
          (each->from() == right && each->to() == left))
        out.crosswalks.push_back(
            {text(each->title()), list(each->sources()), each->rows()->size()});
  }

  void traits(uint32_t left, uint32_t right) {
    const bundle::Authority* both[2] = {root.authorities()->Get(left),
                                        root.authorities()->Get(right)};
    const auto add = [&](std::string name, auto cell) {
      Comparison::Trait trait{std::move(name), {cell(*both[0]), cell(*both[1])}};
      out.traits.push_back(std::move(trait));
    };
    add("force", [](const bundle::Authority& one) {
      return TraitCell{bundle::EnumNameForce(one.force()), ""};
    });
    add("issued by",
        [&](const bundle::Authority& one) { return TraitCell{list(one.issued_by()), ""}; });
    add("enforced by",
        [&](const bundle::Authority& one) { return TraitCell{list(one.enforced_by()), ""}; });
    for (const std::string_view name : trait_names)
      add(std::string(name), [&](const bundle::Authority& one) {
        TraitCell cell;
        if (one.traits() != nullptr)
          for (const bundle::Trait* trait : *one.traits())
            if (text(trait->name()) == name) {
              cell.text += (cell.text.empty() ? "" : "; ") + text(trait->text());
              if (const std::string source = text(trait->source()); !source.empty())
                cell.source += (cell.source.empty() ? "" : "; ") + source;
            }
        return cell;
      });
    add("source", [&](const bundle::Authority& one) { return TraitCell{list(one.sources()), ""}; });
  }

  /// `covers` lists provisions; `aligns` texts that begin with a citation.
  void controls(uint32_t left, uint32_t right) {
    for (const bundle::Control* control : *root.controls()) {
      bool serves[2] = {false, false};
      const auto serve = [&](const std::string& authority) {
        serves[0] |= authority == library.claims.authorities[left];
        serves[1] |= authority == library.claims.authorities[right];
      };
      for (const uint32_t covered : *control->covers())
        serve(library.claims.authorities[root.provisions()->Get(covered)->authority()]);
      for (const uint32_t aligned : *control->aligns()) {
        const std::string line = text(aligned);
        serve(line.substr(0, line.find(':')));
      }
      if (serves[0] && serves[1])
        out.controls.push_back(text(control->path()));
      else if (serves[0] || serves[1])
        out.sides[serves[0] ? 0 : 1].controls.push_back(text(control->path()));
    }
  }
};

} // namespace

Comparison compare(CrosswalkAnswers& answers, uint32_t left, uint32_t right) {
  Comparer comparer{answers};
  comparer.out.as_of = format_day(answers.library().day);
  comparer.side(0, left, right);
  comparer.side(1, right, left);
  comparer.traits(left, right);
  comparer.crosswalks(left, right);
  comparer.controls(left, right);
  return std::move(comparer.out);
}

llvm::json::Object comparison_json(const Comparison& comparison) {
  using llvm::json::Array;
  using llvm::json::Object;
  const auto list = [](const std::vector<std::string>& items) { return Array(items); };
  Array sides, traits;
  for (const Comparison::Side& side : comparison.sides)
    sides.push_back(Object{{"authority", side.name},
                           {"title", side.title},
                           {"provisions", static_cast<int64_t>(side.provisions)},
                           {"inside", list(side.inside)},
                           {"overlaps", list(side.overlaps)},
                           {"unproven", list(side.unproven)},
                           {"apart", list(side.apart)},
                           {"controls", list(side.controls)}});
  for (const Comparison::Trait& trait : comparison.traits) {
    Array cells;
    for (const TraitCell& cell : trait.cells)
      cells.push_back(Object{{"text", cell.text}, {"source", cell.source}});
    traits.push_back(Object{{"name", trait.name}, {"cells", std::move(cells)}});
  }
  Array crosswalks;
  for (const Comparison::Mapping& each : comparison.crosswalks)
    crosswalks.push_back(Object{{"title", each.title},
                                {"sources", each.sources},
                                {"rows", static_cast<int64_t>(each.rows)}});
  return Object{{"schema_version", 1},         {"as_of", comparison.as_of},
                {"traits", std::move(traits)}, {"crosswalks", std::move(crosswalks)},
                {"sides", std::move(sides)},   {"controls", list(comparison.controls)}};
}

} // namespace ward::tool
