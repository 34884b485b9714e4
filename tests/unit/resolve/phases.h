// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/resolve.h"
#include "unit/support/check_diags.h"

namespace ward::test {

/// Resolve alone, on 2026-01-01.
inline void run_resolve(Checked& checked) {
  resolve::Input input;
  input.root = checked.file;
  input.sources = &checked.sources;
  input.as_of_days = 20454;
  resolve::resolve(input, checked.sink);
}

/// One module resolved, with what was said.
struct Resolved : Checked {
  resolve::Declarations decls;

  explicit Resolved(std::string program) {
    resolve::Input input;
    input.root = parse_text(*this, std::move(program));
    input.sources = &sources;
    input.as_of_days = 20454;
    decls = resolve::resolve(input, sink);
  }
  const model::Provision& version(std::string_view citation, size_t index = 0) const {
    const model::CitationId id = decls.citations.at(citation);
    return decls.model.provisions[decls.model.citations[id].versions.at(index)];
  }
  std::string text(model::CitationId id) const {
    return id.is_none() ? "none" : decls.model.citations[id].text;
  }
  /// "a, b (implicit)"
  std::string elements(const model::Provision& provision) const {
    std::string out;
    for (model::ElementId id : provision.elements)
      out += (out.empty() ? "" : ", ") + decls.model.elements[id].name +
             (decls.model.elements[id].implicit ? " (implicit)" : "");
    return out;
  }
};

} // namespace ward::test
