// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "core/calendar.h"
#include <algorithm>

namespace ward::diff {

namespace {

using program::Element;
using program::Provision;

constexpr const char* bases[] = {"text", "preamble", "guidance", "enforcement", "practice"};

std::string element_words(const prove::Replayed& said) {
  constexpr const char* met[] = {"not met", "met", "unknown"};
  return said.truths[0] == 0   ? "not applicable"
         : said.truths[0] == 2 ? "unknown"
                               : met[said.truths[1]];
}

std::string controls_text(const Program& program, const Element& element) {
  std::vector<program::Text> paths;
  for (const uint32_t control : element.controls)
    paths.push_back(program.controls[control].path);
  return list_text(program, paths);
}

bool is_covered(const Element& element) {
  return !element.controls.empty() || element.in_order;
}

struct State {
  Context& context;
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();

  void run() {
    for (const Versions& pair : context.provisions) {
      if (!pair.before || !pair.after)
        continue; // said of the provision
      const Provision& old = old_program.provisions[*pair.before];
      const Provision& now = new_program.provisions[*pair.after];
      if (!program::can_be_judged(old) || !program::can_be_judged(now))
        continue;
      each_pair(
          old.elements, now.elements,
          [&](bool after, const Element& element) {
            return (after ? new_program : old_program).text(element.name);
          },
          [&](const std::string& name, std::optional<uint32_t> x, std::optional<uint32_t> y) {
            compare(name, old, now, x ? &old.elements[*x] : nullptr,
                    y ? &now.elements[*y] : nullptr);
          });
    }
    // Once all parts are known: what is left is of the provision itself.
    for (const Versions& pair : context.provisions)
      if (pair.before && pair.after)
        compare_whole(old_program.provisions[*pair.before], new_program.provisions[*pair.after]);
  }

  std::pair<int32_t, int32_t> days(const Provision& old, const Provision& now) const {
    return {std::max({context.day, old.from_day, now.from_day}),
            std::min({rt::last_day, old.until_day - 1, now.until_day - 1})};
  }

  void compare(const std::string& name, const Provision& old, const Provision& now,
               const Element* x, const Element* y) {
    const Program& from = y != nullptr ? new_program : old_program;
    const Element& each = y != nullptr ? *y : *x;
    Change change;
    change.topic = Topic::element;
    change.name = fmt::format("{}.{{{}}}", from.text((y != nullptr ? now : old).citation), name);
    change.title = from.text(each.phrase);
    change.place = place_text(from, each.origin);
    const bool in_text = each.basis == program::Basis::text;
    if (x == nullptr || y == nullptr) {
      change.kind = x == nullptr ? Kind::added : Kind::removed;
      change.weaker = y == nullptr && in_text;
      change.coverage = false;
      differ(change.details, "covered by", x == nullptr ? "" : controls_text(from, each),
             x == nullptr ? controls_text(from, each) : "");
      context.out.changes.push_back(std::move(change));
      return;
    }
    ++context.compared(Topic::element);
    std::vector<Detail>& details = change.details;
    differ(details, "phrase", old_program.text(x->phrase), new_program.text(y->phrase));
    differ(details, "basis", bases[static_cast<size_t>(x->basis)],
           bases[static_cast<size_t>(y->basis)]);
    differ(details, "settled by", x->decided ? "facts" : "controls",
           y->decided ? "facts" : "controls");
    differ(details, "covered by", controls_text(old_program, *x), controls_text(new_program, *y));
    if (is_covered(*x) != is_covered(*y)) {
      change.kind = is_covered(*x) ? Kind::lost : Kind::gained;
      change.coverage = is_covered(*x);
    }
    if (x->basis == program::Basis::text && y->basis != program::Basis::text)
      change.weaker = true;
    const auto [first, last] = days(old, now);
    const prove::Compared compared =
        context.proofs.compare({x->applies, x->met_plain}, {y->applies, y->met_plain}, first, last);
    if (details.empty() && compared.strength == prove::Strength::equal)
      return;
    if (compared.strength != prove::Strength::equal) {
      context.file(change, compared, element_words);
      // Elements from practice enter no verdict.
      if (!in_text)
        change.weaker = false;
    }
    context.out.changes.push_back(std::move(change));
  }

  /// A derived provision (R3.4) has no part that could say what it asks: by what it needs, and when
  /// it is due, it may ask another thing though all that it needs asks the same.
  void compare_whole(const Provision& old, const Provision& now) {
    if (!program::can_be_judged(old) || !program::can_be_judged(now) ||
        context.proofs.same_but_for_parts({old.applicable, old.met_plain},
                                          {now.applicable, now.met_plain}))
      return;
    if (!old.elements.empty() || !old.children.empty() || !now.elements.empty() ||
        !now.children.empty())
      return; // its parts say so, and its dates
    const auto [first, last] = days(old, now);
    const prove::Compared compared = context.proofs.compare(
        {old.applicable, old.met_plain}, {now.applicable, now.met_plain}, first, last);
    if (compared.strength == prove::Strength::equal)
      return;
    Change& change = context.add(Topic::element, Kind::changed, new_program.text(now.citation),
                                 new_program.text(now.title));
    change.place = place_text(new_program, now.origin);
    change.details.push_back(
        {"as a whole", "", "what it needs, whom it binds or when it is due is another"});
    context.file(change, compared, element_words);
  }
};

} // namespace

void compare_elements(Context& context) {
  State{context}.run();
}

} // namespace ward::diff
