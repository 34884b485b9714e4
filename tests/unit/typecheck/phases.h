// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/print.h"
#include "model/verify.h"
#include "unit/support/build_model.h"
#include "unit/support/check_diags.h"

namespace ward::test {

/// Resolve and typecheck behind the parser, for check_diags().
inline void run_phases(Checked& checked) {
  resolve::Input input;
  input.root = checked.file;
  input.sources = &checked.sources;
  input.as_of_days = check_day;
  const model::Model model =
      typecheck::typecheck(resolve::resolve(input, checked.sink), checked.sink);
  if (!checked.sink.has_errors())
    CHECK_EQ(model::verify(model), std::vector<std::string>());
}

inline void check_program(std::string_view program) {
  check_diags(program, run_phases);
}

/// A good program as text, without the lines of what is built in.
inline std::string printed(std::string_view program) {
  BuiltModel built;
  build_model(built, program);
  CHECK_EQ(built.problems(), "");
  CHECK_EQ(model::verify(built.model), std::vector<std::string>());
  return model::print(built.model);
}

/// The lines of `text` that begin with `head`, without it.
inline std::string lines_of(const std::string& text, std::string_view head) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    const std::string_view line(text.data() + at, end - at);
    if (line.starts_with(head))
      out += std::string(line.substr(head.size())) + "\n";
    at = end + 1;
  }
  return out;
}

/// The condition of the only control of `program` in prefix form.
inline std::string typed(std::string_view declarations, std::string_view condition) {
  const std::string text =
      printed(std::string(declarations) + "\ncontrol c.under_test \"C\" { implemented when " +
              std::string(condition) + " }\n");
  std::string out = lines_of(text, "  implemented when ");
  if (!out.empty())
    out.pop_back();
  return out;
}

} // namespace ward::test
