// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/report/report_json.h"

#include <compare>
#include <string>
#include <vector>

namespace ward::incident {

/// A row: "breaches["x"]".
struct RowName {
  std::string table, key;
  std::string path() const;
  friend auto operator<=>(const RowName&, const RowName&) = default;
};

/// A question of a row's record and what was answered.
struct Answer {
  std::string path; ///< "breaches["x"].known_on"
  std::string prompt;
  std::string value; ///< as a report shows it; "" where it was not answered
  std::string source, as_of, proof, place;
  bool answered = false;
  bool points = false; ///< it only says which row of another table this one belongs to

  /// Who said so, as of when, with what proof; "" where nobody said.
  std::string said() const;
};

/// The facts as they were gathered: what they say of events, row by row.
class Stated {
public:
  /// `document`: facts::Collected::json. Values of privileged facts are left out if `redact`.
  Stated(const rt::Bundle& bundle, const std::string& document, bool redact);

  /// Whether a duty stands on the table.
  bool has_duties(const std::string& table) const;
  /// Rows of tables with duties, by table, then key; of a table that points at another such table,
  /// none: they belong to its rows.
  std::vector<RowName> incidents() const;
  /// Rows of tables with duties that have this key.
  std::vector<RowName> named(const std::string& key) const;
  bool has(const RowName& row) const;
  /// The table, and those that point at it by a key.
  std::vector<std::string> tables_of(const std::string& table) const;
  /// The row, and those of other tables that point at it, or do not say at which, by table, then
  /// key.
  std::vector<RowName> with_its_rows(const RowName& row) const;
  /// The row that a row points at, where that is an event; else itself.
  RowName incident_of(const RowName& row) const;

  /// Every field but the key, as declared.
  std::vector<Answer> answers(const RowName& row) const;

private:
  struct Pointer {
    std::string field, to;
  };
  std::vector<Pointer> pointers(const std::string& table) const;
  const llvm::json::Array* rows(const std::string& table) const;
  const bundle::FactTable* declared(const std::string& table) const;
  std::string key_field(const std::string& table) const;
  const tool::JsonObject* find(const RowName& row) const;
  std::vector<RowName> rows_of(const std::string& table) const;

  const rt::Bundle& bundle_;
  tool::JsonObject document_;
  bool redact_;
  std::vector<std::string> event_tables_; ///< ascending
};

} // namespace ward::incident
