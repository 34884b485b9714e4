// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"

#include <map>
#include <string_view>
#include <utility>

namespace ward::check {

namespace {

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const model::Control& control : model.controls) {
      if (!context.is_own(control.module))
        continue;
      if (control.covers.empty() && control.aligns.empty())
        context.sink.report(diag::IdleControl, control.path_span, control.path)
            .with_help("write `covers` and the law that it serves, or `aligns` and the framework");
      check_repeats(control);
    }
  }

  void check_repeats(const model::Control& control) {
    using Target = std::pair<model::CitationId, std::string_view>;
    std::map<Target, source::Span> first;
    for (const model::Cover& cover : control.covers) {
      // An element of several versions is one element to the author.
      std::map<Target, source::Span> here;
      for (const model::ElementId id : cover.elements)
        here.emplace(Target{cover.citation, model.elements[id].name}, cover.span);
      for (const auto& [target, span] : here)
        if (const auto [before, is_new] = first.emplace(target, span); !is_new)
          report(control, target.first, target.second, span, before->second);
      for (size_t i = 0; i < cover.names.size(); ++i)
        for (size_t j = 0; j < i; ++j)
          if (cover.names[i] == cover.names[j]) {
            report(control, cover.citation, cover.names[i], cover.span, source::Span::none());
            break;
          }
    }
  }

  void report(const model::Control& control, model::CitationId citation, std::string_view element,
              source::Span span, source::Span before) {
    diag::Diagnostic& finding = context.sink.report(diag::RedundantCover, span, control.path,
                                                    element, citation_text(model, citation));
    if (!before.is_none())
      finding.note("covered here already", before);
    finding.with_help("take one of them out");
  }
};

} // namespace

void check_covers(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
