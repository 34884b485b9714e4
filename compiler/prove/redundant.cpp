// SPDX-License-Identifier: Apache-2.0
#include "prove/cone.h"
#include "prove/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

namespace ward::prove {

namespace {

struct Reads {
  std::set<model::ElementId> covered;
  std::set<model::CitationId> aligned;
  std::set<uint32_t> facts;
  std::set<std::pair<uint32_t, uint32_t>> fields;
};

/// Control A adds nothing to B when B covers all that A covers, and is in place whenever A is. Only
/// pairs where B reads nothing that A does not read are asked about: a fact of its own would make
/// it false somewhere.
struct State {
  Context& context;
  const model::Model& model = context.model;
  std::vector<Reads> reads = {};

  void run() {
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      reads.push_back(reads_of(model::ControlId{i}));
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      for (uint32_t j = 0; j < model.controls.size(); ++j)
        if (i != j && context.is_own(model.controls[model::ControlId{i}].module) &&
            is_within(reads[i], reads[j]))
          ask(model::ControlId{i}, model::ControlId{j});
  }

  Reads reads_of(model::ControlId id) const {
    Reads out;
    for (const model::Cover& cover : model.controls[id].covers)
      out.covered.insert(cover.elements.begin(), cover.elements.end());
    for (const model::Align& align : model.controls[id].aligns)
      out.aligned.insert(align.citation);
    Query query;
    context.hold_in_place(query, id, true);
    const Cone cone = cone_of(context.program, query);
    out.facts = cone.facts;
    for (const auto& [table, fields] : cone.fields)
      for (const uint32_t field : fields)
        out.fields.emplace(table, field);
    return out;
  }

  static bool is_within(const Reads& a, const Reads& b) {
    const auto includes = [](const auto& whole, const auto& part) {
      return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
    };
    return !a.covered.empty() && includes(b.covered, a.covered) && includes(b.aligned, a.aligned) &&
           includes(a.facts, b.facts) && includes(a.fields, b.fields);
  }

  Query in_place_without(model::ControlId a, model::ControlId b) const {
    Query query = context.on_any_day();
    context.hold_in_place(query, a, true);
    query.fail_one = {context.lowered(b).law_applies, context.lowered(b).law_implemented};
    return query;
  }

  void ask(model::ControlId a, model::ControlId b) {
    const bool alike = is_within(reads[b.index], reads[a.index]);
    if (alike && b < a && context.is_own(model.controls[b].module))
      return; // asked from the other side
    const std::string what = fmt::format("`{}` is in place whenever `{}` is",
                                         model.controls[b].path, model.controls[a].path);
    const std::string back = fmt::format("`{}` is in place whenever `{}` is",
                                         model.controls[a].path, model.controls[b].path);
    Context* const to = &context;
    const Query reverse = in_place_without(b, a);
    context.ask(
        what, model.controls[a].path_span, in_place_without(a, b), [=](const Answer& first) {
          const bool a_implies_b = first.outcome == Outcome::impossible;
          if (!alike) {
            if (a_implies_b)
              report_shadowed(*to, a, b);
            return;
          }
          to->ask(back, to->model.controls[b].path_span, reverse, [=](const Answer& second) {
            const bool b_implies_a = second.outcome == Outcome::impossible;
            if (a_implies_b && b_implies_a)
              report_equivalent(*to, a, b);
            else if (a_implies_b)
              report_shadowed(*to, a, b);
            else if (b_implies_a)
              report_shadowed(*to, b, a);
          });
        });
  }

  static void report_shadowed(Context& context, model::ControlId a, model::ControlId b) {
    const model::Control& control = context.model.controls[a];
    const model::Control& other = context.model.controls[b];
    context.sink.report(diag::ShadowedControl, control.path_span, control.path, other.path)
        .note("this covers the same, and is in place whenever the first is", other.path_span)
        .with_help("no verdict of a law depends on it: let it only `aligns`, or let it cover what "
                   "the other does not");
  }

  static void report_equivalent(Context& context, model::ControlId a, model::ControlId b) {
    const model::Control& control = context.model.controls[a];
    const model::Control& other = context.model.controls[b];
    context.sink.report(diag::EquivalentControls, control.path_span, control.path, other.path)
        .note("the other one", other.path_span)
        .with_help("keep one of them");
  }
};

} // namespace

void ask_redundant(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
