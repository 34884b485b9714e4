// SPDX-License-Identifier: Apache-2.0
#include "parse/reporter.h"

namespace ward::parse {

bool Reporter::admit(uint16_t code, diag::Severity severity, source::Span span) {
  if (!seen_.emplace(code, span.begin).second)
    return false;
  if (severity != diag::Severity::error)
    return !said_full_;
  if (!is_full()) {
    ++errors_;
    return true;
  }
  if (!said_full_) {
    said_full_ = true;
    sink_.report(diag::TooManyErrors, {file_, span.begin, span.begin})
        .with_help("mend these first and run the check again");
  }
  return false;
}

} // namespace ward::parse
