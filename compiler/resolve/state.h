// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "resolve/resolve.h"
#include "source/source_manager.h"

#include <optional>
#include <string>
#include <string_view>

namespace ward::resolve {

/// What the passes of resolve() share. They run in the order in which they stand here.
struct State {
  const Input& input;
  diag::Sink& sink;
  Declarations out;
  model::Model& model = out.model;

  /// The text as written, for clauses that are kept so.
  std::string written(source::Span span) const { return std::string(input.sources->text(span)); }

  /// Says that a name stands twice; `first` is where it stood before.
  void twice(std::string_view what, std::string_view name, source::Span second, source::Span first);
};

/// Finds every module (R1.13), orders them, opens their scopes.
void load_modules(State& state);
/// The record, enum and table of addressable decisions (R6.6).
void declare_built_ins(State& state);
/// Enums, records, lets and predicates; then the types of fields, facts and tables.
void declare_types(State& state);
void declare_facts(State& state);
/// Authorities, roles, proposals, indexes.
void declare_authorities(State& state);
void declare_provisions(State& state);
/// Order of versions, parents, children, needs, implicit elements (R3.3, R3.4).
void link_provisions(State& state);
void declare_controls(State& state);
/// `covers` and `aligns`, when every control and provision is known.
void link_controls(State& state);
/// When every citation has its versions and elements.
void declare_crosswalks(State& state);
/// Says that the citation has no elements of its own in the text, and what there is instead.
void report_nothing_to_cover(State& state, const syntax::Target& target,
                             model::CitationId citation);
/// Duties and what they cite.
void declare_duties(State& state);
void declare_penalties(State& state);
void declare_assessments(State& state);
void declare_profiles(State& state);
void declare_exceptions(State& state);
void collect_tests(State& state);

/// Each declaration of one kind, with its module, in the model's order.
template <typename T, typename Visit> void each_declaration(State& state, Visit visit) {
  for (uint32_t m = 0; m < state.out.scopes.size(); ++m)
    for (const syntax::Decl* decl : state.out.scopes[m].file->decls)
      if (const T* found = decl->as<T>())
        visit(*found, model::ModuleId{m});
}

} // namespace ward::resolve
