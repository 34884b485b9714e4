// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"
#include "check/law.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ward::check {

namespace {

using model::Provision;
using model::Window;

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const Provision& provision : model.provisions) {
      if (provision.window.from_days == INT32_MIN && !provision.proposal &&
          is_law(model, provision))
        context.sink
            .report(diag::ProvisionWithoutDate, provision.citation_span,
                    citation_text(model, provision))
            .with_help("write `in force from` and the first day of this text");
      check_order(provision, provision.window, provision.citation_span);
      for (const model::Gap& gap : provision.gaps)
        check_order(provision, gap.window, gap.span);
    }
    for (const model::Citation& citation : model.citations)
      check_versions(citation);
  }

  void check_order(const Provision& provision, const Window& window, source::Span span) {
    if (window.from_days < window.until_days)
      return;
    context.sink
        .report(diag::WindowEndsFirst, span, citation_text(model, provision),
                date_text(window.until_days), date_text(window.from_days))
        .with_help("`until` is the first day out, so it lies after `from`");
  }

  void check_versions(const model::Citation& citation) {
    // What a proposal brings stands beside what is in force, never in one row with it.
    std::vector<const Provision*> versions;
    for (const model::ProvisionId id : citation.versions)
      if (const Provision& version = model.provisions[id];
          version.window.from_days < version.window.until_days)
        versions.push_back(&version);
    std::stable_sort(versions.begin(), versions.end(), [](const auto* a, const auto* b) {
      if (a->proposal != b->proposal)
        return a->proposal < b->proposal;
      return a->window.from_days < b->window.from_days;
    });
    std::vector<Window> holes;
    for (size_t i = 1; i < versions.size(); ++i) {
      const Provision &before = *versions[i - 1], &after = *versions[i];
      if (before.proposal != after.proposal)
        continue;
      if (before.window.until_days > after.window.from_days) {
        report_overlap(citation, before, after);
      } else if (before.window.until_days < after.window.from_days) {
        holes.push_back({before.window.until_days, after.window.from_days});
        if (!has_gap(citation, holes.back()))
          report_hole(citation, before, after);
      }
    }
    for (const model::ProvisionId id : citation.versions)
      for (const model::Gap& gap : model.provisions[id].gaps)
        check_gap(citation, gap, holes);
  }

  bool has_gap(const model::Citation& citation, const Window& hole) {
    for (const model::ProvisionId id : citation.versions)
      for (const model::Gap& gap : model.provisions[id].gaps)
        if (same(gap.window, hole))
          return true;
    return false;
  }

  static bool same(const Window& a, const Window& b) {
    return a.from_days == b.from_days && a.until_days == b.until_days;
  }

  void report_overlap(const model::Citation& citation, const Provision& before,
                      const Provision& after) {
    context.sink
        .report(diag::OverlappingVersions, after.citation_span, citation.text,
                date_text(after.window.from_days == INT32_MIN ? before.window.from_days
                                                              : after.window.from_days))
        .note("the version before it", before.citation_span)
        .with_help(fmt::format("end the earlier version with `until {}`",
                               date_text(after.window.from_days)));
  }

  void report_hole(const model::Citation& citation, const Provision& before,
                   const Provision& after) {
    const std::string from = date_text(before.window.until_days);
    const std::string until = date_text(after.window.from_days);
    context.sink.report(diag::UnexplainedHole, after.citation_span, citation.text, from, until)
        .note("the version before the hole", before.citation_span)
        .with_help(
            fmt::format("close it, or write `gap from {} until {} because \"...\"`", from, until));
  }

  void check_gap(const model::Citation& citation, const model::Gap& gap,
                 const std::vector<Window>& holes) {
    if (gap.window.from_days >= gap.window.until_days)
      return;
    std::vector<std::string> candidates;
    for (const Window& hole : holes) {
      if (same(gap.window, hole))
        return;
      candidates.push_back(
          fmt::format("from {} until {}", date_text(hole.from_days), date_text(hole.until_days)));
    }
    diag::Diagnostic& finding =
        context.sink.report(diag::GapWithoutHole, gap.span, date_text(gap.window.from_days),
                            date_text(gap.window.until_days), citation.text);
    finding.with_help(candidates.empty()
                          ? "its versions leave no hole: take the gap out, or correct the windows"
                          : "the holes are " + list_text(candidates));
  }
};

} // namespace

void check_windows(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
