// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "program/natural_order.h"

#include <algorithm>

namespace ward::diff {

namespace {

using program::Designation;
using program::Modality;
using program::Provision;

constexpr const char* designations[] = {"none", "standard", "required", "addressable"};
constexpr const char* modalities[] = {"obligation", "prohibition", "right",      "condition",
                                      "permission", "exception",   "definition", "scope"};

std::string force_text(const Provision& provision) {
  const std::string from = day_text(provision.from_day), until = day_text(provision.until_day);
  std::string out = from.empty() ? "always" : "from " + from;
  if (!until.empty())
    out += " until " + until;
  return out;
}

std::string vacated_text(const Program& program, const Provision& provision) {
  if (!provision.vacated)
    return {};
  return fmt::format("{} by {}", day_text(provision.vacated_day),
                     program.text(provision.vacated_by));
}

std::string proposals_text(const Program& program, const std::vector<uint32_t>& proposals) {
  std::vector<program::Text> names;
  for (const uint32_t index : proposals)
    names.push_back(program.proposals[index].name);
  return list_text(program, names);
}

/// "" and the name of the proposal for those that belong to one.
std::string proposal_of(const Program& program, const Provision& provision) {
  return provision.proposal == 0 ? ""
                                 : program.text(program.proposals[provision.proposal - 1].name);
}

/// Whether fewer days, or fewer organizations, have to meet it as written. What conditions do is
/// asked element by element.
bool asks_less(const Provision& before, const Provision& after) {
  return (program::can_be_judged(before) && !program::can_be_judged(after)) ||
         after.from_day > before.from_day || after.until_day < before.until_day ||
         (before.designation == Designation::required &&
          after.designation == Designation::addressable);
}

} // namespace

std::vector<Versions> match_provisions(const Program& before, const Program& after) {
  struct Group {
    std::vector<uint32_t> before, after;
  };
  struct Less {
    bool operator()(const std::pair<std::string, std::string>& x,
                    const std::pair<std::string, std::string>& y) const {
      const int order = program::compare_citations(x.first, y.first);
      return order != 0 ? order < 0 : x.second < y.second;
    }
  };
  std::map<std::pair<std::string, std::string>, Group, Less> groups;
  for (const bool side : {false, true}) {
    const Program& from = side ? after : before;
    for (uint32_t i = 0; i < from.provisions.size(); ++i) {
      const Provision& each = from.provisions[i];
      Group& group = groups[{from.text(each.citation), proposal_of(from, each)}];
      (side ? group.after : group.before).push_back(i);
    }
  }
  std::vector<Versions> out;
  for (auto& [key, group] : groups) {
    const size_t first = out.size();
    std::erase_if(group.before, [&](uint32_t old) {
      const auto same = std::find_if(group.after.begin(), group.after.end(), [&](uint32_t now) {
        return after.provisions[now].from_day == before.provisions[old].from_day;
      });
      if (same == group.after.end())
        return false;
      out.push_back({old, *same});
      group.after.erase(same);
      return true;
    });
    for (size_t i = 0; i < std::max(group.before.size(), group.after.size()); ++i) {
      Versions pair;
      if (i < group.before.size())
        pair.before = group.before[i];
      if (i < group.after.size())
        pair.after = group.after[i];
      out.push_back(pair);
    }
    const auto day_of = [&](const Versions& pair) {
      return pair.after ? after.provisions[*pair.after].from_day
                        : before.provisions[*pair.before].from_day;
    };
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [&](const Versions& x, const Versions& y) { return day_of(x) < day_of(y); });
  }
  return out;
}

void compare_provisions(Context& context) {
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();
  for (const Versions& pair : context.provisions) {
    const Program& from = pair.after ? new_program : old_program;
    const Provision& each =
        pair.after ? new_program.provisions[*pair.after] : old_program.provisions[*pair.before];
    Change change;
    change.topic = Topic::provision;
    change.name = from.text(each.citation);
    change.title = from.text(each.title);
    change.place = place_text(from, each.origin);
    if (!pair.before || !pair.after) {
      change.kind = pair.before ? Kind::removed : Kind::added;
      change.details.push_back(
          {"in force", pair.before ? force_text(each) : "", pair.before ? "" : force_text(each)});
      change.weaker = pair.before && program::can_be_judged(each);
      context.out.changes.push_back(std::move(change));
      continue;
    }
    ++context.compared(Topic::provision);
    const Provision& old = old_program.provisions[*pair.before];
    const Provision& now = each;
    std::vector<Detail>& details = change.details;
    differ(details, "in force", force_text(old), force_text(now));
    differ(details, "vacated", vacated_text(old_program, old), vacated_text(new_program, now));
    differ(details, "designation", designations[static_cast<size_t>(old.designation)],
           designations[static_cast<size_t>(now.designation)]);
    differ(details, "modality", modalities[static_cast<size_t>(old.modality)],
           modalities[static_cast<size_t>(now.modality)]);
    differ(details, "binds", list_text(old_program, old.binds), list_text(new_program, now.binds));
    differ(details, "due", old_program.text(old.due_text), new_program.text(now.due_text));
    differ(details, "replaced by", proposals_text(old_program, old.replaced_by),
           proposals_text(new_program, now.replaced_by));
    differ(details, "title", old_program.text(old.title), new_program.text(now.title));
    differ(details, "says", old_program.text(old.says), new_program.text(now.says));
    differ(details, "source", list_text(old_program, old.sources),
           list_text(new_program, now.sources));
    if (details.empty())
      continue;
    change.weaker = asks_less(old, now);
    context.out.changes.push_back(std::move(change));
  }
}

} // namespace ward::diff
