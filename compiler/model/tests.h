// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "model/types.h"
#include "source/span.h"

#include <optional>
#include <string>
#include <vector>

namespace ward::model {

/// A value written in a test, already of the fact's type.
struct GivenValue {
  bool none = false;
  int64_t number = 0;              ///< truth 0/1, numbers scaled by the type, dates, enum ordinals
  std::string text;                ///< text and key
  std::vector<GivenValue> members; ///< sets
};

struct GivenField {
  uint32_t field = 0; ///< index in the record
  GivenValue value;
  source::Span span;
};

struct GivenRow {
  std::string key;
  std::vector<GivenField> fields;
  source::Span span;
};

/// One binding: a leaf fact, a whole table, or one field of one row (`with t["k"].f = v`).
struct Binding {
  enum class Kind : uint8_t { fact, table, field };
  Kind kind = Kind::fact;
  FactId fact;
  TableId table;
  bool open = false;          ///< table: not complete (R10.6)
  std::vector<GivenRow> rows; ///< table: all; field: one row with one field
  GivenValue value;           ///< fact
  source::Span span;
};

enum class Outcome : uint8_t {
  met,
  not_met,
  unknown,
  not_applicable,
  implemented,
  not_implemented
};

/// What an event of a duty is (R9.5).
enum class DutyStatus : uint8_t {
  not_triggered,
  pending,
  held,
  met,
  late,
  early,
  overdue,
  unknown
};

struct Expectation {
  ControlId control;   ///< either this
  CitationId citation; ///< or this
  DutyId duty;         ///< or this, of the row `key`
  std::string key;
  DutyStatus status = DutyStatus::unknown; ///< of a duty; `outcome` is of the others
  std::vector<std::string> elements;       ///< `P.{a, b}`; empty: the provision
  Outcome outcome = Outcome::unknown;
  std::vector<std::string> because; ///< fact paths as reports print them: `systems["pms"].mfa`
  source::Span span;
  std::vector<std::string> details; ///< `with partial, stale`: each must stand beside the verdict
};

/// One run: a test without cases, or one of its cases with the shared bindings in front.
struct Test {
  std::string name;
  std::string case_label; ///< empty without cases
  ModuleId module;
  int32_t as_of_days = 0;
  std::vector<ProposalId> assumes;
  std::vector<Binding> given; ///< in order; a later one replaces an earlier one of the same path
  std::vector<Expectation> expects;
  source::Span span;
};

} // namespace ward::model
