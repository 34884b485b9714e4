// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/facts/csv.h"
#include "tools/facts/tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ward::tool {

struct StatementOptions {
  std::string table; ///< "": the one that the bundle's assessments stand on
  std::map<std::string, std::string> columns; ///< heading in the file -> field of the table
  std::map<std::string, std::string> blanks;  ///< field -> what a row that is silent on it says
  std::set<std::string> ignore;               ///< headings that may be left out
  std::string as_of, source;                  ///< over what the file says of itself
  std::string complete_by;                    ///< who attests that the list is whole; "": nobody
};

/// Turns a licensed user's table of requirement statements and ratings into facts: a document that
/// `ward eval` reads. What a cell says is either taken whole or a problem at its place.
class StatementImport {
public:
  StatementImport(const rt::Bundle& bundle, const StatementOptions& options,
                  std::vector<facts::Problem>& problems)
      : bundle_(bundle), options_(options), problems_(problems) {}

  /// The document, or nothing after a problem. `file` is what places name.
  std::optional<facts::Node> read(const std::string& file, const facts::CsvTable& csv);
  /// Of the last document.
  size_t row_count() const { return row_count_; }
  const std::string& table() const { return table_; }

private:
  struct Column {
    const bundle::Fact* field = nullptr; ///< null: left out
    bool is_key = false;
  };
  struct Cell {
    const std::string& text;
    facts::Place place;
    std::string heading;
  };

  bool find_table(const facts::Place& place);
  bool find_columns(const std::string& file, const facts::CsvTable& csv);
  void find_ratings();
  const bundle::Fact* field(const std::string& name) const;
  std::optional<facts::Node> value(const Cell& cell, const bundle::Fact& field);
  std::optional<std::string> scalar(const Cell& cell, const std::string& text,
                                    const bundle::TypeRef& type);
  std::optional<std::string> member(const Cell& cell, const std::string& text, uint32_t of);
  std::optional<std::string> rating(const std::string& text) const;
  facts::Node row(const std::string& file, const facts::CsvTable& csv,
                  const facts::CsvTable::Row& from);
  void problem(const facts::Place& place, std::string message) {
    problems_.push_back({place, "", std::move(message)});
  }

  const rt::Bundle& bundle_;
  const StatementOptions& options_;
  std::vector<facts::Problem>& problems_;
  const bundle::FactTable* about_ = nullptr;
  std::string table_;
  std::vector<Column> columns_;
  uint32_t rating_enum_ = UINT32_MAX;
  std::vector<std::pair<std::string, int64_t>> ratings_; ///< name, worth in millionths
  std::map<std::string, uint32_t> keys_;                 ///< key -> its line
  size_t row_count_ = 0;
};

} // namespace ward::tool
