// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/gathered.h"
#include "tools/facts/write.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::facts {

namespace {

struct State {
  const Schema& schema;
  const Gathered& gathered;
  Collected& out;

  /// The document nested by path.
  struct Branch {
    std::map<std::string, Branch> members;
    const Leaf* leaf = nullptr;
    const Leaf* untyped = nullptr;
    const TableRows* table = nullptr;
    std::string path;
  };

  static Branch& at(Branch& root, const std::string& path) {
    Branch* branch = &root;
    for (size_t begin = 0; begin <= path.size();) {
      const size_t end = std::min(path.find('.', begin), path.size());
      branch = &branch->members[path.substr(begin, end - begin)];
      begin = end + 1;
    }
    branch->path = path;
    return *branch;
  }

  void mark(const Place& place) { out.places.emplace_back(out.json.size(), place); }

  void write_leaf(const Leaf& leaf) {
    std::string& json = out.json;
    json += "{\"value\":";
    mark(leaf.place);
    json += leaf.json;
    if (!leaf.said.as_of.empty())
      json += ",\"as_of\":" + json_string(leaf.said.as_of);
    if (!leaf.said.source.empty())
      json += ",\"source\":" + json_string(leaf.said.source);
    if (!leaf.said.proof.empty())
      json += ",\"proof\":" + json_string(leaf.said.proof);
    json += ",\"at\":" +
            json_string(leaf.at.empty() ? fmt::format("{}:{}", leaf.place.file, leaf.place.line)
                                        : leaf.at) +
            "}";
  }

  void write_table(const std::string& path, const TableRows& table) {
    const Schema::Table& about = *schema.table(path);
    std::string& json = out.json;
    json += "[";
    bool first = true;
    for (const auto& [key, row] : table.rows) {
      json += first ? "" : ",";
      first = false;
      mark(row.place);
      json += "{" + json_string(about.key_field) + ":" + json_string(key) +
              ",\"at\":" + json_string(fmt::format("{}:{}", row.place.file, row.place.line));
      for (const auto& [name, leaf] : row.fields) {
        json += ",";
        mark(leaf.place);
        const uint64_t begin = json.size();
        json += json_string(name) + ":";
        if (about.fields.find(name) == about.fields.end())
          json += leaf.json;
        else
          write_leaf(leaf);
        out.facts.emplace_back(begin, json.size());
      }
      json += "}";
    }
    json += "]";
  }

  void write(const Branch& branch) {
    if (branch.leaf != nullptr)
      return write_leaf(*branch.leaf);
    if (branch.table != nullptr)
      return write_table(branch.path, *branch.table);
    if (branch.untyped != nullptr) {
      out.json += branch.untyped->json;
      return;
    }
    out.json += "{";
    bool first = true;
    for (const auto& [name, child] : branch.members) {
      out.json += first ? "" : ",";
      first = false;
      if (child.untyped != nullptr)
        mark(child.untyped->place);
      if (child.leaf != nullptr)
        mark(child.leaf->place);
      if (child.table != nullptr)
        mark(child.table->place);
      write_member(name, child);
    }
    out.json += "}";
  }

  void write_member(const std::string& name, const Branch& child) {
    const uint64_t begin = out.json.size();
    out.json += json_string(name) + ":";
    write(child);
    if (child.leaf != nullptr || (child.table == nullptr && child.untyped != nullptr))
      out.facts.emplace_back(begin, out.json.size());
  }

  void write() {
    Branch root;
    for (const auto& [path, leaf] : gathered.leaves)
      at(root, path).leaf = &leaf;
    for (const auto& [path, leaf] : gathered.untyped)
      at(root, path).untyped = &leaf;
    for (const auto& [path, table] : gathered.tables)
      at(root, path).table = &table;
    std::string& json = out.json;
    json = "{";
    if (gathered.organization) {
      mark(gathered.organization->place);
      json += "\"organization\":" + gathered.organization->json;
    }
    if (!gathered.complete.empty()) {
      json += json.size() > 1 ? ",\"complete\":[" : "\"complete\":[";
      bool first = true;
      for (const auto& [table, declaration] : gathered.complete) {
        json += first ? "" : ",";
        first = false;
        mark(declaration.place);
        json += declaration.json;
      }
      json += "]";
    }
    for (const auto& [name, child] : root.members) {
      json += json.size() > 1 ? "," : "";
      if (child.untyped != nullptr)
        mark(child.untyped->place);
      if (child.leaf != nullptr)
        mark(child.leaf->place);
      if (child.table != nullptr)
        mark(child.table->place);
      write_member(name, child);
    }
    json += "}";
  }
};

} // namespace

void write_document(const Schema& schema, const Gathered& gathered, Collected& out) {
  State{schema, gathered, out}.write();
}

} // namespace ward::facts
