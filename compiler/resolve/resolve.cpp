// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolve.h"

#include "resolve/state.h"

#include <cassert>

namespace ward::resolve {

std::string path_text(const syntax::Path& path) {
  std::string out;
  for (const syntax::Name& part : path.parts) {
    if (!out.empty())
      out += '.';
    out += part.text;
  }
  return out;
}

void State::twice(std::string_view what, std::string_view name, source::Span second,
                  source::Span first) {
  sink.report(diag::DuplicateName, second, what, name).note("it is declared here first", first);
}

Declarations resolve(const Input& input, diag::Sink& sink) {
  assert(input.root && input.sources);
  State state{input, sink, {}};
  state.model.as_of_days = input.as_of_days;
  load_modules(state);
  declare_built_ins(state);
  declare_types(state);
  declare_facts(state);
  declare_authorities(state);
  declare_provisions(state);
  link_provisions(state);
  declare_controls(state);
  link_controls(state);
  declare_crosswalks(state);
  declare_duties(state);
  declare_penalties(state);
  declare_assessments(state);
  declare_profiles(state);
  declare_exceptions(state);
  collect_tests(state);
  return std::move(state.out);
}

} // namespace ward::resolve
