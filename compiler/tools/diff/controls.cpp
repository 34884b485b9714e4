// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "core/calendar.h"
#include "model/model.h"
#include "model/print.h"

#include <fmt/ranges.h>

namespace ward::diff {

namespace {

using program::Control;

std::string control_words(const prove::Replayed& said) {
  constexpr const char* lines[] = {"not implemented", "implemented", "unknown"};
  return said.truths[0] == 0   ? "not applicable"
         : said.truths[0] == 2 ? "unknown"
                               : lines[said.truths[1]];
}

std::string covers_text(const Program& program, const Control& control) {
  std::vector<program::Text> citations;
  for (const uint32_t provision : control.covers)
    if (citations.empty() || citations.back() != program.provisions[provision].citation)
      citations.push_back(program.provisions[provision].citation);
  return list_text(program, citations);
}

std::string evidence_text(const Program& program, const Control& control) {
  std::vector<std::string> out;
  for (const program::Evidence& each : control.evidence) {
    const std::string fresh = period_text(each.fresh);
    out.push_back(program.text(each.name) + (fresh.empty() ? "" : " fresh for " + fresh));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

/// By name, the numbers that parameters of a control have.
std::map<std::string, std::string> numbers_of(const prove::Policy& policy, uint32_t control) {
  std::map<std::string, std::string> out;
  const Program& program = policy.program;
  for (uint32_t i = 0; i < program.parameters.size(); ++i) {
    const program::Parameter& each = program.parameters[i];
    if (each.control != control)
      continue;
    int64_t number = each.default_number;
    if (const program::Profile* profile = profile_of(policy))
      for (const program::Setting& setting : profile->settings)
        if (setting.parameter == i)
          number = setting.number;
    out[program.text(each.name)] = number_text(program, each.type, number);
  }
  return out;
}

/// By name, the bounds of parameters of a control: ">= 6 months, <= 12 months".
std::map<std::string, std::string> bounds_of(const model::Model& model, const std::string& path) {
  std::map<std::string, std::string> out;
  for (const model::Parameter& each : model.parameters) {
    if (model.controls[each.control].path != path)
      continue;
    std::string& bounds = out[each.name];
    for (const model::Bound& bound : each.bounds)
      bounds += fmt::format("{}{} {}", bounds.empty() ? "" : ", ", model::compare_text(bound.op),
                            model::number_text(model, each.type, bound.number));
  }
  return out;
}

void differ_by_name(std::vector<Detail>& out, const char* what,
                    const std::map<std::string, std::string>& from,
                    const std::map<std::string, std::string>& to) {
  std::map<std::string, std::pair<std::string, std::string>> all;
  for (const auto& [name, value] : from)
    all[name].first = value;
  for (const auto& [name, value] : to)
    all[name].second = value;
  for (const auto& [name, values] : all)
    differ(out, fmt::format("{} {}", what, name).c_str(), values.first, values.second);
}

struct State {
  Context& context;
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();

  void run() {
    each_pair(
        old_program.controls, new_program.controls,
        [&](bool after, const Control& control) {
          return (after ? new_program : old_program).text(control.path);
        },
        [&](const std::string& path, std::optional<uint32_t> x, std::optional<uint32_t> y) {
          if (x && y)
            compare(path, *x, *y);
          else
            say_alone(path, x ? old_program : new_program, x ? *x : *y, y.has_value());
        });
  }

  void say_alone(const std::string& path, const Program& from, uint32_t index, bool added) {
    const Control& control = from.controls[index];
    Change& change = context.add(Topic::control, added ? Kind::added : Kind::removed, path,
                                 from.text(control.title));
    change.place = place_text(from, control.origin);
    const std::string covers = covers_text(from, control);
    differ(change.details, "covers", added ? "" : covers, added ? covers : "");
    change.weaker = !added;
  }

  void compare(const std::string& path, uint32_t x, uint32_t y) {
    ++context.compared(Topic::control);
    const Control& old = old_program.controls[x];
    const Control& now = new_program.controls[y];
    Change change;
    change.topic = Topic::control;
    change.name = path;
    change.title = new_program.text(now.title);
    change.place = place_text(new_program, now.origin);
    std::vector<Detail>& details = change.details;
    differ_by_name(details, "parameter", numbers_of(context.before.policy, x),
                   numbers_of(context.after.policy, y));
    if (context.before.model != nullptr && context.after.model != nullptr)
      differ_by_name(details, "bounds of", bounds_of(*context.before.model, path),
                     bounds_of(*context.after.model, path));
    differ(details, "covers", covers_text(old_program, old), covers_text(new_program, now));
    differ(details, "aligns", list_text(old_program, old.aligns),
           list_text(new_program, now.aligns));
    differ(details, "evidence", evidence_text(old_program, old), evidence_text(new_program, now));
    differ(details, "title", old_program.text(old.title), new_program.text(now.title));
    differ(details, "doc", old_program.text(old.doc), new_program.text(now.doc));
    differ(details, "owner", old_program.text(old.owner), new_program.text(now.owner));
    differ(details, "effort", old_program.text(old.effort), new_program.text(now.effort));
    differ(details, "cost", old_program.text(old.cost), new_program.text(now.cost));
    differ(details, "pillar", old_program.text(old.pillar), new_program.text(now.pillar));

    prove::Compared compared = context.proofs.compare(
        {old.applies, old.implemented}, {now.applies, now.implemented}, context.day, rt::last_day);
    // As a law reads it, supplied facts are unknown (R2.5).
    const bool law_alike = old.law_applies == old.applies && now.law_applies == now.applies &&
                           old.law_implemented == old.implemented &&
                           now.law_implemented == now.implemented;
    if (!law_alike) {
      prove::Compared law =
          context.proofs.compare({old.law_applies, old.law_implemented},
                                 {now.law_applies, now.law_implemented}, context.day, rt::last_day);
      if (!compared.less && law.less)
        compared.less = std::move(law.less);
      if (!compared.more && law.more)
        compared.more = std::move(law.more);
      if (compared.because.empty())
        compared.because = law.because;
      compared.strength = prove::joined(compared.strength, law.strength);
      compared.may_be_less |= law.may_be_less;
    }
    if (details.empty() && compared.strength == prove::Strength::equal)
      return;
    if (compared.strength != prove::Strength::equal)
      context.file(change, compared, control_words);
    context.out.changes.push_back(std::move(change));
  }
};

} // namespace

void compare_controls(Context& context) {
  State{context}.run();
}

} // namespace ward::diff
