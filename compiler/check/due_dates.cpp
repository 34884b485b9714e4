// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::check {

namespace {

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const model::Provision& provision : model.provisions) {
      check_repeats(provision);
      if (context.is_own(provision.module) && is_first_version(provision))
        check_order(provision);
    }
  }

  // A later version may repeat the dates of the first.
  bool is_first_version(const model::Provision& provision) {
    return &model.provisions[model.citations[provision.citation].versions[0]] == &provision;
  }

  void check_repeats(const model::Provision& provision) {
    for (size_t i = 1; i < provision.due.size(); ++i) {
      const model::DueDate& due = provision.due[i];
      const auto before = provision.due.begin() + static_cast<ptrdiff_t>(i);
      if (std::none_of(provision.due.begin(), before,
                       [&](const auto& other) { return other.role == due.role; }))
        continue;
      const std::string who = due.role ? fmt::format("`{}`", model.roles[due.role].name)
                                       : std::string("everyone without one of their own");
      context.sink
          .report(diag::RepeatedDueDate, provision.citation_span, citation_text(model, provision),
                  who)
          .with_help("keep one, or say `for` which role the other is");
    }
  }

  void check_order(const model::Provision& provision) {
    if (provision.window.from_days == INT32_MIN)
      return;
    for (const model::DueDate& due : provision.due) {
      if (due.days >= provision.window.from_days)
        continue;
      context.sink
          .report(diag::DueBeforeInForce, provision.citation_span, citation_text(model, provision),
                  date_text(due.days), date_text(provision.window.from_days))
          .with_help("correct the earlier of the two dates, or leave the due date out");
    }
  }
};

} // namespace

void check_due_dates(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
