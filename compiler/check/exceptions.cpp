// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"
#include "check/describe.h"
#include "check/reach.h"

#include <fmt/format.h>

#include <set>

namespace ward::check {

namespace {

using model::ExprKind;

struct State {
  const Context& context;
  const model::Model& model = context.model;

  void run() {
    for (const model::Exception& exception : model.exceptions) {
      check_dates(exception);
      const model::Control& control = model.controls[exception.control];
      if (exception.compensated_by == exception.control)
        context.sink.report(diag::CompensatedByItself, exception.span, exception.name, control.path)
            .with_help("name the control that stands in, or leave `compensated by` out");
      if (context.is_own(exception.module))
        check_rows(exception);
    }
  }

  void check_dates(const model::Exception& exception) {
    const std::string expires = date_text(exception.expires_days);
    if (exception.expires_days < exception.on_days)
      context.sink
          .report(diag::ExceptionEndsFirst, exception.span, exception.name, expires,
                  date_text(exception.on_days))
          .with_help("correct one of the dates: both days are in");
    else if (exception.expires_days < model.as_of_days)
      context.sink.report(diag::ExpiredException, exception.span, exception.name, expires)
          .at(fmt::format("checked as of {}", date_text(model.as_of_days)))
          .with_help("have it approved anew, or take it out");
  }

  void check_rows(const model::Exception& exception) {
    const model::Control& control = model.controls[exception.control];
    std::set<model::TableId> reported;
    for (const model::ExceptionRow& row : exception.rows) {
      ReachFinder finder(model, [&](const model::Expr& expr) {
        return (expr.kind == ExprKind::every || expr.kind == ExprKind::some) &&
               model.row_vars[model::RowVarId{expr.ref}] == row.table;
      });
      if (finder.reaches(control.applies) || finder.reaches(control.implemented))
        continue;
      if (!reported.insert(row.table).second)
        continue;
      context.sink
          .report(diag::ExceptionRowsUnread, row.span, control.path, model.tables[row.table].path)
          .note("the control", control.path_span)
          .with_help("name rows of a table that the control quantifies over, or leave `at` out");
    }
  }
};

} // namespace

void check_exceptions(const Context& context) {
  State{context}.run();
}

} // namespace ward::check
