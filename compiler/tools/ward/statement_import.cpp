// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/statement_import.h"

#include "base/spelling.h"
#include "tools/report/bundle_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace ward::tool {

namespace {

using facts::Node;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
  std::string out;
  for (char c : text)
    out += lower(c);
  return out;
}

/// Letters and digits in lower case, so that "Policy Since" is policy_since.
std::string folded(std::string_view text) {
  std::string out;
  for (char c : text)
    if ((c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z'))
      out += lower(c);
  return out;
}

std::string trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos)
    return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

Node scalar_node(std::string text, Node::Written written = Node::Written::plain) {
  Node out;
  out.text = std::move(text);
  out.written = written;
  return out;
}

void add(Node& mapping, std::string name, Node value) {
  mapping.kind = Node::Kind::mapping;
  mapping.members.emplace_back(scalar_node(std::move(name)), std::move(value));
}

bool is_date(std::string_view text) {
  if (text.size() != 10)
    return false;
  for (size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
      return false;
  const int month = (text[5] - '0') * 10 + text[6] - '0';
  const int day = (text[8] - '0') * 10 + text[9] - '0';
  constexpr int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
    return false;
  const int year = std::stoi(std::string(text.substr(0, 4)));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return year > 0 && (month != 2 || day < 29 || leap);
}

/// The number of millionths in "75", "75%" or "37.5 %"; nothing for anything else.
std::optional<int64_t> millionths(std::string_view text) {
  if (!text.empty() && text.back() == '%')
    text.remove_suffix(1);
  const std::string digits = trimmed(text);
  int64_t out = 0;
  int after_point = -1;
  for (char c : digits) {
    if (c == '.' && after_point < 0) {
      after_point = 0;
    } else if (c >= '0' && c <= '9' && out < 1'000'000'000 && after_point < 4) {
      out = out * 10 + (c - '0');
      after_point += after_point < 0 ? 0 : 1;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty() || after_point == 0)
    return std::nullopt;
  for (int i = std::max(after_point, 0); i < 4; ++i)
    out *= 10;
  return out;
}

} // namespace

const bundle::Fact* StatementImport::field(const std::string& name) const {
  for (const bundle::Fact* one : *about_->fields())
    if (folded(text_of(bundle_, one->path())) == folded(name))
      return one;
  return nullptr;
}

bool StatementImport::find_table(const facts::Place& place) {
  const bundle::Bundle& root = bundle_.root();
  std::set<uint32_t> scored;
  for (uint32_t i = 0; i < bundle_.assessment_count(); ++i)
    if (const uint32_t table = root.assessments()->Get(i)->table(); table != 0)
      scored.insert(table - 1);
  std::vector<std::string> names;
  for (uint32_t table : scored)
    names.push_back(text_of(bundle_, root.tables()->Get(table)->path()));
  for (uint32_t table : scored) {
    const std::string path = text_of(bundle_, root.tables()->Get(table)->path());
    if (options_.table == path || (options_.table.empty() && scored.size() == 1)) {
      about_ = root.tables()->Get(table);
      table_ = path;
      return true;
    }
  }
  if (scored.empty())
    problem({place.file, 0, 0},
            "no assessment of this policy scores a table; `use hitrust.assessments` in it");
  else if (options_.table.empty())
    problem({place.file, 0, 0},
            fmt::format("which table is it? --table with one of {}", fmt::join(names, ", ")));
  else
    problem({place.file, 0, 0}, fmt::format("no assessment scores a table `{}`; write one of {}",
                                            options_.table, fmt::join(names, ", ")));
  return false;
}

void StatementImport::find_ratings() {
  const bundle::Bundle& root = bundle_.root();
  for (uint32_t i = 0; i < bundle_.assessment_count(); ++i) {
    const bundle::Assessment& one = *root.assessments()->Get(i);
    if (one.table() == 0 || root.tables()->Get(one.table() - 1) != about_)
      continue;
    rating_enum_ = one.rating_enum();
    ratings_.clear();
    for (const bundle::Rating* rating : *one.ratings())
      ratings_.emplace_back(text_of(bundle_, rating->name()), rating->worth());
  }
}

bool StatementImport::find_columns(const std::string& file, const facts::CsvTable& csv) {
  const facts::Place header{file, csv.header_line, 1};
  std::vector<std::string> names;
  for (const bundle::Fact* one : *about_->fields())
    names.push_back(text_of(bundle_, one->path()));
  const std::string& key = names[about_->key_field()];
  std::map<std::string, std::string> taken; // field -> heading
  for (const auto& [heading, name] : options_.columns) {
    if (std::find(csv.fields.begin(), csv.fields.end(), heading) == csv.fields.end())
      problem(header, fmt::format("--column names `{}`, which is no column here", heading));
    if (field(name) == nullptr)
      problem(header, fmt::format("--column names `{}`, and {} has no such field; it has {}", name,
                                  table_, fmt::join(names, ", ")));
  }
  for (const auto& [name, said] : options_.blanks)
    if (field(name) == nullptr)
      problem(header, fmt::format("--blank names `{}`, and {} has no such field; it has {}", name,
                                  table_, fmt::join(names, ", ")));
  for (const std::string& heading : csv.fields) {
    const auto given = options_.columns.find(heading);
    const bundle::Fact* found = field(given == options_.columns.end() ? heading : given->second);
    if (options_.ignore.count(heading) != 0) {
      columns_.push_back({});
      continue;
    }
    columns_.push_back({found, false});
    if (found == nullptr) {
      if (given != options_.columns.end())
        continue; // said above
      const std::vector<std::string_view> near(names.begin(), names.end());
      const std::string_view guess = base::nearest(folded(heading), near);
      problem(header,
              fmt::format("nothing is known of the column `{}`{}; --column \"{}=FIELD\" says which "
                          "field it is ({}), --ignore \"{}\" leaves it out",
                          heading, guess.empty() ? "" : fmt::format(", did you mean `{}`?", guess),
                          heading, fmt::join(names, ", "), heading));
      continue;
    }
    const std::string name = text_of(bundle_, found->path());
    columns_.back().is_key = name == key;
    const auto [before, added] = taken.emplace(name, heading);
    if (!added)
      problem(header,
              fmt::format("the columns `{}` and `{}` are both {}", before->second, heading, name));
  }
  if (taken.count(key) == 0)
    problem(header, fmt::format("no column holds `{}`, by which statements are told apart", key));
  return problems_.empty();
}

std::optional<std::string> StatementImport::rating(const std::string& text) const {
  // "Fully Compliant" by its initials; "100" and "100%" by what a rating is worth.
  std::string initials;
  bool at_start = true;
  for (char c : text) {
    const bool letter = lower(c) >= 'a' && lower(c) <= 'z';
    if (letter && at_start)
      initials += lower(c);
    at_start = !letter;
  }
  const std::optional<int64_t> worth = millionths(text);
  for (const auto& [name, is_worth] : ratings_)
    if ((worth && *worth == is_worth) || (initials.size() > 1 && initials == name))
      return name;
  return std::nullopt;
}

std::optional<std::string> StatementImport::member(const Cell& cell, const std::string& text,
                                                   uint32_t of) {
  const auto& members = *bundle_.root().enums()->Get(of)->members();
  std::vector<std::string> names;
  for (uint32_t one : members)
    names.push_back(text_of(bundle_, one));
  for (const std::string& name : names)
    if (folded(name) == folded(text))
      return name;
  if (of == rating_enum_) {
    if (const auto found = rating(text))
      return found;
    std::vector<std::string> worths;
    for (const auto& [name, worth] : ratings_)
      worths.push_back(fmt::format("{} ({}%)", name, worth / 10'000));
    problem(cell.place,
            fmt::format("`{}` is no rating for `{}`; write one of {}, `none` where it is not "
                        "scored, or nothing where it is not known",
                        text, cell.heading, fmt::join(worths, ", ")));
    return std::nullopt;
  }
  // "01 Information Protection Program": the first of an enumeration that its framework counts.
  size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole_word =
      end == text.data() + text.size() || *end == ' ' || *end == '.' || *end == ':' || *end == '-';
  if (fault == std::errc() && whole_word && number >= 1 && number <= names.size())
    return names[number - 1];
  const std::vector<std::string_view> near(names.begin(), names.end());
  const std::string lower_text = lowered(text);
  const std::string_view guess = base::nearest(lower_text, near);
  problem(cell.place, fmt::format("`{}` is not one of {}{}", text, fmt::join(names, ", "),
                                  guess.empty() ? "" : fmt::format("; did you mean `{}`?", guess)));
  return std::nullopt;
}

std::optional<std::string> StatementImport::scalar(const Cell& cell, const std::string& text,
                                                   const bundle::TypeRef& type) {
  using bundle::LanguageType;
  const auto expected = [&](std::string_view what) -> std::optional<std::string> {
    problem(cell.place, fmt::format("`{}` for `{}`; write {}", text, cell.heading, what));
    return std::nullopt;
  };
  switch (type.type()) {
  case LanguageType::enumeration:
    return member(cell, text, type.of());
  case LanguageType::boolean: {
    const std::string word = lowered(text);
    if (word == "true" || word == "yes" || word == "y")
      return "true";
    if (word == "false" || word == "no" || word == "n")
      return "false";
    return expected("true or false, yes or no");
  }
  case LanguageType::date:
    return is_date(text) ? std::optional(text) : expected("a day as 2026-01-31");
  case LanguageType::percent:
    if (text.back() != '%' || !millionths(text))
      return expected("a percentage as 50%, at most four digits after the point");
    return text;
  case LanguageType::text:
    return text;
  default:
    problem(cell.place,
            fmt::format("the field of `{}` is of a type that a table of statements cannot hold",
                        cell.heading));
    return std::nullopt;
  }
}

std::optional<Node> StatementImport::value(const Cell& cell, const bundle::Fact& field) {
  const bundle::TypeRef& type = *field.type();
  const std::string text = trimmed(cell.text);
  if (type.is_set()) {
    Node out;
    out.kind = Node::Kind::sequence;
    for (size_t at = 0; at <= text.size();) {
      const size_t end = std::min(text.find_first_of(",;", at), text.size());
      const std::string one = trimmed(std::string_view(text).substr(at, end - at));
      at = end + 1;
      if (one.empty())
        problem(cell.place,
                fmt::format("`{}` for `{}`; write members between `;`", text, cell.heading));
      else if (const auto found = scalar(cell, one, type))
        out.items.push_back(scalar_node(*found));
    }
    return out;
  }
  if (type.optional() && lowered(text) == "none")
    return scalar_node("none");
  const auto found = scalar(cell, text, type);
  if (!found)
    return std::nullopt;
  const bool is_text = type.type() == bundle::LanguageType::text;
  return scalar_node(*found, is_text ? Node::Written::quoted : Node::Written::plain);
}

Node StatementImport::row(const std::string& file, const facts::CsvTable& csv,
                          const facts::CsvTable::Row& from) {
  Node out;
  out.kind = Node::Kind::mapping;
  bool has_key = false;
  for (size_t i = 0; i < from.cells.size() && i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const std::string text = trimmed(from.cells[i].text);
    if (column.field == nullptr || text.empty())
      continue; // nothing said is nothing known
    const Cell cell{from.cells[i].text, {file, from.line, from.cells[i].column}, csv.fields[i]};
    auto made = value(cell, *column.field);
    if (!made)
      continue;
    if (column.is_key) {
      has_key = true;
      const auto [before, added] = keys_.emplace(made->text, from.line);
      if (!added)
        problem(cell.place, fmt::format("`{}` stands twice; the first is in line {}", made->text,
                                        before->second));
    }
    add(out, text_of(bundle_, column.field->path()), std::move(*made));
  }
  for (const auto& [name, said] : options_.blanks) {
    const bundle::Fact* field_of = field(name);
    const std::string path = text_of(bundle_, field_of->path());
    if (std::any_of(out.members.begin(), out.members.end(),
                    [&](const auto& one) { return one.key.text == path; }))
      continue;
    if (auto made = value({said, {file, from.line, 1}, "--blank " + name}, *field_of))
      add(out, path, std::move(*made));
  }
  if (!has_key)
    problem({file, from.line, 1}, "this row does not say which statement it is about");
  add(out, "at", scalar_node(fmt::format("{}:{}", file, from.line), Node::Written::quoted));
  return out;
}

std::optional<Node> StatementImport::read(const std::string& file, const facts::CsvTable& csv) {
  const std::string as_of = options_.as_of.empty() ? csv.as_of : options_.as_of;
  const std::string source = !options_.source.empty() ? options_.source
                             : csv.source.empty()     ? file
                                                      : csv.source;
  if (as_of.empty())
    problem({file, 0, 0}, "it does not say of which day its scores are: --stated-on 2026-01-31");
  else if (!is_date(as_of))
    problem({file, csv.comment_line, 1},
            fmt::format("`{}` is no day; write it as 2026-01-31", as_of));
  if (!find_table({file, 0, 0}))
    return std::nullopt;
  find_ratings();
  if (!find_columns(file, csv))
    return std::nullopt;
  Node statements;
  statements.kind = Node::Kind::sequence;
  for (const facts::CsvTable::Row& one : csv.rows)
    statements.items.push_back(row(file, csv, one));
  row_count_ = csv.rows.size();
  if (row_count_ == 0)
    problem({file, csv.header_line, 1}, "there are no rows below the header");
  if (!problems_.empty())
    return std::nullopt;
  Node out;
  add(out, "as_of", scalar_node(as_of));
  add(out, "source", scalar_node(source, Node::Written::quoted));
  if (!options_.complete_by.empty()) {
    Node whole;
    add(whole, "table", scalar_node(table_));
    add(whole, "by", scalar_node(options_.complete_by, Node::Written::quoted));
    add(whole, "on", scalar_node(as_of));
    Node list;
    list.kind = Node::Kind::sequence;
    list.items.push_back(std::move(whole));
    add(out, "complete", std::move(list));
  }
  add(out, table_, std::move(statements));
  return out;
}

} // namespace ward::tool
