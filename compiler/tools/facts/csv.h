// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace ward::facts {

/// One table as a CSV file holds it: RFC 4180, a header row of field names, before it comment lines
/// `# table: systems  as_of: 2026-11-01  source: asset inventory  proof: documented  complete:
/// 2026-11-01  by: office manager`. Without `table:` the file's stem is the table.
struct CsvTable {
  struct Cell {
    std::string text; ///< empty: absent
    bool quoted = false;
    uint32_t column = 0;
  };
  struct Row {
    std::vector<Cell> cells; ///< as many as there are fields
    uint32_t line = 0;
  };
  std::string table;
  std::string as_of, source, proof, complete, by; ///< empty: not said
  uint32_t comment_line = 0;
  std::vector<std::string> fields;
  uint32_t header_line = 0;
  std::vector<Row> rows;
};

/// A row of the wrong width, a quote that is never closed, a repeated or empty field name, and no
/// header are problems with their place. False if there is no table.
bool read_csv(const std::string& file, std::string_view text, CsvTable& table,
              std::vector<Problem>& problems);

} // namespace ward::facts
