// SPDX-License-Identifier: Apache-2.0
#include "prove/prove.h"

#include "prove/cache.h"
#include "prove/context.h"
#include "prove/together.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

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
    out.questions = out.decided = context.settled;
    out.faults = std::move(context.faults);
    const std::vector<bool> possible = ask_together();
    for (size_t i = 0; !context.questions.empty(); ++i) {
      if (options.progress)
        options.progress(out.questions, out.questions + context.questions.size());
      const Question question = std::move(context.questions.front());
      context.questions.pop_front();
      answer(question, i < possible.size() && possible[i]);
    }
    for (uint32_t i = 0; i < context.model.controls.size(); ++i)
      report_idle_trust(model::ControlId{i});
    cache.write();
    return std::move(out);
  }

  /// By question: whether asking many together found that there is one.
  std::vector<bool> ask_together() {
    std::vector<size_t> places;
    std::vector<Likely> likely;
    for (size_t i = 0; i < context.questions.size(); ++i)
      if (const Question& question = context.questions[i]; question.likely) {
        places.push_back(i);
        likely.push_back({&question.query, cached(question.query).has_value()});
      }
    const std::vector<bool> found = possible_together(context.subject, likely, out.faults);
    std::vector<bool> possible(context.questions.size());
    for (size_t i = 0; i < places.size(); ++i)
      possible[places[i]] = found[i];
    return possible;
  }

  void answer(const Question& question, bool is_possible) {
    ++out.questions;
    std::string fault;
    const Answer answer = find(question, is_possible, fault);
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

  std::optional<Answer> cached(const Query& query) {
    if (options.cache_file.empty())
      return std::nullopt;
    return cache.find(cache.key_of(query), query.first_day);
  }

  Answer find(const Question& question, bool is_possible, std::string& fault) {
    const Query& query = question.query;
    if (std::optional<Answer> known = cached(query))
      return std::move(*known);
    Answer made;
    if (is_possible)
      made.outcome = Outcome::possible;
    else
      made = solve(context.subject, query, fault);
    const bool has_witness = query.show && made.outcome == Outcome::possible;
    // Asked with others it may be decided: then so it is in every run.
    const bool is_open = question.likely && made.outcome == Outcome::undecided;
    if (fault.empty() && !has_witness && !is_open && !options.cache_file.empty())
      cache.keep(cache.key_of(query), query.first_day, made);
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
              const Price& price, const Options& options, diag::Sink& sink) {
  const lower::Layout layout = lower::lay_out(model);
  const Subject subject{model, layout, program, replay, price, options.limits};
  Context context{subject, model, program, std::vector<bool>(model.modules.size()), sink, {}};
  for (const model::ModuleId module : options.own_modules)
    context.own[module.index] = true;
  return State{context, options}.run();
}

} // namespace ward::prove
