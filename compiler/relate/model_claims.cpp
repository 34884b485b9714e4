// SPDX-License-Identifier: Apache-2.0
#include "relate/model_claims.h"

#include <algorithm>

namespace ward::relate {
namespace {

constexpr uint32_t no_concept = UINT32_MAX;

struct Reader {
  const model::Model& model;
  ModelClaims out;
  std::vector<uint32_t> of_citation = std::vector<uint32_t>(model.citations.size(), no_concept);

  ModelClaims run() {
    for (const model::Authority& authority : model.authorities)
      out.claims.authorities.push_back(authority.name);
    for (uint32_t i = 0; i < model.citations.size(); ++i)
      if (const model::Provision* version = version_on_day(model.citations[model::CitationId{i}])) {
        of_citation[i] = static_cast<uint32_t>(out.provisions.size());
        out.provisions.push_back(version);
      }
    for (const model::Provision* version : out.provisions)
      provision(*version);
    for (const model::Crosswalk& crosswalk : model.crosswalks) {
      for (const model::CrosswalkRow& row : crosswalk.rows) {
        out.claims.rows.push_back(
            {out.claims.crosswalks, side(row.from), row.relation, side(row.to)});
        out.rows.push_back(&row);
      }
      out.crosswalks.push_back(&crosswalk);
      ++out.claims.crosswalks;
    }
    return std::move(out);
  }

  /// R7.3: versions stand in the order of their windows.
  const model::Provision* version_on_day(const model::Citation& citation) const {
    for (const model::ProvisionId id : citation.versions) {
      const model::Provision& version = model.provisions[id];
      if (!version.vacated && version.window.until_days > model.as_of_days)
        return &version;
    }
    return nullptr;
  }

  /// R7.4: children count that are in force on the first day on which this version is, from the
  /// day of the check on.
  void provision(const model::Provision& version) {
    const int32_t day = std::max(version.window.from_days, model.as_of_days);
    Provision made;
    made.citation = model.citations[version.citation].text;
    made.authority = version.authority.index;
    for (const model::ElementId id : version.elements)
      if (model.elements[id].basis == model::Basis::text)
        made.elements.push_back(model.elements[id].name);
    for (const model::CitationId citation : version.children) {
      const uint32_t index = of_citation[citation.index];
      if (index == no_concept)
        continue;
      const model::Provision& child = *out.provisions[index];
      if (child.parent == version.citation && model::is_judged(child.modality) &&
          child.window.from_days <= day)
        made.children.push_back(index);
    }
    out.claims.provisions.push_back(std::move(made));
  }

  Side side(const model::Concept& concept_) const {
    return {of_citation[concept_.citation.index], concept_.elements};
  }
};

} // namespace

ModelClaims claims_of(const model::Model& model) {
  return Reader{model, {}}.run();
}

std::string text_of(const model::Model& model, const model::Concept& side) {
  std::string out = model.citations[side.citation].text;
  for (size_t i = 0; i < side.elements.size(); ++i)
    out += (i == 0 ? ".{" : ", ") + side.elements[i];
  return side.elements.empty() ? out : out + "}";
}

} // namespace ward::relate
