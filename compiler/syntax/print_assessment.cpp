// SPDX-License-Identifier: Apache-2.0
#include "syntax/printer.h"

namespace ward::syntax {

namespace {

void weights(Printer& p, std::string_view word, List<Weight> all) {
  if (all.empty())
    return;
  p.open_line(word);
  for (const Weight& weight : all) {
    p.add(weight.name);
    p.add(weight.percent);
    if (weight.optional)
      p.atom("optional");
    if (weight.under) {
      p.open("under");
      p.add(*weight.under);
      p.close();
    }
  }
  p.close_line();
}

void reads(Printer& p, const AssessmentDecl& decl) {
  p.line("scope", decl.scope);
  p.line("applies", decl.applies);
  p.line("because", decl.because);
  for (const Score& score : decl.scores) {
    p.open_line("score");
    p.add(score.level);
    p.add(score.from);
    if (score.since)
      p.add(score.since);
    p.close_line();
  }
  if (const Inherited* inherited = decl.inherited) {
    p.line("inherited", inherited->share);
    p.line("of", inherited->score);
    p.line("from", inherited->from);
    p.line("when", inherited->when);
  }
  if (const Held* held = decl.held) {
    p.open_line("held");
    p.add(held->variable);
    p.add(held->table);
    p.close_line();
    p.line("where", held->where);
    p.line("issued", held->issued);
    p.line("until", held->until);
    p.line("done", held->done);
    p.line("when", held->when);
  }
}

} // namespace

void print_assessment(Printer& p, const AssessmentDecl& decl) {
  p.add(decl.name);
  if (decl.title)
    p.add(*decl.title);
  if (!decl.variable.is_missing()) {
    p.add(decl.variable);
    p.add(decl.table);
  }
  p.line("source", decl.sources);
  p.line("effective", decl.effective);
  weights(p, "levels", decl.levels);
  weights(p, "ratings", decl.ratings);
  for (const Incubation& each : decl.incubation) {
    p.open_line("incubation");
    p.add(each.level);
    p.add(each.period);
    p.close_line();
  }
  p.line("by", decl.grouped_by);
  p.line("from", decl.group);
  if (decl.certify) {
    p.open_line("certify");
    p.add(decl.certify->unit);
    p.atom(relation_text(decl.certify->op));
    p.add(decl.certify->threshold);
    p.close_line();
  }
  p.line("valid", decl.valid_for);
  if (decl.interim) {
    p.open_line("interim");
    p.add(decl.interim->window);
    p.add(decl.interim->anniversary);
    p.close_line();
  }
  p.line("count", decl.count);
  p.line("unverified", decl.unverified);
  reads(p, decl);
}

} // namespace ward::syntax
