// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/facts.h"
#include "model/ids.h"
#include "source/span.h"

#include <optional>
#include <string>
#include <vector>

namespace ward::model {

/// One target of `cites`: elements of every version of the citation that has them (R9.2).
struct Cite {
  CitationId citation;
  std::vector<std::string> names;  ///< as written; empty: all from the text
  std::vector<ElementId> elements; ///< sorted
  source::Span span;
};

/// `promptly 10 days after D`
struct Promptly {
  Period within;
  ExprId after; ///< a date, or none: not yet
};

/// What is due for each row of a table (chapter 9). The expressions stand in the row `row`.
struct Duty {
  std::string path;
  std::string title; ///< may be empty
  std::string doc;
  ModuleId module;
  TableId table;
  RowVarId row;
  std::vector<Cite> cites;
  ExprId arises;     ///< a date, or none: not arisen
  ExprId when;       ///< none: always
  ExprId done;       ///< a date, or none: not done
  ExprId by;         ///< a date
  ExprId not_before; ///< none unless written; a date, or none: no hold
  std::optional<Promptly> promptly;
  source::Span span; ///< the whole declaration
  source::Span path_span;
};

} // namespace ward::model
