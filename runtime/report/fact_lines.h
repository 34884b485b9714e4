// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain.h"
#include "report/json_writer.h"
#include "report/report.h"

namespace ward::rt {

/// Writes sets of atoms as arrays of lines: path, value, source and place of each. Where more than
/// `collapse_above` rows of a table stand with the same field, they are one line, `systems[*].mfa`,
/// with their number.
class FactLines {
public:
  static constexpr uint32_t collapse_above = 8;

  /// Working memory comes from `arena`.
  FactLines(Report& report, JsonWriter& json, Arena& arena)
      : report_(report), json_(json), arena_(arena), text_(arena.allocator()) {}

  /// False without memory. Call once, before the others.
  bool open();
  void write(const char* name, AtomSet atoms);
  /// Only the leaves and tables that are unknown by one of the causes of `mask` (bits of Cause).
  void write_causes(const char* name, AtomSet atoms, uint32_t mask);
  bool failed() const { return failed_ || text_.failed(); }

private:
  struct Group {
    uint32_t count = 0;
    bool written = false;
  };

  void reset(); ///< empties text_, keeping in mind that it failed
  void write_filtered(AtomSet atoms, uint32_t mask);
  bool selected(const Atom& atom, uint32_t mask) const;
  Group* group_of(const Atom& atom);
  void write_one(const Atom& atom);
  void write_group(AtomSet atoms, const Atom& first, uint32_t mask, uint32_t count);
  void write_place(uint32_t provenance, const char* at, const char* line);
  void write_value_of(const bundle::Fact& fact, const Cell& cell);
  void write_cause(const Cell& cell);
  const bundle::Fact& declaration(const Atom& atom) const;
  uint32_t provenance_of(const Atom& atom) const;
  Bytes path_of(const Atom& atom);

  Report& report_;
  JsonWriter& json_;
  Arena& arena_;
  Buffer text_;
  bool failed_ = false;
  uint32_t* first_group_ = nullptr; ///< table -> index in groups_: its rows, then its fields
  Group* groups_ = nullptr;
};

} // namespace ward::rt
