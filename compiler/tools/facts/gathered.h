// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/facts/collect.h"
#include "tools/facts/focus.h"
#include "tools/facts/schema.h"
#include "tools/facts/tree.h"

#include <map>
#include <optional>
#include <string>

namespace ward::facts {

/// What a document, a table, a row or a leaf says of its values; empty: nothing (R4.4).
struct Said {
  std::string as_of, source, proof;

  Said under(const Said& outer) const {
    return {as_of.empty() ? outer.as_of : as_of, source.empty() ? outer.source : source,
            proof.empty() ? outer.proof : proof};
  }
};

struct Leaf {
  std::string json; ///< the value
  std::string key;  ///< equal where the value is (same_value_key)
  Said said;
  std::string at; ///< what the file itself said, else empty
  Place place;
};

struct Row {
  Place place;
  std::string last_file;              ///< that named it; twice in one file is an error
  std::map<std::string, Leaf> fields; ///< without the key
};

struct TableRows {
  Place place;
  std::map<std::string, Row> rows;
};

struct Declaration {
  std::string json;
  Place place;
};

/// What all files say together.
struct Gathered {
  std::map<std::string, Leaf> leaves;
  std::map<std::string, TableRows> tables;
  std::map<std::string, Declaration> complete; ///< by table
  std::map<std::string, Leaf> untyped;         ///< paths that no declaration knows
  std::optional<Leaf> organization;
};

/// Takes out what collect_about() leaves out, and says that the table is complete.
void keep_only(const Schema& schema, const Focus& focus, Gathered& gathered);

/// Writes the canonical document (R4.4) and, by offset, the places of what it holds.
void write_document(const Schema& schema, const Gathered& gathered, Collected& out);

} // namespace ward::facts
