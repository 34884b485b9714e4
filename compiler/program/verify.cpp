// SPDX-License-Identifier: Apache-2.0
#include "program/verify.h"
#include "program/natural_order.h"
#include "program/verify_nodes.h"
#include "program/walk.h"

#include <fmt/format.h>

#include <tuple>

namespace ward::program {
namespace {

struct State {
  const Program& p;
  std::optional<Violation> found;

  bool check(bool holds, const char* invariant, std::string_view what, size_t index) {
    if (!holds && !found)
      found = Violation{invariant, fmt::format("{} {}", what, index)};
    return !found;
  }

  void pools() {
    check(!p.strings.empty() && p.strings[0].empty(), "strings_sorted", "string", 0);
    for (size_t i = 1; i < p.strings.size(); ++i)
      check(p.strings[i - 1] < p.strings[i], "strings_sorted", "string", i);
    for (size_t i = 1; i < p.numbers.size(); ++i)
      check(p.numbers[i - 1] < p.numbers[i], "numbers_sorted", "number", i);
    for (size_t i = 0; i < p.files.size(); ++i)
      check(p.files[i].index < p.strings.size() && (i == 0 || p.files[i - 1] < p.files[i]),
            "files_known", "file", i);
    const auto known = [&](const Origin& at) { return at.line == 0 || at.file < p.files.size(); };
    for (size_t i = 0; i < p.origins.size(); ++i)
      check(known(p.origins[i]), "files_known", "origin", i);
    size_t count = 0;
    for_each<Origin>(
        p, [&](const Origin& at) { check(known(at), "files_known", "origin of record", count++); });
    check(p.origins.size() == p.nodes.size(), "one_origin_a_node", "origin", p.origins.size());
  }

  template <typename T, typename Less>
  void sorted(const std::vector<T>& records, std::string_view what, Less&& less) {
    for (size_t i = 1; i < records.size(); ++i)
      check(less(records[i - 1], records[i]), "records_sorted", what, i);
  }

  // Strings are in order, so that their indices are.
  void order() {
    const auto by_path = [](const auto& x, const auto& y) { return x.path < y.path; };
    const auto by_name = [](const auto& x, const auto& y) { return x.name < y.name; };
    sorted(p.enums, "enum", [](const Enum& x, const Enum& y) { return x.name <= y.name; });
    sorted(p.facts, "fact", by_path);
    sorted(p.tables, "table", by_path);
    sorted(p.authorities, "authority", by_name);
    sorted(p.roles, "role", by_name);
    sorted(p.proposals, "proposal", by_name);
    sorted(p.profiles, "profile", by_name);
    sorted(p.controls, "control", by_path);
    sorted(p.exceptions, "exception", by_name);
    sorted(p.duties, "duty", by_path);
    sorted(p.parameters, "parameter", [](const Parameter& x, const Parameter& y) {
      return std::tie(x.control, x.name) < std::tie(y.control, y.name);
    });
    sorted(p.provisions, "provision", [&](const Provision& x, const Provision& y) {
      if (x.authority != y.authority)
        return x.authority < y.authority;
      const int order = compare_citations(p.text(x.citation), p.text(y.citation));
      return order != 0 ? order < 0 : x.from_day < y.from_day;
    });
  }

  bool below(const std::vector<uint32_t>& indices, size_t count, bool ascending = false) {
    for (size_t i = 0; i < indices.size(); ++i)
      if (indices[i] >= count || (ascending && i > 0 && indices[i - 1] >= indices[i]))
        return false;
    return true;
  }

  bool type_ok(const TypeRef& type) {
    if (type.type == LanguageType::enumeration)
      return type.of < p.enums.size();
    return type.type == LanguageType::key ? type.of < p.tables.size() : type.of == 0;
  }

  bool fact_ok(const Fact& fact) {
    return type_ok(fact.type) && fact.supplied_by <= p.authorities.size() && fact.fresh.amount >= 0;
  }

  template <typename T, typename Ok>
  void each(const std::vector<T>& records, const char* invariant, std::string_view what, Ok&& ok) {
    for (size_t i = 0; i < records.size(); ++i)
      check(ok(records[i]), invariant, what, i);
  }

  void indices() {
    each(p.facts, "index_in_range", "fact", [&](const Fact& fact) { return fact_ok(fact); });
    each(p.tables, "index_in_range", "table", [&](const Table& table) {
      for (const Fact& field : table.fields)
        if (!fact_ok(field))
          return false;
      return true;
    });
    each(p.tables, "key_field", "table", [&](const Table& table) {
      return table.key_field < table.fields.size() &&
             table.fields[table.key_field].type == TypeRef{LanguageType::text};
    });
    check(p.default_profile <= p.profiles.size(), "index_in_range", "default_profile",
          p.default_profile);
    check(p.tables.empty() ? p.addressable == 0 : p.addressable < p.tables.size(), "index_in_range",
          "addressable", p.addressable);
    each(p.parameters, "index_in_range", "parameter", [&](const Parameter& parameter) {
      return parameter.control < p.controls.size() && type_ok(parameter.type) &&
             kind_of(parameter.type) == ValueKind::number;
    });
    each(p.profiles, "index_in_range", "profile", [&](const Profile& profile) {
      for (const Setting& setting : profile.settings)
        if (setting.parameter >= p.parameters.size())
          return false;
      return below(profile.authorities, p.authorities.size(), true) &&
             below(profile.assumes, p.proposals.size(), true) && profile.minimum_proof <= 3;
    });
    each(p.provisions, "index_in_range", "provision", [&](const Provision& provision) {
      for (const Element& element : provision.elements)
        if (!below(element.controls, p.controls.size(), true))
          return false;
      for (const Need& need : provision.needs)
        if (!below(need.any_of, p.provisions.size(), true))
          return false;
      return provision.authority < p.authorities.size() &&
             provision.proposal <= p.proposals.size() &&
             below(provision.replaced_by, p.proposals.size(), true) &&
             below(provision.children, p.provisions.size(), true) &&
             provision.parent <= p.provisions.size() &&
             below(provision.contributors, p.controls.size(), true);
    });
    each(p.controls, "index_in_range", "control", [&](const Control& control) {
      return below(control.covers, p.provisions.size(), true) &&
             below(control.names, p.controls.size(), true);
    });
    each(p.exceptions, "index_in_range", "exception", [&](const Exception& exception) {
      for (const ExceptionRow& row : exception.rows)
        if (row.table >= p.tables.size())
          return false;
      return exception.control < p.controls.size() && exception.compensated_by <= p.controls.size();
    });
    each(p.crosswalks, "index_in_range", "crosswalk", [&](const Crosswalk& crosswalk) {
      for (const CrosswalkRow& row : crosswalk.rows)
        if (row.strength > 10)
          return false;
      return crosswalk.from < p.authorities.size() && crosswalk.to < p.authorities.size();
    });
    sorted(p.schedules, "schedule", [](const Schedule& x, const Schedule& y) {
      return std::tie(x.path, x.basis, x.effective, x.from_day) <=
             std::tie(y.path, y.basis, y.effective, y.from_day);
    });
    sorted(p.exposures, "exposure", [](const auto& x, const auto& y) { return x.path < y.path; });
    each(p.exposures, "index_in_range", "exposure", [&](const Exposure& e) {
      return e.table < p.tables.size() && e.authority <= p.authorities.size() &&
             below(e.schedules, p.schedules.size(), true) && e.tier_enum < p.enums.size();
    });
    each(p.duties, "index_in_range", "duty", [&](const Duty& duty) {
      for (const Cite& cite : duty.cites)
        if (cite.provision >= p.provisions.size() ||
            cite.element >= p.provisions[cite.provision].elements.size())
          return false;
      return duty.table < p.tables.size() && duty.promptly.amount >= 0;
    });
  }

  bool is_verdict(NodeId id, bool optional = false) {
    if (!id)
      return optional;
    return id.index < p.nodes.size() && p.nodes[id.index].lane == 0 &&
           p.nodes[id.index].kind == ValueKind::truth;
  }

  void verdicts() {
    const char* const invariant = "verdict_node";
    each(p.roles, invariant, "role", [&](const Role& role) { return is_verdict(role.node); });
    each(p.profiles, invariant, "profile",
         [&](const Profile& profile) { return is_verdict(profile.scope, true); });
    each(p.provisions, invariant, "provision", [&](const Provision& provision) {
      for (const Element& element : provision.elements)
        if (!is_verdict(element.applies) || !is_verdict(element.met) ||
            !is_verdict(element.met_plain) || !is_verdict(element.expression, !element.decided) ||
            !is_verdict(element.by_controls, element.decided) ||
            !is_verdict(element.in_order, true))
          return false;
      return is_verdict(provision.applicable) && is_verdict(provision.applies) &&
             is_verdict(provision.due) && is_verdict(provision.met) &&
             is_verdict(provision.met_plain) &&
             is_verdict(provision.entity_decision,
                        provision.designation != Designation::addressable);
    });
    each(p.controls, invariant, "control", [&](const Control& control) {
      return is_verdict(control.applies) && is_verdict(control.implemented) &&
             is_verdict(control.law_applies) && is_verdict(control.law_implemented);
    });
    each(p.exceptions, invariant, "exception",
         [&](const Exception& exception) { return is_verdict(exception.implemented_without); });
  }

  /// A truth or number in the lane of the table, or global.
  bool is_of_event(NodeId id, uint32_t table, ValueKind kind) {
    return id.index < p.nodes.size() && p.nodes[id.index].kind == kind &&
           (p.nodes[id.index].lane == 0 || p.nodes[id.index].lane == table + 1);
  }

  /// Each step finds the dates that it joins, and one date is left (none of an optional clause).
  bool is_date(const std::vector<DateStep>& steps, uint32_t table, bool optional) {
    using Kind = DateStep::Kind;
    size_t dates = 0;
    for (const DateStep& step : steps) {
      if (step.kind == Kind::value && !is_of_event(step.node, table, ValueKind::number))
        return false;
      if (step.kind == Kind::choice && !is_of_event(step.node, table, ValueKind::truth))
        return false;
      const bool joins = step.kind >= Kind::latest;
      const bool fits = step.kind == Kind::choice ? step.count == 2 : step.count >= 2;
      if (joins ? !fits || step.count > dates : step.count != 0)
        return false;
      dates = joins ? dates - step.count + 1 : dates + 1;
    }
    return dates == 1 || (optional && dates == 0);
  }

  void duties() {
    each(p.duties, "duty", "duty", [&](const Duty& duty) {
      for (const Cite& cite : duty.cites)
        if (!is_of_event(cite.under, duty.table, ValueKind::truth))
          return false;
      for (NodeId node : {duty.triggered, duty.met, duty.late, duty.early, duty.held, duty.pending,
                          duty.overdue, duty.not_prompt})
        if (!is_of_event(node, duty.table, ValueKind::truth))
          return false;
      return is_date(duty.arises_on, duty.table, false) &&
             is_date(duty.done_on, duty.table, false) && is_date(duty.due_on, duty.table, false) &&
             is_date(duty.not_before_on, duty.table, true) &&
             is_date(duty.prompt_on, duty.table, true);
    });
  }

  void exposures() {
    each(p.exposures, "exposure", "exposure", [&](const Exposure& e) {
      const auto ok = [&](NodeId node, ValueKind kind, bool optional) {
        return node ? is_of_event(node, e.table, kind) : optional;
      };
      return ok(e.tier, ValueKind::number, false) && ok(e.requirement, ValueKind::text, false) &&
             ok(e.from, ValueKind::number, false) && ok(e.until, ValueKind::number, true) &&
             ok(e.count, ValueKind::number, false) && ok(e.daily, ValueKind::truth, true) &&
             ok(e.assessed, ValueKind::number, true);
    });
  }

  void assessments() {
    sorted(p.assessments, "assessment",
           [](const Assessment& x, const Assessment& y) { return x.path < y.path; });
    each(p.assessments, "assessment", "assessment", [&](const Assessment& a) {
      const auto ok = [&](NodeId node, uint32_t table, ValueKind kind) {
        return !node || (table > 0 && is_of_event(node, table - 1, kind));
      };
      for (size_t i = 0; i < a.levels.size(); ++i)
        if (a.levels[i].under > i || !ok(a.levels[i].score, a.table, ValueKind::number) ||
            !ok(a.levels[i].since, a.table, ValueKind::number))
          return false;
      return a.table <= p.tables.size() && a.held_table <= p.tables.size() &&
             (a.table == 0 || (a.rating_enum < p.enums.size() && a.group_enum < p.enums.size())) &&
             ok(a.group, a.table, ValueKind::number) && ok(a.scope, a.table, ValueKind::truth) &&
             ok(a.applies, a.table, ValueKind::truth) && ok(a.because, a.table, ValueKind::text) &&
             ok(a.share, a.table, ValueKind::number) &&
             ok(a.inherited_score, a.table, ValueKind::number) &&
             ok(a.inherited_from, a.table, ValueKind::text) &&
             ok(a.inherited_when, a.table, ValueKind::truth) &&
             ok(a.held_where, a.held_table, ValueKind::truth) &&
             ok(a.held_issued, a.held_table, ValueKind::number) &&
             ok(a.held_until, a.held_table, ValueKind::number) &&
             ok(a.held_done, a.held_table, ValueKind::number) &&
             ok(a.held_when, a.held_table, ValueKind::truth);
    });
  }

  void tree() {
    for (size_t i = 0; i < p.provisions.size() && !found; ++i)
      for (uint32_t child : p.provisions[i].children) {
        const uint32_t parent = p.provisions[child].parent;
        check(parent != 0 && p.provisions[parent - 1].citation == p.provisions[i].citation, "tree",
              "provision", i);
      }
  }

  void run() {
    pools();
    if (!found) {
      size_t count = 0;
      for_each<Text>(p, [&](Text text) {
        check(text.index < p.strings.size(), "index_in_range", "text", count++);
      });
    }
    if (!found)
      order();
    if (!found)
      indices();
    if (!found)
      found = verify_nodes(p);
    if (!found)
      verdicts();
    if (!found)
      duties();
    if (!found)
      exposures();
    if (!found)
      assessments();
    if (!found)
      tree();
  }
};

} // namespace

std::optional<Violation> verify(const Program& program) {
  State state{program, {}};
  state.run();
  return std::move(state.found);
}

} // namespace ward::program
