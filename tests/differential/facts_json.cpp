// SPDX-License-Identifier: Apache-2.0
#include "differential/facts_json.h"

#include <cassert>
#include <map>
#include <memory>

namespace ward::differential {

namespace {

using model::TypeKind;
using reference::Leaf;

/// A JSON object under construction: members in order of name.
struct Node {
  std::string text; ///< a value; empty for an object
  std::map<std::string, std::unique_ptr<Node>> members;

  Node& at(const std::string& path) {
    const size_t dot = path.find('.');
    std::unique_ptr<Node>& child = members[path.substr(0, dot)];
    if (!child)
      child = std::make_unique<Node>();
    return dot == std::string::npos ? *child : child->at(path.substr(dot + 1));
  }
  std::string print() const {
    if (!text.empty())
      return text;
    std::string out = "{";
    for (const auto& [name, child] : members) {
      if (out.size() > 1)
        out += ",";
      out += "\"" + name + "\":" + child->print();
    }
    return out + "}";
  }
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string fixed(int64_t number, int scale) {
  const bool negative = number < 0;
  std::string digits = std::to_string(negative ? -number : number);
  if (static_cast<int>(digits.size()) <= scale)
    digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0)
    digits.insert(digits.size() - scale, ".");
  return (negative ? "-" : "") + digits;
}

std::string date(int64_t day) {
  // Counting up from 2000-01-01 is plenty for generated dates.
  int year = 2000, month = 1;
  int64_t rest = day - 10957;
  const auto length = [&] {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2                                              ? (leap ? 29 : 28)
           : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                   : 31;
  };
  while (rest >= length()) {
    rest -= length();
    if (++month > 12)
      month = 1, ++year;
  }
  const auto two = [](int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return "\"" + std::to_string(year) + "-" + two(month) + "-" + two(rest + 1) + "\"";
}

std::string scalar(const model::Model& model, const model::Type& type, const Leaf& leaf) {
  switch (type.kind) {
  case TypeKind::truth:
    return leaf.number != 0 ? "true" : "false";
  case TypeKind::count:
  case TypeKind::integer:
    return std::to_string(leaf.number);
  case TypeKind::decimal:
    return fixed(leaf.number, model::decimal_scale);
  case TypeKind::percent:
    return "\"" + fixed(leaf.number, model::percent_scale - 2) + "%\"";
  case TypeKind::money:
    return "\"$" + fixed(leaf.number, model::money_scale) + "\"";
  case TypeKind::date:
    return date(leaf.number);
  case TypeKind::days:
    return "\"" + std::to_string(leaf.number) + " days\"";
  case TypeKind::months:
    return "\"" + std::to_string(leaf.number) + " months\"";
  case TypeKind::minutes:
    return "\"" + std::to_string(leaf.number) + " minutes\"";
  case TypeKind::enumeration:
    return quoted(model.enums[model::EnumId{type.of}].members[static_cast<size_t>(leaf.number)]);
  case TypeKind::text:
  case TypeKind::key:
    return quoted(leaf.text);
  default:
    assert(false);
    return "";
  }
}

std::string print(const model::Model& model, const model::Type& type, const Leaf& leaf) {
  std::string value;
  if (leaf.none) {
    value = "null";
  } else if (type.is_set) {
    model::Type member = type;
    member.is_set = false;
    value = "[";
    for (const Leaf& one : leaf.members)
      value += (value.size() > 1 ? "," : "") + scalar(model, member, one);
    value += "]";
  } else {
    value = scalar(model, type, leaf);
  }
  static const char* const proofs[] = {"self_stated", "documented", "sampled",
                                       "independently_tested"};
  std::string out = "{\"value\":" + value;
  if (leaf.as_of)
    out += ",\"as_of\":" + date(*leaf.as_of);
  if (leaf.proof != model::Proof::self_stated)
    out += std::string(",\"proof\":\"") + proofs[static_cast<size_t>(leaf.proof)] + "\"";
  return out + "}";
}

} // namespace

std::string facts_json(const model::Model& model, const reference::Facts& facts) {
  Node root;
  for (const auto& [id, leaf] : facts.leaves) {
    const model::Fact& fact = model.facts[model::FactId{id}];
    root.at(fact.path).text = print(model, fact.info.type, leaf);
  }
  std::string complete;
  for (const auto& [id, table] : facts.tables) {
    const model::Table& about = model.tables[model::TableId{id}];
    const model::Record& record = model.records[about.record];
    std::string rows = "[";
    for (const auto& [key, row] : table.rows) {
      rows += (rows.size() > 1 ? ",{" : "{") + quoted(record.fields[record.key_field].name) + ":" +
              quoted(key);
      for (const auto& [field, leaf] : row)
        rows += "," + quoted(record.fields[field].name) + ":" +
                print(model, record.fields[field].info.type, leaf);
      rows += "}";
    }
    if (!table.rows.empty() || !table.complete_on)
      root.at(about.path).text = rows + "]";
    if (table.complete_on)
      complete += (complete.empty() ? "" : ",") + std::string("{\"table\":") + quoted(about.path) +
                  ",\"by\":\"test\",\"on\":" + date(*table.complete_on) + "}";
  }
  if (!complete.empty())
    root.at("complete").text = "[" + complete + "]";
  return root.print();
}

} // namespace ward::differential
