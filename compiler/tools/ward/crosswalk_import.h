// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"
#include "tools/ward/crosswalk_library.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ward::tool {

struct ImportOptions {
  std::string from, to;         ///< authorities of ids that name none
  std::string title;            ///< where the file gives none
  std::string source;           ///< added to what the file says
  std::string because;          ///< for `equal` without a reason
  std::set<std::string> ignore; ///< content that may be left out, by its name in the file
};

struct ImportedRow {
  std::string from;
  model::Relation relation = model::Relation::intersects;
  std::string to;
  uint32_t strength = 0; ///< 0: not stated
  std::string because;
};

/// Rows of one pair of authorities with one title and source.
struct ImportedCrosswalk {
  std::string from, to; ///< authorities
  std::string title;
  std::vector<std::string> sources;
  std::vector<ImportedRow> rows;
};

/// Collects rows and says what is wrong with each, at its place; nothing is mended or left out.
class CrosswalkImport {
public:
  CrosswalkImport(const CrosswalkLibrary& library, const ImportOptions& options,
                  std::vector<facts::Problem>& problems)
      : library_(library), options_(options), problems_(problems) {}

  struct Cell {
    std::string text;
    facts::Place place;
  };
  struct Row {
    facts::Place place;
    Cell from, relation, to, strength, because;
    std::string title;
    std::vector<std::string> sources;
  };
  void add(const Row& row);
  void problem(const facts::Place& place, std::string message) {
    problems_.push_back({place, "", std::move(message)});
  }
  const ImportOptions& options() const { return options_; }

  const std::vector<ImportedCrosswalk>& crosswalks() const { return crosswalks_; }
  size_t row_count() const;
  /// The crosswalks as Ward text.
  std::string text(std::string_view file) const;

private:
  std::optional<relate::Side> side(const Cell& cell, const std::string& authority,
                                   std::string& written);

  const CrosswalkLibrary& library_;
  const ImportOptions& options_;
  std::vector<facts::Problem>& problems_;
  std::vector<ImportedCrosswalk> crosswalks_;
  std::map<std::vector<std::string>, size_t> by_key_; ///< authorities, title, sources
  /// For each crosswalk: pairs of sides, to the place of their row.
  std::vector<std::map<std::pair<std::string, std::string>, facts::Place>> seen_;
};

/// A table with a header row: from, relation, to; and strength, because, crosswalk, source.
void import_csv(const std::string& file, std::string_view text, CrosswalkImport& into,
                std::vector<facts::Problem>& problems);
/// An OSCAL 1.2 mapping collection, in JSON.
void import_oscal(const std::string& file, std::string_view text, CrosswalkImport& into,
                  std::vector<facts::Problem>& problems);

} // namespace ward::tool
