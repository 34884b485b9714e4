// SPDX-License-Identifier: Apache-2.0
#include "diag/sink.h"
#include "resolve/lookup.h"

#include <algorithm>

namespace ward::resolve {
namespace {

std::string title_of(const Declarations& decls, std::string_view citation) {
  const auto found = decls.citations.find(citation);
  if (found == decls.citations.end())
    return {};
  const model::Citation& known = decls.model.citations[found->second];
  return known.versions.empty() ? "" : decls.model.provisions[known.versions.back()].title;
}

/// What the index says of a citation without a version to use; false when it says nothing.
bool report_indexed(const Declarations& decls, diag::Sink& sink, const syntax::Citation& citation) {
  const auto found = decls.indexed.find(citation.text);
  if (found == decls.indexed.end())
    return false;
  using Kind = model::IndexedCitation::Kind;
  const model::IndexedCitation& entry = decls.model.index[found->second];
  switch (entry.kind) {
  case Kind::renumbered: {
    const std::string title = title_of(decls, entry.moved_to);
    sink.report(diag::RenumberedCitation, citation.span, citation.text)
        .at("not in force since " + date_text(entry.on_days))
        .note(entry.because + " moved it to `" + entry.moved_to + "`" +
              (title.empty() ? "" : " \"" + title + "\""))
        .fix(citation.span, entry.moved_to, "replace with `" + entry.moved_to + "`");
    return true;
  }
  case Kind::reserved:
    sink.report(diag::ReservedCitation, citation.span, citation.text)
        .note("the index says so here", entry.span)
        .with_help("a reserved number holds no text; cite what does");
    return true;
  case Kind::printed:
    sink.report(diag::NotModelled, citation.span, citation.text)
        .note("the index lists it here", entry.span)
        .with_help("declare a `provision " + std::string(citation.text) +
                   "`, or cite a part that is modelled");
    return true;
  }
  return false;
}

/// The longest declared citation that this one continues, or none.
std::string_view declared_above(const Declarations& decls, std::string_view text) {
  for (size_t end = text.size(); end-- > 0;)
    if (text[end] == '(' || text[end] == '.' || text[end] == '-')
      if (decls.citations.count(text.substr(0, end)) != 0)
        return text.substr(0, end);
  return {};
}

void report_unknown_citation(const Declarations& decls, diag::Sink& sink,
                             const syntax::Citation& citation) {
  auto& out = sink.report(diag::UnknownCitation, citation.span, citation.text, citation.authority);
  suggest_near(decls, out, citation.span, citation.text, [&] {
    std::vector<std::string> list;
    for (const auto& [text, id] : decls.citations)
      if (text.substr(0, text.find(':')) == citation.authority)
        list.emplace_back(text);
    return list;
  });
  if (const std::string_view above = declared_above(decls, citation.text); !above.empty()) {
    const model::Citation& parent = decls.model.citations[decls.citations.at(above)];
    out.note("`" + std::string(above) + "` is declared here",
             decls.model.provisions[parent.versions.front()].citation_span);
  }
}

} // namespace

model::CitationId find_citation(const Declarations& decls, diag::Sink& sink,
                                const syntax::Citation& citation, CitationUse use) {
  if (citation.is_missing())
    return {};
  const auto found = decls.citations.find(citation.text);
  if (found == decls.citations.end()) {
    if (decls.authorities.count(citation.authority) == 0)
      find_authority(decls, sink, {citation.authority, citation.authority_span()});
    else if (!report_indexed(decls, sink, citation))
      report_unknown_citation(decls, sink, citation);
    return {};
  }
  if (use == CitationUse::any)
    return found->second;
  const model::Model& model = decls.model;
  const model::Citation& known = model.citations[found->second];
  const model::Provision* last = nullptr;
  for (model::ProvisionId id : known.versions) {
    const model::Provision& version = model.provisions[id];
    if (!version.vacated && version.window.until_days > model.as_of_days)
      return found->second;
    last = &version;
  }
  if (last->vacated) {
    sink.report(diag::VacatedCitation, citation.span, citation.text)
        .at("vacated " + date_text(last->vacated->on_days))
        .note("by \"" + last->vacated->by + "\"", last->citation_span);
  } else if (!report_indexed(decls, sink, citation)) {
    sink.report(diag::NotInForce, citation.span, citation.text, date_text(model.as_of_days))
        .at("not in force since " + date_text(last->window.until_days))
        .note("its last version is declared here", last->citation_span);
  }
  return {};
}

} // namespace ward::resolve
