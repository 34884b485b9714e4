// SPDX-License-Identifier: Apache-2.0
#include "model/print.h"

#include <fmt/format.h>

namespace ward::model {
namespace {

constexpr std::string_view force_words[] = {"law", "contract", "framework", "guidance", "policy"};
constexpr std::string_view designation_words[] = {"", "standard", "required", "addressable"};
constexpr std::string_view modality_words[] = {"obligation", "prohibition", "right",
                                               "condition",  "permission",  "exception",
                                               "definition", "scope"};
constexpr std::string_view basis_words[] = {"text", "preamble", "guidance", "enforcement",
                                            "practice"};
constexpr std::string_view relation_words[] = {"equal", "subset", "superset", "intersects", "none"};
constexpr std::string_view proof_words[] = {"self_stated", "documented", "sampled",
                                            "independently_tested"};
constexpr std::string_view outcome_words[] = {
    "met", "not_met", "unknown", "not_applicable", "implemented", "not_implemented"};

constexpr std::string_view penalty_basis_words[] = {"statute", "regulation", "discretion"};
constexpr std::string_view status_words[] = {"not_triggered", "pending", "held",    "met",
                                             "late",          "early",   "overdue", "unknown"};

template <typename T, size_t N> std::string_view word(const std::string_view (&words)[N], T value) {
  return words[static_cast<size_t>(value)];
}

const Type date_type{TypeKind::date};

struct Printer {
  const Model& model;
  std::string out;

  template <typename... Args> void line(fmt::format_string<Args...> format, const Args&... args) {
    fmt::format_to(std::back_inserter(out), "{}\n",
                   fmt::vformat(format, fmt::make_format_args(args...)));
  }
  std::string day(int32_t days) const { return number_text(model, date_type, days); }
  const std::string& text(CitationId id) const { return model.citations[id].text; }
  std::string module(ModuleId id) const {
    return id.is_none() ? "built in" : model.modules[id].name;
  }
  void condition(std::string_view what, ExprId expr) {
    if (!expr.is_none())
      line("  {} {}", what, print_expr(model, expr));
  }
  std::string binds(const Binds& binds) const {
    std::string list = binds.all ? "all" : "";
    for (RoleId role : binds.roles)
      list += (list.empty() ? "" : ", ") + model.roles[role].name;
    return list;
  }
  std::string period(const std::optional<Period>& period) const {
    return period
               ? fmt::format(" fresh for {} {}", period->amount, period->months ? "months" : "days")
               : "";
  }
  std::string info(const FactInfo& info) const {
    std::string list = type_text(model, info.type);
    if (!info.prompt.empty())
      list += " \"" + info.prompt + "\"";
    list += period(info.fresh);
    if (!info.supplied_by.is_none())
      list += " supplied by " + model.authorities[info.supplied_by].name;
    if (info.privileged)
      list += " privileged";
    return list;
  }

  void run() {
    for (const Module& each : model.modules) {
      std::string uses;
      for (ModuleId used : each.uses)
        uses += " uses " + model.modules[used].name;
      line("module {}{}{}", each.name, each.as_of_days ? " as of " + day(*each.as_of_days) : "",
           uses);
    }
    facts();
    law();
    names();
    controls();
    duties();
    penalties();
    assessments();
    rest();
  }

  void facts() {
    for (const Enum& each : model.enums)
      line("enum {} in {}: {}", each.name, module(each.module),
           fmt::to_string(fmt::join(each.members, ", ")));
    for (const Record& each : model.records) {
      line("record {} in {}", each.name, module(each.module));
      for (size_t i = 0; i < each.fields.size(); ++i)
        line("  {}{} : {}", i == each.key_field ? "key " : "", each.fields[i].name,
             info(each.fields[i].info));
    }
    for (const Table& each : model.tables)
      line("table {} of {}{}", each.path,
           each.record.is_none() ? std::string("?") : model.records[each.record].name,
           period(each.fresh));
    for (const Fact& each : model.facts)
      line("fact {} : {}", each.path, info(each.info));
  }

  void law() {
    for (const Authority& each : model.authorities)
      line("authority {} {} \"{}\" binds {}", each.name, word(force_words, each.force), each.title,
           binds(each.binds));
    for (const Role& each : model.roles)
      line("role {} when {}", each.name, print_expr(model, each.when));
    for (const Provision& each : model.provisions)
      provision(each);
    for (const Proposal& each : model.proposals) {
      line("proposal {} \"{}\"", each.name, each.title);
      for (CitationId repealed : each.repeals)
        line("  repeals {}", text(repealed));
    }
    for (const IndexedCitation& each : model.index)
      switch (each.kind) {
      case IndexedCitation::Kind::printed:
        line("printed {}", each.citation);
        break;
      case IndexedCitation::Kind::reserved:
        line("reserved {}", each.citation);
        break;
      case IndexedCitation::Kind::renumbered:
        line("renumbered {} to {} on {}", each.citation, each.moved_to, day(each.on_days));
        break;
      }
  }

  void provision(const Provision& each) {
    const std::string_view designation = word(designation_words, each.designation);
    line("provision {}{}{} {} \"{}\"", text(each.citation), designation.empty() ? "" : " ",
         designation, word(modality_words, each.modality), each.title);
    if (each.window.from_days != INT32_MIN)
      line("  in force from {}{}", day(each.window.from_days),
           each.window.until_days == INT32_MAX ? "" : " until " + day(each.window.until_days));
    for (const Gap& gap : each.gaps)
      line("  gap from {} until {}", day(gap.window.from_days), day(gap.window.until_days));
    for (const DueDate& due : each.due)
      line("  due {}{}", day(due.days),
           due.role.is_none() ? "" : " for " + model.roles[due.role].name);
    if (each.vacated)
      line("  vacated {} by \"{}\"", day(each.vacated->on_days), each.vacated->by);
    if (!each.proposal.is_none())
      line("  of proposal {}", model.proposals[each.proposal].name);
    if (each.derived)
      line("  derived");
    if (each.binds)
      line("  binds {}", binds(*each.binds));
    if (!each.parent.is_none())
      line("  under {}", text(each.parent));
    for (CitationId child : each.children)
      line("  child {}", text(child));
    for (const auto& any : each.needs) {
      std::string list;
      for (CitationId need : any)
        list += (list.empty() ? "" : " or ") + text(need);
      line("  needs {}", list);
    }
    for (CitationId replaced : each.replaces)
      line("  replaces {}", text(replaced));
    condition("applies when", each.applies);
    for (ElementId id : each.elements) {
      const Element& element = model.elements[id];
      line("  element {}{} from {}", element.name, element.implicit ? " (implicit)" : "",
           word(basis_words, element.basis));
      condition("  applies when", element.applies);
      condition(element.kind == Element::Kind::decided ? "  decided by" : "  requires",
                element.expr);
      for (ControlId control : element.covered_by)
        line("    covered by {}", model.controls[control].path);
    }
  }

  void names() {
    for (const Let& each : model.lets)
      line("let {}{} : {} = {}",
           each.control.is_none() ? "" : model.controls[each.control].path + "/", each.name,
           type_text(model, each.type), print_expr(model, each.body));
    for (const Predicate& each : model.predicates) {
      std::string list;
      for (const PredicateParameter& parameter : each.parameters)
        list +=
            (list.empty() ? "" : ", ") + parameter.name + " : " + type_text(model, parameter.type);
      line("predicate {}({}) = {}", each.name, list, print_expr(model, each.body));
    }
  }

  void controls() {
    for (const Control& each : model.controls) {
      line("control {} \"{}\"", each.path, each.title);
      for (ParameterId id : each.parameters) {
        const Parameter& parameter = model.parameters[id];
        std::string bounds;
        for (const Bound& bound : parameter.bounds)
          bounds += " " + std::string(compare_text(bound.op)) + " " +
                    number_text(model, parameter.type, bound.number);
        line("  parameter {} : {}{} default {}", parameter.name, type_text(model, parameter.type),
             bounds, number_text(model, parameter.type, parameter.default_number));
      }
      condition("applies when", each.applies);
      condition("implemented when", each.implemented);
      for (const Cover& cover : each.covers) {
        std::string list;
        for (ElementId id : cover.elements)
          list += (list.empty() ? "" : ", ") + model.elements[id].name;
        line("  covers {} {{{}}}", text(cover.citation), list);
      }
      for (const Align& align : each.aligns)
        line("  aligns {} {}", text(align.citation), word(relation_words, align.relation));
      for (const Evidence& evidence : each.evidence)
        line("  evidence {}{}", evidence.name, period(evidence.fresh));
      for (const auto& [level, path] : each.maturity)
        line("  maturity {} {}", level, path);
    }
  }

  void duties() {
    for (const Duty& each : model.duties) {
      line("duty {} \"{}\" on {}", each.path, each.title,
           each.table.is_none() ? std::string("?") : model.tables[each.table].path);
      for (const Cite& cite : each.cites) {
        std::string list;
        for (ElementId id : cite.elements)
          list += (list.empty() ? "" : ", ") + model.elements[id].name;
        line("  cites {} {{{}}}", text(cite.citation), list);
      }
      condition("arises", each.arises);
      condition("when", each.when);
      condition("done", each.done);
      condition("not before", each.not_before);
      condition("by", each.by);
      if (each.promptly)
        line("  promptly {} {} after {}", each.promptly->within.amount,
             each.promptly->within.months ? "months" : "days",
             print_expr(model, each.promptly->after));
    }
  }
  void penalties() {
    for (const PenaltySchedule& each : model.schedules) {
      line("penalty {} effective {} under {} from {}", each.path, day(each.effective_days),
           word(penalty_basis_words, each.basis),
           each.violations.from_days == INT32_MIN ? "ever" : day(each.violations.from_days));
      for (const PenaltyTier& tier : each.tiers)
        line("  tier {} {} to {} cap {}", tier.name, tier.low, tier.high,
             tier.cap_kind == PenaltyTier::Cap::none          ? std::string("none")
             : tier.cap_kind == PenaltyTier::Cap::unpublished ? std::string("unpublished")
                                                              : std::to_string(tier.cap));
    }
    for (const Exposure& each : model.exposures) {
      line("penalty {} on {}", each.path,
           each.table.is_none() ? std::string("?") : model.tables[each.table].path);
      condition("tier", each.tier);
      condition("requirement", each.requirement);
      condition("from", each.from);
      condition("until", each.until);
      condition("count", each.count);
      condition("daily", each.daily);
      condition("assessed", each.assessed);
    }
  }
  void assessments() {
    for (const Assessment& each : model.assessments) {
      line("assessment {} on {} effective {} by {} at least {} count {}", each.path,
           each.table.is_none() ? std::string("nothing") : model.tables[each.table].path,
           each.effective_days ? day(*each.effective_days) : std::string("ever"), each.unit,
           each.threshold, each.count);
      for (const AssessmentLevel& level : each.levels) {
        line("  level {} {}{}", level.name, level.weight, level.optional ? " optional" : "");
        condition("score", level.score);
        condition("since", level.since);
      }
      for (const AssessmentRating& rating : each.ratings)
        line("  rating {} {}", rating.name, rating.worth);
      condition("group", each.group);
      condition("scope", each.scope);
      condition("applies", each.applies);
      condition("because", each.because);
      condition("share", each.share);
      condition("inherited", each.inherited_score);
      condition("when", each.inherited_when);
      if (!each.held)
        continue;
      condition("held where", each.held->where);
      condition("issued", each.held->issued);
      condition("until", each.held->until);
      condition("done", each.held->done);
      condition("held when", each.held->when);
    }
  }
  void rest() {
    for (const Exception& each : model.exceptions) {
      line("exception {} for {} on {} expires {}", each.name,
           each.control.is_none() ? std::string("?") : model.controls[each.control].path,
           day(each.on_days), day(each.expires_days));
      for (const ExceptionRow& row : each.rows)
        line("  at {}[\"{}\"]", model.tables[row.table].path, row.key);
    }
    for (const Profile& each : model.profiles) {
      line("profile {} proof {}", each.name, word(proof_words, each.minimum_proof));
      for (AuthorityId authority : each.authorities)
        line("  authority {}", model.authorities[authority].name);
      for (const auto& [authority, span] : each.claims_in_full)
        line("  claims {} in full", model.authorities[authority].name);
      for (const ProfileSetting& setting : each.settings) {
        const Parameter& parameter = model.parameters[setting.parameter];
        line("  set {}.{} = {}", model.controls[parameter.control].path, parameter.name,
             number_text(model, parameter.type, setting.number));
      }
      for (ProposalId proposal : each.assumes)
        line("  assumes {}", model.proposals[proposal].name);
      condition("scope when", each.scope);
    }
    for (const Crosswalk& each : model.crosswalks)
      crosswalk(each);
    for (const Test& each : model.tests)
      test(each);
  }

  std::string side(const Concept& each) const {
    if (each.elements.empty())
      return text(each.citation);
    return fmt::format("{}.{{{}}}", text(each.citation), fmt::join(each.elements, ", "));
  }

  void crosswalk(const Crosswalk& each) {
    line("crosswalk {} -> {}", model.authorities[each.from].name, model.authorities[each.to].name);
    for (const CrosswalkRow& row : each.rows)
      line("  {} {} {}{}", side(row.from), word(relation_words, row.relation), side(row.to),
           row.strength == 0 ? std::string() : fmt::format(" strength {}", row.strength));
  }

  std::string given(const Type& type, const GivenValue& value) const {
    if (value.none)
      return "none";
    if (type.is_set) {
      Type member = type;
      member.is_set = false;
      std::string list;
      for (const GivenValue& each : value.members)
        list += (list.empty() ? "" : ", ") + given(member, each);
      return "{" + list + "}";
    }
    if (type.kind == TypeKind::text || type.kind == TypeKind::key)
      return "\"" + value.text + "\"";
    return number_text(model, type, value.number);
  }

  void test(const Test& each) {
    line("test \"{}\"{} as of {}", each.name,
         each.case_label.empty() ? "" : " case \"" + each.case_label + "\"", day(each.as_of_days));
    for (ProposalId proposal : each.assumes)
      line("  assumes {}", model.proposals[proposal].name);
    for (const Binding& binding : each.given) {
      if (binding.kind == Binding::Kind::fact) {
        const Fact& fact = model.facts[binding.fact];
        line("  given {} = {}", fact.path, given(fact.info.type, binding.value));
        continue;
      }
      const Table& table = model.tables[binding.table];
      if (binding.kind == Binding::Kind::table)
        line("  given {}{}", table.path, binding.open ? " open" : "");
      for (const GivenRow& row : binding.rows)
        for (const GivenField& field : row.fields) {
          const Field& info = model.records[table.record].fields[field.field];
          line("  given {}[\"{}\"].{} = {}", table.path, row.key, info.name,
               given(info.info.type, field.value));
        }
    }
    for (const Expectation& expect : each.expects) {
      std::string tail;
      if (!expect.duty.is_none()) {
        line("  expect duty {}[\"{}\"] {}", model.duties[expect.duty].path, expect.key,
             word(status_words, expect.status));
        continue;
      }
      for (const std::string& element : expect.elements)
        tail += "." + element;
      tail += " " + std::string(word(outcome_words, expect.outcome));
      for (const std::string& detail : expect.details)
        tail += " with " + detail;
      for (const std::string& path : expect.because)
        tail += " because " + path;
      line("  expect {}{}",
           expect.control.is_none() ? text(expect.citation) : model.controls[expect.control].path,
           tail);
    }
  }
};

} // namespace

std::string print(const Model& model) {
  Printer printer{model, {}};
  printer.run();
  return std::move(printer.out);
}

} // namespace ward::model
