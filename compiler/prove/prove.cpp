// SPDX-License-Identifier: Apache-2.0
#include "prove/prove.h"

#include "prove/cache.h"
#include "prove/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::prove {

namespace {

constexpr ProofInfo proofs[] = {
#define WARD_PROOF(name, what) {#name, what},
#include "prove/proofs.def"
#undef WARD_PROOF
};

struct State {
  Context& context;
  const Options& options;
  Cache cache{context.subject, options.cache_file};
  Summary out = {};
  std::set<model::ControlId> relied_on = {}; ///< whose trust was needed

  Summary run() {
#define WARD_PROOF(name, what) ask_##name(context);
#include "prove/proofs.def"
#undef WARD_PROOF
    while (!context.questions.empty()) {
      if (options.progress)
        options.progress(out.questions, out.questions + context.questions.size());
      const Question question = std::move(context.questions.front());
      context.questions.pop_front();
      answer(question);
    }
    for (uint32_t i = 0; i < context.model.controls.size(); ++i)
      report_idle_trust(model::ControlId{i});
    cache.write();
    return std::move(out);
  }

  void answer(const Question& question) {
    ++out.questions;
    std::string fault;
    const Answer answer = find(question.query, fault);
    if (!fault.empty()) {
      out.faults.push_back(fmt::format("{}: {}", question.what, fault));
      return;
    }
    out.cached += answer.cached;
    if (answer.outcome == Outcome::undecided)
      report_undecided(question, answer);
    else
      ++out.decided;
    question.then(answer);
  }

  Answer find(const Query& query, std::string& fault) {
    if (options.cache_file.empty())
      return solve(context.subject, query, fault);
    const Cache::Key key = cache.key_of(query);
    if (std::optional<Answer> known = cache.find(key, query.first_day))
      return std::move(*known);
    Answer made = solve(context.subject, query, fault);
    const bool has_witness = query.show && made.outcome == Outcome::possible;
    if (fault.empty() && !has_witness)
      cache.keep(key, query.first_day, made);
    return made;
  }

  void report_undecided(const Question& question, const Answer& answer) {
    out.unproved.push_back(fmt::format("{}: {}", question.what, answer.because));
    if (!question.about) {
      context.sink.report(diag::NotDecided, question.place, question.what).note(answer.because);
      return;
    }
    const model::Control& control = context.model.controls[question.about];
    relied_on.insert(question.about);
    if (!control.trusted_because.empty()) {
      ++out.trusted;
      return;
    }
    context.sink.report(diag::Unproved, question.place, question.what)
        .note(answer.because)
        .with_help(
            "write it in a simpler way, or say in the control `trusted because \"...\"`: then it "
            "is listed, and no error");
  }

  void report_idle_trust(model::ControlId id) {
    const model::Control& control = context.model.controls[id];
    if (control.trusted_because.empty() || relied_on.contains(id) ||
        !context.is_own(control.module))
      return;
    context.sink.report(diag::IdleTrust, control.trusted_span, control.path)
        .with_help("take it out");
  }
};

} // namespace

std::span<const ProofInfo> all_proofs() {
  return proofs;
}

Summary prove(const model::Model& model, const program::Program& program, const Replay& replay,
              const Options& options, diag::Sink& sink) {
  const lower::Layout layout = lower::lay_out(model);
  const Subject subject{model, layout, program, replay, options.limits};
  Context context{subject, model, program, std::vector<bool>(model.modules.size()), sink, {}};
  for (const model::ModuleId module : options.own_modules)
    context.own[module.index] = true;
  return State{context, options}.run();
}

} // namespace ward::prove
