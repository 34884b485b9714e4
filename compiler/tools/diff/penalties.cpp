// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include <fmt/ranges.h>

namespace ward::diff {

namespace {

using program::Schedule;

constexpr const char* bases[] = {"statute", "regulation", "discretion"};

std::string money(int64_t cents) {
  program::TypeRef type;
  type.type = program::LanguageType::money;
  type.scale = 2;
  return number_text(Program(), type, cents);
}

std::string tier_text(const program::Tier& tier) {
  const char* unpublished = ", cap not published";
  return fmt::format("{} to {}{}", money(tier.low), money(tier.high),
                     tier.cap_kind == program::CapKind::none ? ""
                     : tier.cap_kind == program::CapKind::unpublished
                         ? unpublished
                         : ", " + money(tier.cap) + " a year");
}

} // namespace

/// Schedules are the same by name, basis, day and the days of violation that they are for.
void compare_penalties(Context& context) {
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();
  const auto program = [&](bool after) -> const Program& {
    return after ? new_program : old_program;
  };
  const auto name = [&](bool after, const Schedule& schedule) {
    std::string days;
    if (const std::string from = day_text(schedule.from_day); !from.empty())
      days += ", violations from " + from;
    if (const std::string until = day_text(schedule.until_day); !until.empty())
      days += ", violations until " + until;
    return fmt::format("{} by {}, effective {}{}", program(after).text(schedule.path),
                       bases[static_cast<size_t>(schedule.basis)], day_text(schedule.effective),
                       days);
  };
  each_pair(
      old_program.schedules, new_program.schedules, name,
      [&](const std::string& key, std::optional<uint32_t> x, std::optional<uint32_t> y) {
        const Program& from = program(y.has_value());
        const Schedule& each = y ? new_program.schedules[*y] : old_program.schedules[*x];
        Change change;
        change.topic = Topic::penalty;
        change.name = key;
        change.place = place_text(from, each.origin);
        change.kind = x && y ? Kind::changed : x ? Kind::removed : Kind::added;
        if (x && y) {
          ++context.compared(Topic::penalty);
          const Schedule& old = old_program.schedules[*x];
          each_pair(
              old.tiers, each.tiers,
              [&](bool after, const program::Tier& tier) { return program(after).text(tier.name); },
              [&](const std::string& tier, auto a, auto b) {
                differ(change.details, ("tier " + tier).c_str(), a ? tier_text(old.tiers[*a]) : "",
                       b ? tier_text(each.tiers[*b]) : "");
              });
          differ(change.details, "source", list_text(old_program, old.sources),
                 list_text(new_program, each.sources));
          if (change.details.empty())
            return;
        }
        context.out.changes.push_back(std::move(change));
      });
}

} // namespace ward::diff
