// SPDX-License-Identifier: Apache-2.0
#include "report/judgement.h"

#include "report/judge_duties.h"
#include "report/supplied.h"

namespace ward::rt {
namespace {

bool is_judged(bundle::Modality modality) {
  return modality <= bundle::Modality::condition;
}

struct Judge {
  Evaluation& evaluation;
  Evaluation* strict;
  const JudgeOptions& options;
  Arena& arena;
  const Bundle& bundle = evaluation.bundle();
  const bundle::Bundle& root = bundle.root();
  const BoundFacts& facts = evaluation.facts();
  Explainer explainer{arena};
  SuppliedFacts supplied{arena};
  bool assumes = false;
  ProvisionLine* provisions = nullptr;
  ElementLine* elements = nullptr;
  ControlLine* controls = nullptr;
  ExceptionLine* exceptions = nullptr;
  AuthorityCount* authorities = nullptr;

  ward_status run(Judgement& out) {
    uint32_t element_count = 0;
    for (const bundle::Provision* provision : *root.provisions())
      element_count += provision->elements()->size();
    provisions = arena.array<ProvisionLine>(root.provisions()->size());
    elements = arena.array<ElementLine>(element_count);
    controls = arena.array<ControlLine>(root.controls()->size());
    exceptions = arena.array<ExceptionLine>(root.exceptions()->size());
    authorities = arena.array<AuthorityCount>(root.authorities()->size());
    if (arena.failed())
      return WARD_ERR_OUT_OF_MEMORY;

    for (uint32_t i = 0; i < root.proposals()->size(); ++i)
      assumes = assumes || facts.assumed[i];
    ward_status status = WARD_OK;
    if (!options.without_reasons) {
      status = explainer.open(evaluation, strict);
      if (status == WARD_OK)
        status = supplied.open(evaluation, explainer);
    }
    for (uint32_t i = 0; status == WARD_OK && i < root.controls()->size(); ++i)
      status = judge_control(i);
    if (status != WARD_OK)
      return status;
    judge_exceptions();
    for (uint32_t i = 0; i < root.authorities()->size(); ++i)
      authorities[i].selected = is_selected(i);
    uint32_t first_element = 0;
    for (uint32_t i = 0; status == WARD_OK && i < root.provisions()->size(); ++i) {
      provisions[i].first_element = first_element;
      first_element += root.provisions()->Get(i)->elements()->size();
      status = judge_provision(*root.provisions()->Get(i), provisions[i],
                               is_wanted(options.provision_reasons, i));
    }
    if (status != WARD_OK)
      return status;
    out = {provisions, elements, controls, exceptions, authorities, assumes};
    return judge_duties(evaluation, strict, options.without_reasons ? nullptr : &explainer,
                        options.duty_reasons, arena, provisions, out);
  }

  Cell leaf(const Atom& atom) const { return cell_of(facts, atom); }
  static bool is_leaf(const Atom& atom) {
    return atom.kind == Atom::Kind::fact || atom.kind == Atom::Kind::field;
  }

  bool is_wanted(const bool* wanted, uint32_t index) const {
    return !options.without_reasons && (wanted == nullptr || wanted[index]);
  }

  /// The explanation of a target and the details that come from it alone.
  ward_status explain(Target target, Line& line) {
    Explanation& explanation = line.explanation;
    if (const ward_status status = explainer.explain(target, &explanation); status != WARD_OK)
      return status;
    if (explanation.presumed)
      line.details |= bit(Detail::presumed);
    if (explanation.no_instances)
      line.details |= bit(Detail::no_instances);
    for (uint32_t i = 0; i < explanation.reason.count; ++i) {
      if (!is_leaf(explanation.reason.items[i]))
        continue;
      const Proof proof = leaf(explanation.reason.items[i]).proof;
      if (!line.has_proof || proof < line.weakest)
        line.weakest = proof;
      line.has_proof = true;
    }
    for (uint32_t i = 0; i < explanation.may_matter.count; ++i) {
      const Atom& atom = explanation.may_matter.items[i];
      if (atom.kind == Atom::Kind::row)
        continue;
      const Cause cause = is_leaf(atom) ? leaf(atom).cause : facts.tables[atom.index].open_because;
      if (cause == Cause::stale)
        line.details |= bit(Detail::stale);
      if (cause == Cause::undated)
        line.details |= bit(Detail::undated);
    }
    const bool good = line.verdict == WARD_MET || line.verdict == WARD_IMPLEMENTED;
    if (good && line.has_proof && line.weakest == Proof::self_stated)
      line.details |= bit(Detail::unverified);
    return WARD_OK;
  }

  ward_status judge_control(uint32_t index) {
    const bundle::Control& control = *root.controls()->Get(index);
    ControlLine& out = controls[index];
    const Target own{control.applies(), control.implemented()};
    out.line.verdict = control_verdict(outcome_of(evaluation, own));
    out.for_law =
        control_verdict(outcome_of(evaluation, {control.law_applies(), control.law_implemented()}));
    return is_wanted(options.control_reasons, index) ? explain(own, out.line) : WARD_OK;
  }

  void judge_exceptions() {
    for (uint32_t i = 0; i < root.exceptions()->size(); ++i) {
      const bundle::Exception& exception = *root.exceptions()->Get(i);
      ExceptionLine& out = exceptions[i];
      if (facts.as_of < exception.on_day())
        out.state = ExceptionState::not_yet;
      if (facts.as_of > exception.expires_day())
        out.state = ExceptionState::expired;
      if (out.state != ExceptionState::active)
        continue;
      ControlLine& control = controls[exception.control()];
      out.applies = control.line.verdict == WARD_NOT_IMPLEMENTED &&
                    evaluation.truth(exception.implemented_without()) == Truth::yes;
      if (!out.applies)
        continue;
      control.line.details |= bit(Detail::excepted);
      if (control.exception == 0)
        control.exception = i + 1;
    }
  }

  bool is_selected(uint32_t authority) const {
    if (facts.profile == UINT32_MAX)
      return true;
    const auto& selected = *root.profiles()->Get(facts.profile)->authorities();
    if (selected.size() == 0)
      return true;
    for (uint32_t one : selected)
      if (one == authority)
        return true;
    return false;
  }

  bool in_scope(bundle::Force force) const {
    if (facts.profile == UINT32_MAX)
      return true;
    if (force != bundle::Force::framework && force != bundle::Force::guidance)
      return true;
    const uint32_t scope = root.profiles()->Get(facts.profile)->scope();
    return scope == no_node || evaluation.truth(scope) == Truth::yes;
  }

  WhyNot why_not(const bundle::Provision& provision, ProvisionLine& out) const {
    if (!is_judged(provision.modality()))
      return WhyNot::modality;
    if (provision.vacated())
      return WhyNot::vacated;
    if (facts.as_of < provision.from_day() || facts.as_of >= provision.until_day())
      return WhyNot::not_in_force;
    if (provision.proposal() != 0 && !facts.assumed[provision.proposal() - 1])
      return WhyNot::not_assumed;
    for (uint32_t proposal : *provision.replaced_by())
      if (facts.assumed[proposal]) {
        out.replaced_by = proposal;
        return WhyNot::replaced;
      }
    if (!authorities[provision.authority()].selected)
      return WhyNot::not_selected;
    if (!in_scope(root.authorities()->Get(provision.authority())->force()))
      return WhyNot::out_of_scope;
    // What does not bind the organization is never upcoming for it.
    if (evaluation.truth(provision.due()) == Truth::no &&
        evaluation.truth(provision.applies()) != Truth::no)
      return WhyNot::upcoming;
    return WhyNot::judged;
  }

  ward_status judge_provision(const bundle::Provision& provision, ProvisionLine& out,
                              bool with_reasons) {
    AuthorityCount& count = authorities[provision.authority()];
    out.why = why_not(provision, out);
    if (out.why != WhyNot::judged) {
      ++count.not_judged;
      return WARD_OK;
    }
    // Where it does not apply, that is the reason: alone, a date that is not due yet would make it
    // upcoming instead (R3.12).
    const bool applies = evaluation.truth(provision.applies()) != Truth::no;
    const Target target{applies ? provision.applicable() : provision.applies(), provision.met()};
    Line& line = out.line;
    line.verdict = provision_verdict(outcome_of(evaluation, target));
    switch (line.verdict) {
    case WARD_MET:
      ++count.met;
      break;
    case WARD_NOT_MET:
      ++count.not_met;
      break;
    case WARD_UNKNOWN:
      ++count.unknown;
      break;
    default:
      ++count.not_applicable;
      break;
    }
    if (assumes)
      line.details |= bit(Detail::assumed);
    judge_elements(provision, out);
    if (with_reasons)
      if (const ward_status status = explain(target, line); status != WARD_OK)
        return status;

    if (line.verdict == WARD_UNKNOWN && provision.contributors()->size() > 0)
      line.details |= bit(Detail::contributed);
    const Target plain{provision.applicable(), provision.met_plain()};
    if (line.verdict == WARD_MET && outcome_of(evaluation, plain) != Outcome::met) {
      line.details |= bit(Detail::by_decision);
      if (!find_decisions(out))
        return WARD_ERR_OUT_OF_MEMORY;
    }
    if (!with_reasons)
      return WARD_OK;
    const ward_status status = supplied.behind(provision, controls, out.corroborated_by);
    if (out.corroborated_by.count > 0)
      line.details |= bit(Detail::corroborated);
    return status;
  }

  void judge_elements(const bundle::Provision& provision, ProvisionLine& out) {
    bool some_met = false;
    bool some_not = false;
    uint32_t details = 0;
    for (uint32_t i = 0; i < provision.elements()->size(); ++i) {
      const bundle::Element& element = *provision.elements()->Get(i);
      ElementLine& one = elements[out.first_element + i];
      one.verdict = provision_verdict(outcome_of(evaluation, {element.applies(), element.met()}));
      if (one.verdict == WARD_NOT_MET)
        one.ground = ground_of(element);
      if (element.basis() != bundle::Basis::text) {
        if (one.verdict == WARD_NOT_MET)
          out.line.details |= bit(Detail::practice_gap);
        continue;
      }
      some_met = some_met || one.verdict == WARD_MET;
      if (one.verdict != WARD_NOT_MET)
        continue;
      some_not = true;
      if (one.ground == Ground::contrary)
        details |= bit(Detail::contrary);
      if (one.ground == Ground::not_shown)
        details |= bit(Detail::not_shown);
      if (one.ground == Ground::not_covered)
        details |= bit(Detail::not_covered);
      for (uint32_t control : *element.controls())
        if (controls[control].exception != 0)
          details |= bit(Detail::excepted);
    }
    if (some_met && some_not)
      details |= bit(Detail::partial);
    // Of an element that is not met beside a provision that is (decided for the entity), nothing is
    // said.
    if (out.line.verdict == WARD_NOT_MET)
      out.line.details |= details;
  }

  bool is_overdue(const bundle::Element& element) const {
    return element.in_order() != no_node && evaluation.truth(element.in_order()) == Truth::no;
  }

  Ground ground_of(const bundle::Element& element) const {
    const uint32_t expression = element.expression();
    if (expression != no_node && evaluation.truth(expression) == Truth::no)
      return Ground::contrary;
    if (element.decided() || is_overdue(element))
      return Ground::contrary;
    return element.controls()->size() == 0 ? Ground::not_covered : Ground::not_shown;
  }

  /// The rows of `addressable` that the reason names.
  bool find_decisions(ProvisionLine& out) {
    const uint32_t table = root.addressable();
    const AtomSet reason = out.line.explanation.reason;
    if (table >= bundle.table_count() || reason.count == 0)
      return true;
    const bundle::FactTable& shape = *root.tables()->Get(table);
    const uint32_t name = bundle.find_string("alternative", 11);
    uint32_t field = UINT32_MAX;
    for (uint32_t i = 0; i < shape.fields()->size(); ++i)
      if (shape.fields()->Get(i)->path() == name)
        field = i;
    uint32_t count = 0;
    uint32_t last = UINT32_MAX;
    for (uint32_t pass = 0; pass < 2; ++pass) {
      DecisionUse* uses = pass == 0 ? nullptr : arena.array<DecisionUse>(count);
      if (pass == 1 && uses == nullptr)
        return false;
      count = 0;
      last = UINT32_MAX;
      for (uint32_t i = 0; i < reason.count; ++i) {
        const Atom& atom = reason.items[i];
        const bool of_row = atom.kind == Atom::Kind::row || atom.kind == Atom::Kind::field;
        if (!of_row || atom.index != table || atom.row == last)
          continue;
        last = atom.row; // atoms of one row stand together
        if (uses != nullptr) {
          const bool named = field != UINT32_MAX &&
                             facts.tables[table].columns[field][atom.row].state == State::known;
          uses[count] = {atom.row, named};
        }
        ++count;
      }
      out.decisions = uses;
    }
    out.decision_count = count;
    return true;
  }
};

} // namespace

ward_verdict provision_verdict(Outcome outcome) {
  switch (outcome) {
  case Outcome::met:
    return WARD_MET;
  case Outcome::not_met:
    return WARD_NOT_MET;
  case Outcome::not_applicable:
    return WARD_NOT_APPLICABLE;
  case Outcome::unknown:
    break;
  }
  return WARD_UNKNOWN;
}

ward_verdict control_verdict(Outcome outcome) {
  switch (outcome) {
  case Outcome::met:
    return WARD_IMPLEMENTED;
  case Outcome::not_met:
    return WARD_NOT_IMPLEMENTED;
  case Outcome::not_applicable:
    return WARD_NOT_APPLICABLE;
  case Outcome::unknown:
    break;
  }
  return WARD_UNKNOWN;
}

ward_status judge(Evaluation& evaluation, Evaluation* strict, const JudgeOptions& options,
                  Arena& arena, Judgement& out) {
  return Judge{evaluation, strict, options, arena}.run(out);
}

} // namespace ward::rt
