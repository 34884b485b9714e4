// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include <fmt/ranges.h>

namespace ward::diff {

namespace {

using program::Exception;

std::string rows_text(const Program& program, const Exception& exception) {
  std::vector<std::string> out;
  for (const program::ExceptionRow& row : exception.rows)
    out.push_back(fmt::format("{}[\"{}\"]", program.text(program.tables[row.table].path),
                              program.text(row.key)));
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string compensated_by(const Program& program, const Exception& exception) {
  return exception.compensated_by == 0
             ? ""
             : program.text(program.controls[exception.compensated_by - 1].path);
}

} // namespace

/// No verdict depends on an exception (R10.4), so that none is weaker; they are for people to see.
void compare_exceptions(Context& context) {
  const Program& old_program = context.old_program();
  const Program& new_program = context.new_program();
  each_pair(
      old_program.exceptions, new_program.exceptions,
      [&](bool after, const Exception& each) {
        return (after ? new_program : old_program).text(each.name);
      },
      [&](const std::string& name, std::optional<uint32_t> x, std::optional<uint32_t> y) {
        const Program& from = y ? new_program : old_program;
        const Exception& each = y ? new_program.exceptions[*y] : old_program.exceptions[*x];
        Change change;
        change.topic = Topic::exception;
        change.kind = x && y ? Kind::changed : x ? Kind::removed : Kind::added;
        change.name = name;
        change.place = place_text(from, each.origin);
        const auto differs = [&](const char* what, auto&& text) {
          differ(change.details, what, x ? text(old_program, old_program.exceptions[*x]) : "",
                 y ? text(new_program, new_program.exceptions[*y]) : "");
        };
        differs("control", [](const Program& program, const Exception& it) {
          return program.text(program.controls[it.control].path);
        });
        differs("rows", rows_text);
        differs("expires",
                [](const Program&, const Exception& it) { return day_text(it.expires_day); });
        differs("because", [](const Program& program, const Exception& it) {
          return program.text(it.because);
        });
        differs("approved", [](const Program& program, const Exception& it) {
          return fmt::format("{} on {}", program.text(it.approved_by), day_text(it.on_day));
        });
        differs("compensated by", compensated_by);
        if (x && y)
          ++context.compared(Topic::exception);
        if (!change.details.empty())
          context.out.changes.push_back(std::move(change));
      });
}

} // namespace ward::diff
