// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "model/types.h"
#include "source/span.h"

#include <optional>
#include <string>
#include <vector>

namespace ward::model {

/// `60 days`, `12 months`: weeks and years are folded (R4.2). Never minutes.
struct Period {
  int32_t amount = 0;
  bool months = false;
};

struct Enum {
  std::string name;
  ModuleId module;
  std::vector<std::string> members; ///< ordinals are indices
  std::string doc;
  source::Span span;
};

/// What a leaf fact and a record's field share.
struct FactInfo {
  Type type;
  std::string prompt;
  std::string doc;
  std::optional<Period> fresh;
  AuthorityId supplied_by; ///< none unless `supplied by` (R2.4)
  bool privileged = false;
  source::Span span;
};

struct Field {
  std::string name;
  FactInfo info;
};

struct Record {
  std::string name;
  ModuleId module;
  uint32_t key_field = 0; ///< index in fields; of type text
  std::vector<Field> fields;
  std::string doc;
  source::Span span;
};

struct Table {
  std::string path; ///< "systems", "clinic.systems"
  ModuleId module;
  RecordId record;
  std::string prompt;
  std::string doc;
  std::optional<Period> fresh; ///< of the declaration that it is complete (R4.7)
  source::Span span;
};

struct Fact {
  std::string path;
  ModuleId module;
  FactInfo info;
};

struct Let {
  std::string name;
  ModuleId module;
  ControlId control; ///< the control it is local to, or none
  Type type;
  ExprId body;
  source::Span span;
};

struct PredicateParameter {
  std::string name;
  Type type; ///< a scalar, a set, or a row of a record
};

struct Predicate {
  std::string name;
  ModuleId module;
  std::vector<PredicateParameter> parameters;
  ExprId body;
  std::string doc;
  source::Span span;
};

} // namespace ward::model
