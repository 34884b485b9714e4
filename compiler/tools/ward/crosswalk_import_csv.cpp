// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/csv.h"
#include "tools/ward/crosswalk_import.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

void import_csv(const std::string& file, std::string_view text, CrosswalkImport& into,
                std::vector<facts::Problem>& problems) {
  facts::CsvTable table;
  if (!facts::read_csv(file, text, table, problems))
    return;
  constexpr std::string_view columns[] = {"from",    "relation",  "to",    "strength",
                                          "because", "crosswalk", "source"};
  size_t at[std::size(columns)];
  for (size_t i = 0; i < std::size(columns); ++i) {
    const auto found = std::find(table.fields.begin(), table.fields.end(), columns[i]);
    at[i] = static_cast<size_t>(found - table.fields.begin());
    if (found == table.fields.end() && i < 3)
      into.problem({file, table.header_line, 1}, fmt::format("no column `{}`", columns[i]));
  }
  for (const std::string& field : table.fields)
    if (std::find(std::begin(columns), std::end(columns), field) == std::end(columns) &&
        into.options().ignore.count(field) == 0)
      into.problem({file, table.header_line, 1},
                   fmt::format("a row of a crosswalk has nothing for the column `{}`; the columns "
                               "are {}; --ignore {} leaves it out",
                               field, fmt::join(columns, ", "), field));
  if (!problems.empty())
    return;
  for (const facts::CsvTable::Row& row : table.rows) {
    const auto cell = [&](size_t column) {
      CrosswalkImport::Cell out{"", {file, row.line, 1}};
      if (at[column] < row.cells.size())
        out = {row.cells[at[column]].text, {file, row.line, row.cells[at[column]].column}};
      return out;
    };
    CrosswalkImport::Row made{{file, row.line, 1}, cell(0), cell(1), cell(2), cell(3), cell(4),
                              cell(5).text,        {}};
    if (const std::string source = cell(6).text; !source.empty())
      made.sources.push_back(source);
    into.add(made);
  }
}

} // namespace ward::tool
