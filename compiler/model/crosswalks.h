// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "model/law.h"
#include "source/span.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ward::model {

/// One side of a crosswalk's row (R7.3): a provision, or a set of its elements.
struct Concept {
  CitationId citation;
  std::vector<std::string> elements; ///< sorted, no repeats; empty: the provision
  source::Span span;
};

struct CrosswalkRow {
  Concept from;
  Relation relation = Relation::intersects;
  Concept to;
  uint8_t strength = 0; ///< 1 to 10 (R7.7); 0: not stated
  std::string because;  ///< empty: not stated
  source::Span span;
};

/// A crosswalk as stated (R7.1); what follows from it is derived in relate/.
struct Crosswalk {
  AuthorityId from;
  AuthorityId to;
  std::string title;
  std::string doc;
  std::vector<std::string> sources;
  ModuleId module;
  std::vector<CrosswalkRow> rows; ///< in the order written, without rows that were reported
  size_t rows_written = 0;        ///< with those
  source::Span span;              ///< its first line, for what concerns it as a whole
};

} // namespace ward::model
