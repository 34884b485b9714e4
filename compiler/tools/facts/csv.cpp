// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace ward::facts {

namespace {

std::string trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return std::string(text);
}

struct Reader {
  const std::string& file;
  std::string_view text;
  CsvTable& table;
  std::vector<Problem>& problems;
  size_t at = 0;
  uint32_t line = 1;

  void report(uint32_t at_line, uint32_t column, std::string message) {
    problems.push_back({{file, at_line, column}, "", std::move(message)});
  }

  bool done() const { return at >= text.size(); }

  std::string_view take_line() {
    const size_t end = text.find('\n', at);
    std::string_view taken =
        text.substr(at, end == std::string_view::npos ? std::string_view::npos : end - at);
    at = end == std::string_view::npos ? text.size() : end + 1;
    ++line;
    return taken;
  }

  void comment(std::string_view words) {
    struct Key {
      const char* name;
      std::string* into;
    };
    const Key keys[] = {{"table:", &table.table},       {"as_of:", &table.as_of},
                        {"source:", &table.source},     {"proof:", &table.proof},
                        {"complete:", &table.complete}, {"by:", &table.by}};
    struct Found {
      size_t begin, value;
      std::string* into;
    };
    std::vector<Found> found;
    for (const Key& key : keys) {
      const std::string_view name = key.name;
      for (size_t from = words.find(name); from != std::string_view::npos;
           from = words.find(name, from + 1))
        if (from == 0 || words[from - 1] == ' ' || words[from - 1] == '\t')
          found.push_back({from, from + name.size(), key.into});
    }
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.begin < b.begin; });
    for (size_t i = 0; i < found.size(); ++i) {
      const size_t end = i + 1 < found.size() ? found[i + 1].begin : words.size();
      *found[i].into = trimmed(words.substr(found[i].value, end - found[i].value));
    }
  }

  // One record; a quoted cell may span lines. False at a quote that is never closed.
  bool record(std::vector<CsvTable::Cell>& cells) {
    const uint32_t first_line = line;
    size_t line_start = at;
    for (;;) {
      CsvTable::Cell cell;
      cell.column = static_cast<uint32_t>(at - line_start) + 1;
      if (at < text.size() && text[at] == '"') {
        cell.quoted = true;
        ++at;
        for (;;) {
          if (done()) {
            report(first_line, cell.column, "a quote opens here and never closes");
            return false;
          }
          const char c = text[at++];
          if (c == '\n') {
            ++line;
            line_start = at;
          }
          if (c != '"') {
            cell.text += c;
          } else if (!done() && text[at] == '"') {
            cell.text += '"';
            ++at;
          } else {
            break;
          }
        }
        while (!done() && text[at] != ',' && text[at] != '\n') {
          if (text[at] != ' ' && text[at] != '\r') {
            report(line, static_cast<uint32_t>(at - line_start) + 1,
                   "text after a closing quote; double the quotes inside a cell");
            return false;
          }
          ++at;
        }
      } else {
        const size_t end = std::min(text.find_first_of(",\n", at), text.size());
        cell.text = trimmed(text.substr(at, end - at));
        at = end;
      }
      cells.push_back(std::move(cell));
      if (done())
        return true;
      const char separator = text[at++];
      if (separator == '\n') {
        ++line;
        return true;
      }
      if (done()) {
        cells.push_back({}); // a comma at the very end
        return true;
      }
    }
  }

  bool run() {
    if (text.substr(0, 3) == "\xef\xbb\xbf")
      at = 3;
    while (!done() && text[at] == '#') {
      table.comment_line = table.comment_line == 0 ? line : table.comment_line;
      comment(take_line().substr(1));
    }
    while (!done() && trimmed(text.substr(at, text.find('\n', at) - at)).empty())
      take_line();
    if (done()) {
      report(0, 0, "no header row; the first row names the table's fields");
      return false;
    }
    table.header_line = line;
    std::vector<CsvTable::Cell> header;
    if (!record(header))
      return false;
    for (const CsvTable::Cell& cell : header) {
      const std::string name = trimmed(cell.text);
      if (name.empty())
        report(table.header_line, cell.column, "a column without a name");
      else if (std::find(table.fields.begin(), table.fields.end(), name) != table.fields.end())
        report(table.header_line, cell.column, fmt::format("two columns are named `{}`", name));
      table.fields.push_back(name);
    }
    while (!done()) {
      CsvTable::Row row;
      row.line = line;
      if (trimmed(text.substr(at, std::min(text.find('\n', at), text.size()) - at)).empty()) {
        take_line();
        continue;
      }
      if (!record(row.cells))
        return false;
      if (row.cells.size() != table.fields.size())
        report(row.line, 1,
               fmt::format("{} cells in a table of {} columns", row.cells.size(),
                           table.fields.size()));
      row.cells.resize(table.fields.size());
      table.rows.push_back(std::move(row));
    }
    if (table.table.empty())
      table.table = std::filesystem::path(file).stem().string();
    return true;
  }
};

} // namespace

bool read_csv(const std::string& file, std::string_view text, CsvTable& table,
              std::vector<Problem>& problems) {
  return Reader{file, text, table, problems}.run();
}

} // namespace ward::facts
