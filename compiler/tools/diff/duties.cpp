// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

namespace ward::diff {

namespace {

using program::DateStep;
using program::Duty;

std::string cites_text(const Program& program, const Duty& duty) {
  std::vector<program::Text> out;
  for (const program::Cite& cite : duty.cites)
    if (out.empty() || out.back() != program.provisions[cite.provision].citation)
      out.push_back(program.provisions[cite.provision].citation);
  return list_text(program, out);
}

struct State {
  Context& context;
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();

  void run() {
    each_pair(
        old_program.duties, new_program.duties,
        [&](bool after, const Duty& duty) {
          return (after ? new_program : old_program).text(duty.path);
        },
        [&](const std::string& path, std::optional<uint32_t> x, std::optional<uint32_t> y) {
          if (x && y)
            return compare(path, old_program.duties[*x], new_program.duties[*y]);
          const Program& from = x ? old_program : new_program;
          const Duty& duty = x ? old_program.duties[*x] : new_program.duties[*y];
          Change& change = context.add(Topic::duty, x ? Kind::removed : Kind::added, path,
                                       from.text(duty.title));
          change.place = place_text(from, duty.origin);
          const std::string cites = cites_text(from, duty);
          change.details.push_back({"cites", x ? cites : "", x ? "" : cites});
          change.weaker = x.has_value();
        });
  }

  bool same(const std::vector<DateStep>& old, const std::vector<DateStep>& now) const {
    if (old.size() != now.size())
      return false;
    for (size_t i = 0; i < old.size(); ++i)
      if (old[i].kind != now[i].kind || old[i].count != now[i].count ||
          !context.proofs.same(old[i].node, now[i].node))
        return false;
    return true;
  }

  /// Of dates it is said that they are others; what that does to verdicts is asked of the elements
  /// that the duty cites.
  void compare(const std::string& path, const Duty& old, const Duty& now) {
    ++context.compared(Topic::duty);
    Change change;
    change.topic = Topic::duty;
    change.name = path;
    change.title = new_program.text(now.title);
    change.place = place_text(new_program, now.origin);
    std::vector<Detail>& details = change.details;
    differ(details, "cites", cites_text(old_program, old), cites_text(new_program, now));
    differ(details, "on", old_program.text(old_program.tables[old.table].path),
           new_program.text(new_program.tables[now.table].path));
    const auto differs = [&](const char* what, bool alike) {
      if (!alike)
        details.push_back({what, "", "another condition or date"});
    };
    differs("arises", same(old.arises_on, now.arises_on));
    differs("done", same(old.done_on, now.done_on));
    differs("limit", same(old.due_on, now.due_on));
    differs("not before", same(old.not_before_on, now.not_before_on));
    differs("promptly", same(old.prompt_on, now.prompt_on));
    if (details.empty())
      differs("when", context.proofs.same(old.triggered, now.triggered));
    differ(details, "title", old_program.text(old.title), new_program.text(now.title));
    if (!details.empty())
      context.out.changes.push_back(std::move(change));
  }
};

} // namespace

void compare_duties(Context& context) {
  State{context}.run();
}

} // namespace ward::diff
