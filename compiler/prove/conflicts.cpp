// SPDX-License-Identifier: Apache-2.0
#include "prove/cone.h"
#include "prove/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>

namespace ward::prove {

namespace {

using Elements = std::vector<model::ElementId>;

/// Elements with an expression, in groups that share no fact and no table: what conflicts lies in
/// one group. If all of a group can hold together, so can every part of it. If not, elements are
/// taken out while the rest still cannot: what is left is a conflict of which no part is one, if
/// its applicabilities alone can hold together. Then the group is asked again without each element
/// of that conflict in turn, for other conflicts (Reiter's tree of hitting sets).
struct Group {
  Context& context;
  std::set<Elements> asked = {};
  std::set<Elements> found = {};

  Query query_of(const Elements& elements, bool with_expressions) const {
    Query query = context.on_any_day();
    for (const model::ElementId id : elements) {
      const Query days = *context.on_days_of(context.model.elements[id].provision);
      query.first_day = std::max(query.first_day, days.first_day);
      query.last_day = std::min(query.last_day, days.last_day);
      query.assumed.insert(query.assumed.end(), days.assumed.begin(), days.assumed.end());
      query.not_assumed.insert(query.not_assumed.end(), days.not_assumed.begin(),
                               days.not_assumed.end());
      const program::Element& made = context.lowered(id);
      query.hold.push_back(made.applies);
      if (with_expressions)
        query.hold.push_back(made.expression);
    }
    return query;
  }

  source::Span place(const Elements& elements) const {
    return context.model.exprs[context.model.elements[elements.front()].expr].span;
  }

  std::string names(const Elements& elements) const {
    if (elements.size() > 6)
      return fmt::format("{}, {} and {} more", context.name_of(elements[0]),
                         context.name_of(elements[1]), elements.size() - 2);
    std::string out;
    for (size_t i = 0; i < elements.size(); ++i)
      out += (i == 0                     ? ""
              : i + 1 == elements.size() ? " and "
                                         : ", ") +
             context.name_of(elements[i]);
    return out;
  }
};

Elements without(Elements elements, model::ElementId id) {
  elements.erase(std::find(elements.begin(), elements.end(), id));
  return elements;
}

constexpr size_t max_parts = 50; ///< of one group that are asked about

void ask_group(const std::shared_ptr<Group>& group, const Elements& elements);

void report(Group& group, const Elements& core) {
  if (!group.found.insert(core).second)
    return;
  const model::Model& model = group.context.model;
  const model::Element& first = model.elements[core.front()];
  diag::Diagnostic& finding = group.context.sink.report(
      diag::ConflictingLaws, model.exprs[first.expr].span, group.names(core));
  for (size_t i = 1; i < core.size(); ++i)
    finding.note("and this", model.exprs[model.elements[core[i]].expr].span);
  finding.with_help("no organization to which all of them apply can meet them: look again at what "
                    "the texts ask for");
}

/// Each other conflict of these elements lacks one of the core.
void found_core(const std::shared_ptr<Group>& group, const Elements& elements,
                const Elements& core) {
  group->context.ask(fmt::format("{} can apply together", group->names(core)), group->place(core),
                     group->query_of(core, false), [=](const Answer& answer) {
                       if (answer.outcome == Outcome::possible && core.size() > 1)
                         report(*group, core);
                     });
  for (const model::ElementId id : core)
    ask_group(group, without(elements, id));
}

/// Takes the `count` elements from `at` on out if the rest still cannot hold together; if it can,
/// half as many. So a small core of many elements takes few questions.
void shrink(const std::shared_ptr<Group>& group, const Elements& elements, const Elements& core,
            size_t at, size_t count) {
  if (at == core.size())
    return found_core(group, elements, core);
  count = std::clamp(count, size_t{1}, core.size() - at);
  Elements rest = core;
  const auto from = rest.begin() + static_cast<std::ptrdiff_t>(at);
  rest.erase(from, from + static_cast<std::ptrdiff_t>(count));
  const auto keep = [=] {
    if (count > 1)
      shrink(group, elements, core, at, count / 2);
    else
      shrink(group, elements, core, at + 1, (core.size() - at) / 2);
  };
  if (rest.empty())
    return keep();
  group->context.ask(fmt::format("{} can be met together", group->names(rest)), group->place(rest),
                     group->query_of(rest, true), [=](const Answer& answer) {
                       if (answer.outcome == Outcome::impossible)
                         shrink(group, elements, rest, at, count);
                       else
                         keep();
                     });
}

void ask_group(const std::shared_ptr<Group>& group, const Elements& elements) {
  if (elements.size() < 2 || group->asked.size() >= max_parts ||
      !group->asked.insert(elements).second)
    return;
  group->context.ask(fmt::format("{} can be met together", group->names(elements)),
                     group->place(elements), group->query_of(elements, true),
                     [=](const Answer& answer) {
                       if (answer.outcome == Outcome::impossible)
                         shrink(group, elements, elements, 0, elements.size() / 2);
                     });
}

struct State {
  Context& context;
  const model::Model& model = context.model;

  void run() {
    Elements all;
    for (uint32_t i = 0; i < model.elements.size(); ++i)
      if (is_asked(model::ElementId{i}))
        all.push_back(model::ElementId{i});
    std::vector<size_t> group(all.size());
    std::iota(group.begin(), group.end(), size_t{0});
    const auto root = [&](size_t i) {
      while (group[i] != i)
        i = group[i];
      return i;
    };
    std::map<std::pair<bool, uint32_t>, size_t> owner; // fact or table -> an element that reads it
    for (size_t i = 0; i < all.size(); ++i) {
      Query query;
      query.hold = {context.lowered(all[i]).expression};
      const Cone cone = cone_of(context.program, query);
      const auto reads = [&](bool is_table, uint32_t index) {
        const auto [found, is_new] = owner.emplace(std::make_pair(is_table, index), i);
        if (!is_new)
          group[std::max(root(i), root(found->second))] = std::min(root(i), root(found->second));
      };
      for (const uint32_t fact : cone.facts)
        reads(false, fact);
      for (const auto& [table, shape] : cone.tables)
        reads(true, table);
    }
    std::map<size_t, Elements> groups;
    for (size_t i = 0; i < all.size(); ++i)
      groups[root(i)].push_back(all[i]);
    for (auto& [first, elements] : groups)
      ask_group(std::make_shared<Group>(Group{context}), elements);
  }

  /// Laws in force on the day of the check, without proposals.
  bool is_asked(model::ElementId id) const {
    const model::Element& element = model.elements[id];
    const model::Provision& provision = model.provisions[element.provision];
    return element.kind != model::Element::Kind::by_controls &&
           element.basis == model::Basis::text && context.is_law(element.provision) &&
           !provision.proposal && context.on_days_of(element.provision) &&
           provision.window.from_days <= model.as_of_days;
  }
};

} // namespace

void ask_conflicts(Context& context) {
  State{context}.run();
}

} // namespace ward::prove
