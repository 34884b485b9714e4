// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/template.h"

#include "tools/questions/form.h"
#include "tools/report/bundle_text.h"
#include "tools/report/report_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ward::tool {

namespace {

constexpr size_t comment_width = 100;
constexpr size_t citations_named = 4;

/// Text as comment lines of at most `comment_width` columns.
std::string comment(const std::string& indent, const std::string& text) {
  std::string out, line = indent + "#";
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (line.size() + 1 + word.size() > comment_width && line.size() > indent.size() + 1) {
      out += line + "\n";
      line = indent + "#";
    }
    line += " " + word;
    begin = end + 1;
  }
  return out + line + "\n";
}

struct State {
  const rt::Bundle& bundle;
  const Needs& needs;
  std::string out;

  std::string text(uint32_t string) const { return text_of(bundle, string); }

  std::string decides(const std::string& path) const {
    const auto found = needs.read_by.find(path);
    if (found == needs.read_by.end())
      return "";
    std::vector<std::string> citations;
    for (const std::string& one : found->second)
      if (!one.empty())
        citations.push_back(short_citation(one));
    if (citations.empty())
      return "";
    std::string words = "for ";
    for (size_t i = 0; i < citations.size() && i < citations_named; ++i)
      words += (i == 0 ? "" : ", ") + citations[i];
    if (citations.size() > citations_named)
      words += fmt::format(" and {} more", citations.size() - citations_named);
    return words;
  }

  std::string about(const bundle::Fact& fact, const std::string& path) const {
    std::string words = form_of(bundle, *fact.type());
    if (const std::string good = period_words(fact.fresh()); !good.empty())
      words += "; good for " + good;
    if (const std::string why = decides(path); !why.empty())
      words += "; " + why;
    return words;
  }

  /// Headings of the groups that `path` lies in and the line before did not.
  std::string enter(const std::string& path, std::vector<std::string>& groups) {
    std::vector<std::string> parts;
    for (size_t begin = 0; begin <= path.size();) {
      const size_t end = std::min(path.find('.', begin), path.size());
      parts.push_back(path.substr(begin, end - begin));
      begin = end + 1;
    }
    parts.pop_back();
    const size_t same = static_cast<size_t>(
        std::mismatch(groups.begin(), groups.end(), parts.begin(), parts.end()).first -
        groups.begin());
    for (size_t i = same; i < parts.size(); ++i)
      out += (i == 0 ? "\n" : "") + std::string(2 * i, ' ') + parts[i] + ":\n";
    if (parts.empty())
      out += "\n";
    groups = parts;
    return std::string(2 * parts.size(), ' ');
  }
  static std::string name_of(const std::string& path) { return path.substr(path.rfind('.') + 1); }

  void leaf(const bundle::Fact& fact, std::vector<std::string>& groups) {
    const std::string path = text(fact.path());
    const std::string indent = enter(path, groups);
    if (const std::string prompt = text(fact.prompt()); !prompt.empty())
      out += comment(indent, prompt);
    out += comment(indent, about(fact, path));
    out += indent + "#" + name_of(path) + ":\n";
  }

  void table(const bundle::FactTable& table, std::vector<std::string>& groups) {
    const std::string path = text(table.path());
    const std::string indent = enter(path, groups);
    if (const std::string prompt = text(table.prompt()); !prompt.empty())
      out += comment(indent, prompt);
    std::string words =
        "a table, one entry a row; its list is whole only if `complete` above says so";
    if (const std::string good = period_words(table.fresh()); !good.empty())
      words += ", which is good for " + good;
    out += comment(indent, words);
    out += indent + "#" + name_of(path) + ":\n";
    bool first = true;
    uint32_t index = 0;
    for (const bundle::Fact* field : *table.fields()) {
      const std::string name = text(field->path()), full = path + "[*]." + name;
      if (index++ != table.key_field() && !needs.has(full))
        continue;
      std::string says = text(field->prompt());
      says += (says.empty() ? "" : " ") + about(*field, full);
      if (index - 1 == table.key_field())
        says = "its name, unique: a short one of your own, never a person's";
      out += comment(indent + "#     ", says);
      out += indent + (first ? "#  - " : "#    ") + name + ":\n";
      first = false;
    }
  }

  bool needed(const bundle::FactTable& table) const {
    const std::string path = text(table.path());
    const auto field = needs.read_by.lower_bound(path + "[*]");
    return needs.has(path) ||
           (field != needs.read_by.end() && field->first.rfind(path + "[*]", 0) == 0);
  }
};

} // namespace

std::string facts_template(const rt::Bundle& bundle, const Needs& needs, const std::string& profile,
                           const std::string& as_of) {
  State state{bundle, needs, {}};
  state.out = fmt::format(
      "# Facts for {} {}{}, as of {}.\n"
      "#\n"
      "# Take the # away before what you know, and write it behind the colon. Leave the rest: what "
      "is not\n"
      "# said is unknown, and never no. Where something was said on another day, or by somebody "
      "else:\n"
      "#   name: {{ value: true, as_of: {}, source: asset inventory, proof: documented }}\n"
      "# proof is self_stated, documented, sampled or independently_tested. Write no names of "
      "people.\n"
      "#organization:\n"
      "#as_of: {}\n"
      "#source:\n"
      "\n"
      "# Who says that a list is whole. A list that nobody vouches for proves nothing by being "
      "short.\n"
      "complete: []\n"
      "#  - {{ table: NAME, by: ROLE, on: {} }}    # put these in place of the []\n",
      text_of(bundle, bundle.root().library()), text_of(bundle, bundle.root().version()),
      profile.empty() ? "" : ", profile " + profile, as_of, as_of, as_of, as_of);
  // Facts and tables together by path, so that a group's heading stands once.
  std::map<std::string, const bundle::Fact*> facts;
  std::map<std::string, const bundle::FactTable*> tables;
  std::set<std::string> paths;
  for (const bundle::Fact* fact : *bundle.root().facts())
    if (const std::string path = text_of(bundle, fact->path()); needs.has(path)) {
      facts[path] = fact;
      paths.insert(path);
    }
  for (const bundle::FactTable* table : *bundle.root().tables())
    if (state.needed(*table)) {
      const std::string path = text_of(bundle, table->path());
      tables[path] = table;
      paths.insert(path);
    }
  std::vector<std::string> groups;
  for (const std::string& path : paths) {
    if (const auto fact = facts.find(path); fact != facts.end())
      state.leaf(*fact->second, groups);
    else
      state.table(*tables.at(path), groups);
  }
  return std::move(state.out);
}

std::string table_template(const rt::Bundle& bundle, const Needs& needs, const std::string& table,
                           const std::string& as_of) {
  const State state{bundle, needs, {}};
  for (const bundle::FactTable* one : *bundle.root().tables()) {
    if (text_of(bundle, one->path()) != table || !state.needed(*one))
      continue;
    std::string fields = text_of(bundle, one->fields()->Get(one->key_field())->path());
    uint32_t index = 0;
    for (const bundle::Fact* field : *one->fields())
      if (const std::string name = text_of(bundle, field->path());
          index++ != one->key_field() && needs.has(table + "[*]." + name))
        fields += "," + name;
    return fmt::format("# table: {}  as_of: {}  source: write whose list this is\n{}\n", table,
                       as_of, fields);
  }
  return "";
}

} // namespace ward::tool
