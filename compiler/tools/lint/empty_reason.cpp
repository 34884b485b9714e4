// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {
namespace {

using namespace syntax;

struct State {
  const Context& context;
  diag::Sink& sink;

  void reason(const Text& text) {
    if (says_nothing(text.value))
      sink.report(diag::EmptyReason, text.span)
          .with_help("say what somebody who asks in a year has to know");
  }

  void run() {
    context.each<ExceptionDecl>([&](const ExceptionDecl& one) { reason(one.because); });
    context.each<IndexDecl>([&](const IndexDecl& index) {
      for (const Renumbering& one : index.renumbered)
        reason(one.because);
    });
    context.each<ControlDecl>([&](const ControlDecl& control) {
      if (control.trusted_because)
        reason(*control.trusted_because);
    });
    context.each<CrosswalkDecl>([&](const CrosswalkDecl& crosswalk) {
      for (const Mapping& mapping : crosswalk.mappings)
        if (mapping.because)
          reason(*mapping.because);
    });
    context.each_provision([&](const ProvisionDecl& provision) {
      for (const Gap& gap : provision.gaps)
        reason(gap.because);
    });
  }
};

} // namespace

void check_empty_reason(const Context& context, diag::Sink& sink) {
  State{context, sink}.run();
}

} // namespace ward::lint
