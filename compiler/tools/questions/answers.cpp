// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/answers.h"

#include "tools/facts/write_yaml.h"
#include "tools/facts/yaml.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {

namespace {

using facts::Node;

Node scalar(std::string_view text, bool quoted = false) {
  Node node;
  node.text = text;
  node.written = quoted ? Node::Written::quoted : Node::Written::plain;
  return node;
}

void put(Node& mapping, std::string_view name, Node value) {
  for (auto& [key, old] : mapping.members)
    if (key.text == name) {
      old = std::move(value);
      return;
    }
  mapping.members.emplace_back(scalar(name), std::move(value));
}

/// The member of a mapping, made if need be as a node of `kind`. A blank heading becomes one.
Node& member(Node& mapping, std::string_view name, Node::Kind kind) {
  for (auto& [key, value] : mapping.members)
    if (key.text == name) {
      if (value.is_blank())
        value.kind = kind;
      return value;
    }
  Node made;
  made.kind = kind;
  mapping.members.emplace_back(scalar(name), std::move(made));
  return mapping.members.back().value;
}

/// The mapping that a path lies in; `name` is its last part.
Node& parent_of(Node& root, const std::string& path, std::string& name) {
  Node* at = &root;
  size_t begin = 0;
  for (size_t end; (end = path.find('.', begin)) != std::string::npos; begin = end + 1)
    at = &member(*at, path.substr(begin, end - begin), Node::Kind::mapping);
  name = path.substr(begin);
  return *at;
}

Node& row_of(Node& root, const std::string& table, const std::string& key_field,
             const std::string& key) {
  std::string name;
  Node& parent = parent_of(root, table, name);
  Node& rows = member(parent, name, Node::Kind::sequence);
  for (Node& row : rows.items)
    for (const auto& [field, value] : row.members)
      if (field.text == key_field && value.text == key)
        return row;
  Node row;
  row.kind = Node::Kind::mapping;
  row.members.emplace_back(scalar(key_field), scalar(key, true));
  rows.items.push_back(std::move(row));
  return rows.items.back();
}

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

} // namespace

std::vector<std::string> comma_parts(std::string_view text) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    if (const std::string_view part = trimmed(text.substr(begin, end - begin)); !part.empty())
      out.emplace_back(part);
    begin = end + 1;
  }
  return out;
}

std::string Answers::read(const std::string& file, const std::string& text) {
  if (text.rfind(answers_mark, 0) != 0)
    return "was not written by `ward facts ask`, which would lose what else is in it; give it "
           "among the files of facts, and name another with -o";
  std::vector<facts::Problem> problems;
  Node root;
  if (!facts::read_yaml(file, text, root, problems) || !problems.empty())
    return problems.empty()
               ? "is no YAML"
               : fmt::format("line {}: {}", problems.front().place.line, problems.front().message);
  if (root.kind == Node::Kind::mapping)
    root_ = std::move(root);
  return "";
}

void Answers::set(const std::string& path, Node value) {
  std::string name;
  Node& parent = parent_of(root_, path, name);
  put(parent, name, std::move(value));
}

void Answers::set_field(const std::string& table, const std::string& key_field,
                        const std::string& key, const std::string& field, Node value) {
  put(row_of(root_, table, key_field, key), field, std::move(value));
}

void Answers::add_row(const std::string& table, const std::string& key_field,
                      const std::string& key) {
  row_of(root_, table, key_field, key);
}

void Answers::declare(const std::string& table, const std::string& by, const std::string& on) {
  Node& list = member(root_, "complete", Node::Kind::sequence);
  std::erase_if(list.items, [&](const Node& one) {
    return std::any_of(one.members.begin(), one.members.end(), [&](const auto& part) {
      return part.key.text == "table" && part.value.text == table;
    });
  });
  Node one;
  one.kind = Node::Kind::mapping;
  put(one, "table", scalar(table));
  put(one, "by", scalar(by, true));
  put(one, "on", scalar(on));
  list.items.push_back(std::move(one));
}

std::string Answers::text() const {
  return fmt::format(
      "{}. It is written anew after each answer: values may be edited, comments are lost.\n{}",
      answers_mark, facts::write_yaml(root_));
}

Node answer_node(const bundle::TypeRef& type, std::string_view typed, const std::string& as_of,
                 const std::string& source) {
  using bundle::LanguageType;
  typed = trimmed(typed);
  const bool is_text = type.type() == LanguageType::text || type.type() == LanguageType::key;
  Node value;
  if (type.is_set()) {
    value.kind = Node::Kind::sequence;
    if (typed != "none")
      for (const std::string& part : comma_parts(typed))
        value.items.push_back(scalar(part, is_text));
  } else if (type.type() == LanguageType::boolean && (typed == "yes" || typed == "y")) {
    value = scalar("true");
  } else if (type.type() == LanguageType::boolean && (typed == "no" || typed == "n")) {
    value = scalar("false");
  } else {
    value = scalar(typed, is_text && !(type.optional() && typed == "none"));
  }
  Node leaf;
  leaf.kind = Node::Kind::mapping;
  put(leaf, "value", std::move(value));
  put(leaf, "as_of", scalar(as_of));
  put(leaf, "source", scalar(source, true));
  return leaf;
}

} // namespace ward::tool
