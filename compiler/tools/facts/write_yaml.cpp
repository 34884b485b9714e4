// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/write_yaml.h"

#include "tools/facts/write.h"

#include <algorithm>
#include <string_view>

namespace ward::facts {

namespace {

/// Whether YAML reads the text back as it stands, in a block as between braces.
bool is_plain(std::string_view text) {
  const auto ordinary = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.$%+/() -").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), ordinary) && text.front() != ' ' &&
         text.back() != ' ' && text != "~" &&
         (text.front() != '-' || (text.size() > 1 && text[1] != ' ' && text[1] != '-')) &&
         text.front() != '%';
}

std::string scalar(const Node& node) {
  return node.written != Node::Written::quoted && is_plain(node.text) ? node.text
                                                                      : json_string(node.text);
}

std::string key(const Node& node) {
  return is_plain(node.text) ? node.text : json_string(node.text);
}

bool is_flat(const Node& node) {
  if (node.kind == Node::Kind::scalar)
    return true;
  if (node.kind == Node::Kind::sequence)
    return std::all_of(node.items.begin(), node.items.end(),
                       [](const Node& one) { return one.kind == Node::Kind::scalar; });
  return false;
}

std::string in_line(const Node& node) {
  if (node.kind == Node::Kind::scalar)
    return scalar(node);
  std::string out;
  for (const Node& item : node.items)
    out += (out.empty() ? "" : ", ") + in_line(item);
  for (const auto& [name, value] : node.members)
    out += (out.empty() ? "" : ", ") + key(name) + ": " + in_line(value);
  if (node.kind == Node::Kind::sequence)
    return "[" + out + "]";
  return out.empty() ? "{}" : "{ " + out + " }";
}

/// A leaf with what is said of it, or a declaration: one line.
bool is_line(const Node& node) {
  return is_flat(node) ||
         (node.kind == Node::Kind::mapping &&
          std::all_of(node.members.begin(), node.members.end(),
                      [](const auto& one) { return is_flat(one.value); }) &&
          std::any_of(node.members.begin(), node.members.end(), [](const auto& one) {
            return one.key.text == "value" || one.key.text == "table";
          }));
}

void block(const Node& node, const std::string& indent, std::string& out) {
  for (const auto& [name, value] : node.members) {
    out += indent + key(name) + ":";
    if (is_line(value)) {
      out += " " + in_line(value) + "\n";
    } else {
      out += "\n";
      block(value, indent + "  ", out);
    }
  }
  for (const Node& item : node.items) {
    if (is_line(item)) {
      out += indent + "- " + in_line(item) + "\n";
      continue;
    }
    std::string below;
    block(item, indent + "  ", below);
    out += indent + "- " + below.substr(std::min(below.size(), indent.size() + 2));
  }
}

} // namespace

std::string write_yaml(const Node& root) {
  std::string out;
  block(root, "", out);
  return out;
}

} // namespace ward::facts
