// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"
#include "resolve/state.h"

#include <algorithm>
#include <optional>

namespace ward::resolve {
namespace {

constexpr int64_t strongest = 10; // R7.7

struct Declarer {
  State& state;
  const syntax::CrosswalkDecl& decl;
  model::Crosswalk out;

  void run(model::ModuleId module) {
    out.from = find_authority(state.out, state.sink, decl.from);
    out.to = find_authority(state.out, state.sink, decl.to);
    if (out.from.is_none() || out.to.is_none())
      return;
    if (out.from == out.to) {
      state.sink.report(diag::SelfCrosswalk, decl.to.span, decl.to.text)
          .with_help("how its provisions relate follows from their tree; name another authority");
      return;
    }
    out.title = decl.title.value;
    out.doc = decl.doc.text;
    out.module = module;
    out.span = source::join(decl.from.span, decl.to.span);
    for (const syntax::Text& source : decl.sources)
      out.sources.emplace_back(source.value);
    for (const syntax::Mapping& mapping : decl.mappings)
      row(mapping);
    out.rows_written = decl.mappings.size();
    state.model.crosswalks.push_back(std::move(out));
  }

  void row(const syntax::Mapping& mapping) {
    // Both sides are looked at: one mistake does not hide the other.
    const auto from = side(mapping.from, decl.from.text);
    const auto to = side(mapping.to, decl.to.text);
    model::CrosswalkRow made;
    made.relation = static_cast<model::Relation>(mapping.relation);
    made.span = mapping.span;
    if (mapping.because)
      made.because = mapping.because->value;
    if (!strength(mapping, made) || !from || !to)
      return;
    made.from = *from;
    made.to = *to;
    out.rows.push_back(std::move(made));
  }

  bool strength(const syntax::Mapping& mapping, model::CrosswalkRow& made) {
    if (!mapping.strength)
      return true;
    if (mapping.relation == syntax::SetRelation::none) {
      state.sink.report(diag::StrengthOfNone, mapping.strength->span)
          .with_help("take the strength out: what has nothing in common meets nothing");
      return false;
    }
    if (mapping.strength->value < 1 || mapping.strength->value > strongest) {
      state.sink.report(diag::StrengthOutOfRange, mapping.strength->span)
          .with_help("1 to 3: a little, 4 to 6: about half, 7 to 9: most, 10: all but words");
      return false;
    }
    made.strength = static_cast<uint8_t>(mapping.strength->value);
    return true;
  }

  std::optional<model::Concept> side(const syntax::Target& target, std::string_view authority) {
    if (target.citation.is_missing())
      return std::nullopt;
    if (target.citation.authority != authority) {
      state.sink
          .report(diag::ForeignCitation, target.citation.span, target.citation.text, authority)
          .with_help("this crosswalk goes from `" + std::string(decl.from.text) +
                     "`, on the left, to `" + std::string(decl.to.text) + "`, on the right");
      return std::nullopt;
    }
    model::Concept made;
    made.span = target.span;
    made.citation = find_citation(state.out, state.sink, target.citation, CitationUse::in_force);
    if (made.citation.is_none())
      return std::nullopt;
    const model::Provision& version = version_on_day(made.citation);
    bool known = true;
    for (const syntax::Name& name : target.elements) {
      if (name.is_missing())
        continue;
      const bool has =
          std::any_of(version.elements.begin(), version.elements.end(), [&](model::ElementId id) {
            return state.model.elements[id].name == name.text;
          });
      if (!has) {
        report_unknown_element(state.out, state.sink, made.citation, name);
        known = false;
      } else if (std::find(made.elements.begin(), made.elements.end(), name.text) !=
                 made.elements.end()) {
        state.sink.report(diag::RepeatedItem, name.span, name.text, target.citation.text);
        known = false;
      } else {
        made.elements.emplace_back(name.text);
      }
    }
    if (!known)
      return std::nullopt;
    std::sort(made.elements.begin(), made.elements.end());
    return made;
  }

  /// R7.3: versions stand in the order of their windows.
  const model::Provision& version_on_day(model::CitationId citation) {
    const auto& versions = state.model.citations[citation].versions;
    const auto found = std::find_if(versions.begin(), versions.end(), [&](model::ProvisionId id) {
      const model::Provision& version = state.model.provisions[id];
      return !version.vacated && version.window.until_days > state.model.as_of_days;
    });
    return state.model.provisions[found == versions.end() ? versions.back() : *found];
  }
};

} // namespace

void declare_crosswalks(State& state) {
  each_declaration<syntax::CrosswalkDecl>(state, [&](const auto& decl, model::ModuleId module) {
    Declarer{state, decl, {}}.run(module);
  });
}

} // namespace ward::resolve
