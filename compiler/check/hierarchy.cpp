// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ward::check {

namespace {

using model::CitationId;

struct Edge {
  CitationId to;
  source::Span span;
  bool is_needs;
};
using Graph = std::vector<std::vector<Edge>>;

/// One entry of the path that is searched: a citation and the edge tried next.
struct Step {
  CitationId at;
  size_t next = 0;
};

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    Graph parents(model.citations.size());
    for (const model::Provision& provision : model.provisions)
      if (provision.parent)
        parents[provision.citation.index].push_back(
            {provision.parent, provision.citation_span, false});
    if (report_cycles(parents))
      return;

    Graph parts(model.citations.size());
    for (const model::Provision& provision : model.provisions) {
      if (provision.parent)
        parts[provision.parent.index].push_back(
            {provision.citation, provision.citation_span, false});
      for (const auto& any_of : provision.needs)
        for (const CitationId needed : any_of)
          parts[provision.citation.index].push_back({needed, provision.citation_span, true});
      check_verdicts(provision);
    }
    report_cycles(parts);
  }

  /// Depth first, without recursion: a tree may be as deep as a file is long.
  bool report_cycles(const Graph& graph) {
    enum class Colour : uint8_t { unseen, open, done };
    std::vector<Colour> colours(graph.size(), Colour::unseen);
    std::vector<Step> path;
    bool found = false;
    for (uint32_t root = 0; root < graph.size(); ++root) {
      if (colours[root] != Colour::unseen)
        continue;
      path.push_back({CitationId{root}});
      colours[root] = Colour::open;
      while (!path.empty()) {
        Step& step = path.back();
        const auto& edges = graph[step.at.index];
        if (step.next == edges.size()) {
          colours[step.at.index] = Colour::done;
          path.pop_back();
          continue;
        }
        const Edge& edge = edges[step.next++];
        if (colours[edge.to.index] == Colour::open) {
          report_cycle(graph, path, edge.to);
          found = true;
        } else if (colours[edge.to.index] == Colour::unseen) {
          colours[edge.to.index] = Colour::open;
          path.push_back({edge.to});
        }
      }
    }
    return found;
  }

  void report_cycle(const Graph& graph, const std::vector<Step>& path, CitationId back_to) {
    auto first = std::find_if(path.begin(), path.end(),
                              [&](const Step& step) { return step.at == back_to; });
    // The step taken last from each citation is the edge before `next`.
    std::vector<std::pair<CitationId, const Edge*>> cycle;
    for (auto step = first; step != path.end(); ++step)
      cycle.emplace_back(step->at, &graph[step->at.index][step->next - 1]);
    const auto needs = std::find_if(cycle.begin(), cycle.end(),
                                    [](const auto& part) { return part.second->is_needs; });
    const bool by_needs = needs != cycle.end();
    if (by_needs)
      std::rotate(cycle.begin(), needs, cycle.end());
    const std::string& name = citation_text(model, cycle[0].first);
    diag::Diagnostic& finding =
        by_needs ? context.sink.report(diag::NeedsCycle, cycle[0].second->span, name)
                 : context.sink.report(diag::ParentCycle, cycle[0].second->span, name);
    for (const auto& [from, edge] : cycle) {
      const char* words = edge->is_needs ? "needs" : by_needs ? "has the part" : "lies under";
      finding.note(fmt::format("`{}` {} `{}`", citation_text(model, from), words,
                               citation_text(model, edge->to)),
                   edge->span);
    }
    finding.with_help(by_needs ? "take out the `needs` that the text does not state"
                               : "correct one `under`");
  }

  void check_verdicts(const model::Provision& provision) {
    if (!context.is_own(provision.module))
      return;
    for (const auto& any_of : provision.needs)
      for (const CitationId needed : any_of) {
        const auto& versions = model.citations[needed].versions;
        const bool judged = std::any_of(versions.begin(), versions.end(), [&](auto id) {
          return model::is_judged(model.provisions[id].modality);
        });
        if (judged || versions.empty())
          continue;
        context.sink
            .report(diag::NeedsWithoutVerdict, provision.citation_span,
                    citation_text(model, provision), citation_text(model, needed))
            .note("permissions, exceptions, definitions and scopes have no verdict",
                  model.provisions[versions[0]].citation_span)
            .with_help("need the obligation that stands behind it");
      }
  }
};

} // namespace

void check_hierarchy(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
