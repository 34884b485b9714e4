// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/write.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::facts {

namespace {

using bundle::LanguageType;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// JSON's own grammar, so that the bytes pass through unchanged.
bool is_json_number(std::string_view text) {
  size_t i = !text.empty() && text[0] == '-' ? 1 : 0;
  if (i >= text.size() || !is_digit(text[i]))
    return false;
  if (text[i] == '0')
    ++i;
  else
    while (i < text.size() && is_digit(text[i]))
      ++i;
  if (i < text.size() && text[i] == '.') {
    const size_t dot = i++;
    while (i < text.size() && is_digit(text[i]))
      ++i;
    if (i == dot + 1)
      return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-'))
      ++i;
    const size_t first = i;
    while (i < text.size() && is_digit(text[i]))
      ++i;
    if (i == first)
      return false;
  }
  return i == text.size();
}

std::string json_scalar(const Schema& schema, const Node& node, const bundle::TypeRef& type) {
  const std::string& text = node.text;
  if (node.written == Node::Written::literal)
    return text;
  const bool number = type.type() == LanguageType::count || type.type() == LanguageType::integer ||
                      type.type() == LanguageType::decimal;
  if (number && is_json_number(text))
    return text; // R4.5: numbers may stand in quotes
  if (node.written == Node::Written::plain) {
    if (text.empty() || text == "null" || text == "~")
      return "null";
    if (text == "none" && type.optional() && !schema.has_member(type, text))
      return "null";
    if (type.type() == LanguageType::boolean && (text == "true" || text == "false"))
      return text;
  }
  return json_string(text);
}

/// Without trailing zeros of a fraction, nor its point.
std::string short_number(std::string text) {
  if (text.find_first_of("eE") != std::string::npos || text.find('.') == std::string::npos)
    return text;
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.')
    text.pop_back();
  return text == "-0" ? "0" : text;
}

/// "6 years" as "72 months"; the text itself where it is no duration.
std::string plain_duration(const std::string& text) {
  struct Unit {
    const char* one;
    uint64_t factor;
    const char* base;
  };
  constexpr Unit units[] = {{" day", 1, "days"},       {" week", 7, "days"},
                            {" month", 1, "months"},   {" year", 12, "months"},
                            {" minute", 1, "minutes"}, {" hour", 60, "minutes"}};
  size_t digits = 0;
  uint64_t amount = 0;
  while (digits < text.size() && digits < 8 && is_digit(text[digits]))
    amount = amount * 10 + static_cast<uint64_t>(text[digits++] - '0');
  if (digits == 0)
    return text;
  for (const Unit& unit : units) {
    const std::string rest = text.substr(digits);
    if (rest == unit.one || rest == std::string(unit.one) + "s")
      return fmt::format("{} {}", amount * unit.factor, unit.base);
  }
  return text;
}

std::string scalar_key(const Node& node, const bundle::TypeRef& type) {
  std::string text = node.text;
  const bool quoted = node.written == Node::Written::quoted;
  if (!quoted && (text == "null" || text == "~" || (text == "none" && type.optional())))
    return "null";
  switch (type.type()) {
  case LanguageType::count:
  case LanguageType::integer:
  case LanguageType::decimal:
    return is_json_number(text) ? short_number(std::move(text)) : json_string(text);
  case LanguageType::money:
  case LanguageType::percent: {
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    const bool percent = !text.empty() && text.back() == '%';
    if (percent)
      text.pop_back();
    return text.empty() ? text : short_number(std::move(text)) + (percent ? "%" : "");
  }
  case LanguageType::days:
  case LanguageType::months:
  case LanguageType::minutes:
    return plain_duration(text);
  case LanguageType::boolean:
    return quoted ? json_string(text) : text;
  default:
    return node.written == Node::Written::literal ? "literal " + text : text;
  }
}

} // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20)
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      else
        out += c;
    }
  }
  return out + "\"";
}

std::string json_value(const Schema& schema, const Node& node, const bundle::TypeRef& type) {
  switch (node.kind) {
  case Node::Kind::scalar:
    return json_scalar(schema, node, type);
  case Node::Kind::sequence: {
    std::string out = "[";
    for (const Node& item : node.items)
      out += (out.size() > 1 ? "," : "") + json_value(schema, item, type);
    return out + "]";
  }
  case Node::Kind::mapping:
    break;
  }
  return json_untyped(node);
}

std::string json_untyped(const Node& node) {
  switch (node.kind) {
  case Node::Kind::scalar:
    return node.written == Node::Written::literal ? node.text
           : node.is_blank()                      ? "null"
                                                  : json_string(node.text);
  case Node::Kind::sequence: {
    std::string out = "[";
    for (const Node& item : node.items)
      out += (out.size() > 1 ? "," : "") + json_untyped(item);
    return out + "]";
  }
  case Node::Kind::mapping:
    break;
  }
  std::string out = "{";
  for (const auto& [key, value] : node.members)
    out += (out.size() > 1 ? "," : "") + json_string(key.text) + ":" + json_untyped(value);
  return out + "}";
}

std::string same_value_key(const Node& node, const bundle::TypeRef& type) {
  if (node.kind == Node::Kind::scalar)
    return scalar_key(node, type);
  if (node.kind == Node::Kind::mapping)
    return json_untyped(node);
  std::vector<std::string> keys;
  for (const Node& item : node.items)
    keys.push_back(same_value_key(item, type));
  std::sort(keys.begin(), keys.end());
  return fmt::format("[{}]", fmt::join(keys, "\n"));
}

} // namespace ward::facts
