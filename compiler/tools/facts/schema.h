// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bundle_generated.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ward::facts {

/// The declared facts of a bundle, for reading by path.
class Schema {
public:
  struct Table {
    const bundle::FactTable* table = nullptr;
    std::string key_field;
    std::unordered_map<std::string, const bundle::Fact*> fields;
  };

  explicit Schema(const bundle::Bundle& bundle);

  const bundle::Bundle& bundle() const { return bundle_; }

  const bundle::Fact* fact(const std::string& path) const;
  const Table* table(const std::string& path) const;
  /// The table that a slip of the hand may have meant; empty: none is near.
  std::string_view nearest_table(std::string_view path) const;
  /// Whether a declared path begins with `path.`.
  bool is_group(const std::string& path) const;
  std::string_view text(uint32_t string) const;
  /// Whether an enum has this member.
  bool has_member(const bundle::TypeRef& type, std::string_view member) const;

private:
  const bundle::Bundle& bundle_;
  std::map<std::string, const bundle::Fact*, std::less<>> facts_;
  std::map<std::string, Table, std::less<>> tables_;
};

} // namespace ward::facts
