// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/collect.h"

#include "base/calendar.h"
#include "tools/facts/csv.h"
#include "tools/facts/focus.h"
#include "tools/facts/gathered.h"
#include "tools/facts/json.h"
#include "tools/facts/personal.h"
#include "tools/facts/read_file.h"
#include "tools/facts/schema.h"
#include "tools/facts/write.h"
#include "tools/facts/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ward::facts {

namespace {

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return false;
  int number[3] = {};
  size_t part = 0;
  for (const char c : text) {
    if (c == '-')
      ++part;
    else if (c < '0' || c > '9' || part > 2)
      return false;
    else
      number[part] = number[part] * 10 + (c - '0');
  }
  return base::is_valid_date(number[0], number[1], number[2]);
}

/// Strength of a proof, or -1.
int rank_of_proof(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {"self_stated", "documented", "sampled",
                                                     "independently_tested"};
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

bool is_said(std::string_view name) {
  return name == "as_of" || name == "source" || name == "proof";
}

struct State {
  const Schema& schema;
  const CollectOptions& options;
  Collected& out;
  Gathered gathered;

  void report(const Place& place, const std::string& path, std::string message) {
    out.problems.push_back({place, path, std::move(message)});
  }

  static Place place(const std::string& file, const Node& node) {
    return {file, node.line, node.column};
  }

  // R4.12: the same value merges, another is an error at both places. Of two statements of one
  // value the later counts, so that the order of files does not.
  void put(std::map<std::string, Leaf>& into, const std::string& name, const std::string& path,
           Leaf leaf) {
    const auto [found, is_new] = into.emplace(name, leaf);
    if (is_new)
      return;
    Leaf& first = found->second;
    if (first.key == leaf.key) {
      if (order_of(first) < order_of(leaf))
        first = std::move(leaf);
      return;
    }
    if (first.place.file == leaf.place.file)
      return; // the same key or row twice: said by now
    const Place& other = first.place;
    report(leaf.place, path,
           fmt::format("is also in {}:{}, with another value ({} there, {} here); keep one",
                       other.file, other.line, first.json, leaf.json));
  }
  static std::tuple<std::string, int, std::string, uint32_t> order_of(const Leaf& leaf) {
    return {leaf.said.as_of, rank_of_proof(leaf.said.proof), leaf.place.file, leaf.place.line};
  }

  /// Takes `as_of`, `source` and `proof`; false if the key is none of them.
  bool take_said(const std::string& file, const Node& key, const Node& value,
                 const std::string& path, Said& said) {
    if (!is_said(key.text))
      return false;
    const auto wrong = [&](const char* due) {
      report(place(file, value), path, fmt::format("`{}` is {}", key.text, due));
      return true;
    };
    if (value.kind != Node::Kind::scalar || value.text.empty() ||
        value.written == Node::Written::literal)
      return wrong("one text, not this");
    if (key.text == "as_of") {
      if (!is_date(value.text))
        return wrong(fmt::format("a date, YYYY-MM-DD, not `{}`", value.text).c_str());
      said.as_of = value.text;
    } else if (key.text == "proof") {
      if (rank_of_proof(value.text) < 0)
        return wrong(
            fmt::format("self_stated, documented, sampled or independently_tested, not `{}`",
                        value.text)
                .c_str());
      said.proof = value.text;
    } else {
      if (const char* what = options.strict ? looks_personal(value.text) : nullptr)
        report(place(file, value), path,
               fmt::format("`source` looks like {}; name a role or a record instead", what));
      said.source = value.text;
    }
    return true;
  }

  Leaf untyped_leaf(const std::string& file, const Node& key, const Node& value) {
    const std::string json = json_untyped(value);
    return {json, json, {}, {}, place(file, key)};
  }

  std::optional<Leaf> leaf(const std::string& file, const std::string& path, const Node& key,
                           const Node& node, const bundle::TypeRef& type, const Said& outer) {
    Leaf result;
    result.place = place(file, key);
    Said said;
    const Node* value = &node;
    if (node.kind == Node::Kind::mapping) {
      value = nullptr;
      for (const auto& [name, part] : node.members) {
        if (name.text == "value") {
          value = &part;
        } else if (name.text == "at" && part.kind == Node::Kind::scalar) {
          result.at = part.text;
        } else if (!take_said(file, name, part, path, said)) {
          report(place(file, name), path,
                 fmt::format("`{}` is no part of a fact; write value, as_of, source, proof or at",
                             name.text));
          return std::nullopt;
        }
      }
      if (value == nullptr) {
        report(result.place, path,
               "a mapping without `value`; write the value itself, or { value: ..., as_of: ... }");
        return std::nullopt;
      }
    }
    if (value->is_blank()) {
      // Blank is not answered, and never "there is none".
      report(result.place, path,
             fmt::format("has no value; leave it out until it is known{}",
                         type.optional() ? ", or write none where there is none" : ""));
      return std::nullopt;
    }
    result.said = said.under(outer);
    result.json = json_value(schema, *value, type);
    result.key = same_value_key(*value, type);
    if (options.strict)
      inspect(result.place, path, *value, type);
    return result;
  }

  void inspect(const Place& at, const std::string& path, const Node& value,
               const bundle::TypeRef& type) {
    if (type.type() != bundle::LanguageType::text && type.type() != bundle::LanguageType::key)
      return;
    for (const Node& item : value.items)
      inspect(at, path, item, type);
    if (value.kind != Node::Kind::scalar)
      return;
    // The value itself stays out of the message: messages end up in logs.
    if (const char* what = looks_personal(value.text))
      report(at, path,
             fmt::format("looks like {}; facts hold no PHI and no names: use a number", what));
  }

  void row(const std::string& file, const std::string& path, const Schema::Table& table,
           const Node& node, const Said& outer) {
    if (node.kind != Node::Kind::mapping)
      return report(place(file, node), path, "a row is a mapping of field names to values");
    Said said;
    const Node* key = nullptr;
    std::string at;
    for (const auto& [name, value] : node.members) {
      if (name.text == table.key_field)
        key = &value;
      else if (name.text == "at" && value.kind == Node::Kind::scalar)
        at = value.text;
      else if (table.fields.find(name.text) == table.fields.end())
        take_said(file, name, value, path, said);
    }
    if (key == nullptr || key->kind != Node::Kind::scalar || key->text.empty())
      return report(place(file, node), path,
                    fmt::format("a row without its key `{}`", table.key_field));
    const std::string row_path = fmt::format("{}[\"{}\"]", path, key->text);
    if (key->written == Node::Written::literal)
      return report(place(file, *key), path,
                    fmt::format("the key `{}` is a text; write it in quotes", table.key_field));
    if (options.strict) {
      if (const char* what = looks_personal(key->text))
        report(place(file, *key), path,
               fmt::format(
                   "the key of a row looks like {}; facts hold no PHI and no names: use a number",
                   what));
    }
    Row& into = gathered.tables[path].rows[key->text];
    if (into.place.file.empty())
      into.place = place(file, *key);
    else if (into.last_file == file)
      report(place(file, *key), row_path,
             into.place.file == file
                 ? fmt::format("the row is given twice; the first is in line {}", into.place.line)
                 : "the row is given twice in this file");
    into.last_file = file;
    const Said inner = said.under(outer);
    for (const auto& [name, value] : node.members) {
      if (name.text == table.key_field)
        continue;
      const std::string field_path = row_path + "." + name.text;
      const auto field = table.fields.find(name.text);
      if (field == table.fields.end()) {
        if (name.text != "at" && !is_said(name.text))
          put(into.fields, name.text, field_path, untyped_leaf(file, name, value));
        continue;
      }
      if (auto one = leaf(file, field_path, name, value, *field->second->type(), inner)) {
        if (one->at.empty())
          one->at = at;
        put(into.fields, name.text, field_path, std::move(*one));
      }
    }
  }

  void table(const std::string& file, const std::string& path, const Schema::Table& about,
             const Node& key, const Node& node, const Said& outer) {
    TableRows& into = gathered.tables[path];
    if (into.place.file.empty())
      into.place = place(file, key);
    const Node* rows = &node;
    Said said;
    if (node.kind == Node::Kind::mapping) {
      rows = nullptr;
      for (const auto& [name, value] : node.members) {
        if (name.text == "rows")
          rows = &value;
        else if (!take_said(file, name, value, path, said))
          report(place(file, name), path,
                 fmt::format("`{}` is no part of a table; write rows, as_of, source or proof",
                             name.text));
      }
    }
    if (rows == nullptr || (rows->kind != Node::Kind::sequence && !rows->is_blank()))
      return report(place(file, key), path,
                    "a table is a list of rows, or { rows: [...], as_of: ..., source: ... }");
    for (const Node& one : rows->items)
      row(file, path, about, one, said.under(outer));
  }

  void declare_complete(const std::string& table, std::string json, const Place& at) {
    const auto [first, is_new] = gathered.complete.emplace(table, Declaration{json, at});
    if (!is_new && first->second.json != json)
      report(
          at, table,
          fmt::format("is also declared complete in {}:{}, by another or on another day; keep one",
                      first->second.place.file, first->second.place.line));
  }

  std::string no_table(const std::string& name) const {
    const std::string_view near = schema.nearest_table(name);
    return fmt::format("no table of facts is named `{}`{}", name,
                       near.empty() ? "" : fmt::format("; did you mean `{}`?", near));
  }
  void completeness(const std::string& file, const Node& list) {
    if (list.kind != Node::Kind::sequence)
      return report(place(file, list), "complete",
                    "`complete` is a list of { table: ..., by: ..., on: ... }");
    for (const Node& item : list.items) {
      std::string name, by, on;
      bool other = item.kind != Node::Kind::mapping;
      for (const auto& [part, value] : item.members) {
        const bool text =
            value.kind == Node::Kind::scalar && value.written != Node::Written::literal;
        std::string* into = part.text == "table" ? &name
                            : part.text == "by"  ? &by
                            : part.text == "on"  ? &on
                                                 : nullptr;
        if (into == nullptr || !text)
          other = true;
        else
          *into = value.text;
      }
      if (other || name.empty() || by.empty() || !is_date(on))
        report(
            place(file, item), "complete",
            "says `table`, `by` (who attests it) and `on` (a date), each a text, and nothing else");
      else if (schema.table(name) == nullptr)
        report(place(file, item), "complete", no_table(name));
      else
        declare_complete(name, declaration(name, by, on), place(file, item));
    }
  }
  static std::string declaration(const std::string& table, const std::string& by,
                                 const std::string& on) {
    return fmt::format("{{\"table\":{},\"by\":{},\"on\":{}}}", json_string(table), json_string(by),
                       json_string(on));
  }

  void group(const std::string& file, const std::string& prefix, const Node& node,
             const Said& outer) {
    for (const auto& [key, value] : node.members) {
      const std::string path = prefix.empty() ? key.text : prefix + "." + key.text;
      if (prefix.empty() && is_said(key.text))
        continue;
      if (prefix.empty() && key.text == "organization") {
        Leaf leaf = untyped_leaf(file, key, value);
        if (gathered.organization && gathered.organization->json != leaf.json)
          report(leaf.place, path,
                 fmt::format("is also in {}:{}, with another value ({} there, {} here); keep one",
                             gathered.organization->place.file, gathered.organization->place.line,
                             gathered.organization->json, leaf.json));
        if (!gathered.organization)
          gathered.organization = std::move(leaf);
      } else if (prefix.empty() && key.text == "complete") {
        completeness(file, value);
      } else if (key.text.empty() || key.text.find('.') != std::string::npos) {
        report(place(file, key), "",
               fmt::format("`{}` is no name; nest the parts of a path: `a:` and below it `b:`",
                           key.text));
      } else if (const bundle::Fact* fact = schema.fact(path)) {
        if (auto one = leaf(file, path, key, value, *fact->type(), outer))
          put(gathered.leaves, path, path, std::move(*one));
      } else if (const Schema::Table* about = schema.table(path)) {
        table(file, path, *about, key, value, outer);
      } else if (schema.is_group(path) && value.kind == Node::Kind::mapping) {
        group(file, path, value, outer);
      } else if (!schema.is_group(path) ||
                 !value.is_blank()) { // a heading with nothing under it says nothing
        put(gathered.untyped, path, path, untyped_leaf(file, key, value));
      }
    }
  }

  void document(const std::string& file, const Node& root) {
    if (root.kind != Node::Kind::mapping)
      return report(place(file, root), "", "facts are a mapping of names to values");
    Said said;
    for (const auto& [key, value] : root.members)
      take_said(file, key, value, "", said);
    group(file, "", root, said);
  }

  void csv(const std::string& file, const CsvTable& table) {
    const Place above{file, table.comment_line != 0 ? table.comment_line : table.header_line, 1};
    const Schema::Table* about = schema.table(table.table);
    if (about == nullptr)
      return report(above, table.table,
                    no_table(table.table) + "; name the table in a first line `# table: ...`");
    TableRows& into = gathered.tables[table.table];
    if (into.place.file.empty())
      into.place = {file, table.header_line, 1};
    if (!table.complete.empty() || !table.by.empty()) {
      if (table.by.empty() || !is_date(table.complete))
        report(above, table.table,
               "a list is complete by somebody's word: write `complete: YYYY-MM-DD  by: WHO`");
      else
        declare_complete(table.table, declaration(table.table, table.by, table.complete), above);
    }
    Said said;
    const std::pair<const char*, const std::string*> parts[] = {
        {"as_of", &table.as_of}, {"source", &table.source}, {"proof", &table.proof}};
    for (const auto& [name, text] : parts) {
      if (text->empty())
        continue;
      Node key, value;
      key.text = name;
      value.text = *text;
      value.line = above.line;
      value.column = 1;
      take_said(file, key, value, table.table, said);
    }
    for (const CsvTable::Row& line : table.rows)
      row(file, table.table, *about, mapping_of(table, line, *about), said);
  }

  static Node mapping_of(const CsvTable& table, const CsvTable::Row& line,
                         const Schema::Table& about) {
    Node node;
    node.kind = Node::Kind::mapping;
    node.line = line.line;
    node.column = 1;
    for (size_t i = 0; i < table.fields.size(); ++i) {
      const CsvTable::Cell& cell = line.cells[i];
      if (cell.text.empty() && !cell.quoted)
        continue; // R4.3: an empty cell is absent
      Node key, value;
      key.text = table.fields[i];
      key.line = value.line = line.line;
      key.column = value.column = cell.column;
      value.text = cell.text;
      value.written = cell.quoted ? Node::Written::quoted : Node::Written::plain;
      const auto field = about.fields.find(key.text);
      if (field != about.fields.end() && field->second->type()->is_set())
        value = split(value);
      node.members.emplace_back(std::move(key), std::move(value));
    }
    return node;
  }

  // A set in one cell: members separated by `;`. No member at all is the empty set, in quotes: "".
  static Node split(const Node& cell) {
    Node list;
    list.kind = Node::Kind::sequence;
    list.line = cell.line;
    list.column = cell.column;
    for (size_t begin = 0; begin <= cell.text.size();) {
      const size_t end = std::min(cell.text.find(';', begin), cell.text.size());
      Node item = cell;
      item.text = cell.text.substr(begin, end - begin);
      while (!item.text.empty() && item.text.front() == ' ')
        item.text.erase(0, 1);
      while (!item.text.empty() && item.text.back() == ' ')
        item.text.pop_back();
      if (!item.text.empty())
        list.items.push_back(std::move(item));
      begin = end + 1;
    }
    return list;
  }

  void file(const std::string& path) {
    const size_t dot = path.rfind('.');
    const std::string extension = dot == std::string::npos ? "" : path.substr(dot);
    const bool is_yaml = extension == ".yaml" || extension == ".yml";
    if (!is_yaml && extension != ".json" && extension != ".csv")
      return report({path, 0, 0}, "", "facts are read from .yaml, .yml, .json and .csv files");
    std::string text;
    if (!read_file(path, max_fact_file_bytes, text, out.problems))
      return;
    if (extension == ".csv") {
      CsvTable table;
      if (read_csv(path, text, table, out.problems))
        csv(path, table);
      return;
    }
    Node root;
    if (is_yaml ? read_yaml(path, text, root, out.problems)
                : read_json(path, text, root, out.problems))
      document(path, root);
  }
};

} // namespace

namespace {

Collected collect_all(const bundle::Bundle& bundle, const std::vector<std::string>& files,
                      const CollectOptions& options, const Focus* focus) {
  Collected out;
  const Schema schema(bundle);
  State state{schema, options, out, {}};
  for (size_t i = 0; i < files.size(); ++i) {
    if (std::find(files.begin(), files.begin() + static_cast<ptrdiff_t>(i), files[i]) !=
        files.begin() + static_cast<ptrdiff_t>(i))
      out.problems.push_back({{files[i], 0, 0}, "", "the file is named twice"});
    else
      state.file(files[i]);
  }
  if (focus != nullptr)
    keep_only(schema, *focus, state.gathered);
  write_document(schema, state.gathered, out);
  return out;
}

} // namespace

Collected collect(const bundle::Bundle& bundle, const std::vector<std::string>& files,
                  const CollectOptions& options) {
  return collect_all(bundle, files, options, nullptr);
}

Collected collect_about(const bundle::Bundle& bundle, const std::vector<std::string>& files,
                        const CollectOptions& options, const Focus& focus) {
  return collect_all(bundle, files, options, &focus);
}

} // namespace ward::facts
