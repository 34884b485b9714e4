// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"
#include "check/law.h"
#include "check/leaf.h"
#include "check/possible.h"
#include "check/reach.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::check {

namespace {

struct State {
  const Context& context;
  const model::Model& model = context.model;
  ReachFinder supplied{model, [this](const model::Expr& expr) {
                         return reads_leaf(expr) &&
                                info_of(model, leaf_of(model, expr)).supplied_by;
                       }};
  Possible with_supplied{model, {}};
  Possible for_law{model, {true, {}, false}};
  Possible for_law_with_rows{model, {true, {}, true}};

  void run() {
    if (!anything_supplied())
      return;
    for (const model::Role& role : model.roles)
      check_law(role.when, fmt::format("role `{}`", role.name));
    for (const model::Provision& provision : model.provisions) {
      if (!is_law(model, provision))
        continue;
      const std::string& citation = citation_text(model, provision);
      check_law(provision.applies, fmt::format("`{}`", citation));
      for (const model::ElementId id : provision.elements) {
        const model::Element& element = model.elements[id];
        const std::string who = fmt::format("the element `{}` of `{}`", element.name, citation);
        check_law(element.applies, who);
        check_law(element.expr, who);
      }
    }
    for (const model::Duty& duty : model.duties)
      if (cites_law(model, duty))
        for (const model::ExprId root : roots_of(duty))
          check_law(root, fmt::format("the duty `{}`", duty.path));
    for (uint32_t i = 0; i < model.controls.size(); ++i)
      check_control(model::ControlId{i});
  }

  bool anything_supplied() {
    const auto is_supplied = [](const auto& item) { return !item.info.supplied_by.is_none(); };
    return std::any_of(model.facts.begin(), model.facts.end(), is_supplied) ||
           std::any_of(model.records.begin(), model.records.end(), [&](const auto& record) {
             return std::any_of(record.fields.begin(), record.fields.end(), is_supplied);
           });
  }

  /// Each supplied fact once, by the first way to it.
  std::vector<Reached> supplied_reads(std::initializer_list<model::ExprId> roots) {
    std::vector<Reached> out;
    std::vector<Leaf> seen;
    for (const model::ExprId root : roots)
      for (Reached& reached : supplied.find(root)) {
        const Leaf leaf = leaf_of(model, model.exprs[reached.expr]);
        if (std::find(seen.begin(), seen.end(), leaf) != seen.end())
          continue;
        seen.push_back(leaf);
        out.push_back(std::move(reached));
      }
    return out;
  }

  Leaf leaf_at(const Reached& reached) { return leaf_of(model, model.exprs[reached.expr]); }
  std::string name_at(const Reached& reached) { return name_of(model, leaf_at(reached)); }

  /// Where the expression itself leads to the fact.
  source::Span place(const Reached& reached) {
    return reached.steps.empty() ? model.exprs[reached.expr].span : reached.steps[0].at;
  }

  void explain(const Reached& reached, diag::Diagnostic& finding) {
    add_steps(model, reached, finding);
    const std::string name = name_at(reached);
    if (!reached.steps.empty())
      finding.note(fmt::format("which reads `{}`", name), model.exprs[reached.expr].span);
    const model::FactInfo& info = info_of(model, leaf_at(reached));
    const model::Authority& authority = model.authorities[info.supplied_by];
    finding.note(fmt::format("`{}` is supplied by `{}`, of force {}", name, authority.name,
                             force_text(authority.force)),
                 info.span);
  }

  void check_law(model::ExprId root, const std::string& who) {
    for (const Reached& reached : supplied_reads({root})) {
      diag::Diagnostic& finding =
          context.sink.report(diag::LawReadsSuppliedFact, place(reached), who, name_at(reached));
      explain(reached, finding);
      finding.with_help("a law is judged by the organization's own facts: read one of those");
    }
  }

  const model::Cover* cover_of_law(const model::Control& control) {
    for (const model::Cover& cover : control.covers)
      if (model.authorities[model.citations[cover.citation].authority].force == model::Force::law)
        return &cover;
    return nullptr;
  }

  void check_control(model::ControlId id) {
    const model::Control& control = model.controls[id];
    const model::Cover* cover = cover_of_law(control);
    if (cover == nullptr)
      return;
    const std::vector<Reached> reads = supplied_reads({control.applies, control.implemented});
    // What no facts at all implement is reported as that.
    if (reads.empty() || !with_supplied.in_place(id).may_be_true())
      return;
    if (!for_law.in_place(id).may_be_true())
      report_decisive(id, *cover, reads);
    else if (context.is_own(control.module))
      report_read(id, *cover, reads);
  }

  void report_decisive(model::ControlId id, const model::Cover& cover,
                       const std::vector<Reached>& reads) {
    // The fact without which nothing helps, if it is one alone.
    const Reached* decisive = &reads.front();
    for (const Reached& reached : reads) {
      Possible with_this{model, {true, leaf_at(reached), false}};
      if (!with_this.in_place(id).may_be_true())
        continue;
      decisive = &reached;
      break;
    }
    diag::Diagnostic& finding = context.sink.report(diag::SuppliedFactDecides, place(*decisive),
                                                    model.controls[id].path, name_at(*decisive));
    explain(*decisive, finding);
    for (const Reached& other : reads)
      if (&other != decisive)
        finding.note(fmt::format("`{}` is supplied too", name_at(other)), place(other));
    finding.note("the law that it covers", cover.span)
        .with_help("no certificate or framework verdict makes a law met: ask for the "
                   "organization's own facts, or let the control only `aligns`");
  }

  void report_read(model::ControlId id, const model::Cover& cover,
                   const std::vector<Reached>& reads) {
    const bool only_empty = !for_law_with_rows.in_place(id).may_be_true();
    for (const Reached& reached : reads) {
      diag::Diagnostic& finding = context.sink.report(diag::SuppliedFactRead, place(reached),
                                                      model.controls[id].path, name_at(reached));
      explain(reached, finding);
      if (only_empty)
        finding.note("for the law it is implemented only while a table has no rows at all");
      finding.note("the law that it covers", cover.span)
          .with_help("ask for it in a control of its own that only `aligns`");
    }
  }
};

} // namespace

void check_force(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
