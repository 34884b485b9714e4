// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"

namespace ward::check {

void check_sources(const Context& context) {
  for (const model::Authority& authority : context.model.authorities) {
    if (!authority.sources.empty() || !context.is_own(authority.module))
      continue;
    context.sink.report(diag::AuthorityWithoutSource, authority.span, authority.name)
        .with_help("write `source` and where its text can be read");
  }
}

} // namespace ward::check
