// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "relate/network.h"

#include <llvm/Support/JSON.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ward::tool {

/// What the crosswalks of a bundle state on a day (R7.3), as `relate` reads it, and the way back
/// into the bundle. Valid as long as the bundle is open.
struct CrosswalkLibrary {
  CrosswalkLibrary(const rt::Bundle& bundle, int32_t day);

  const rt::Bundle& bundle;
  int32_t day;
  relate::Claims claims;
  std::vector<const bundle::Provision*> provisions; ///< by index in claims
  std::vector<const bundle::CrosswalkRow*> rows;    ///< by index in claims
  std::vector<const bundle::Crosswalk*> crosswalks; ///< by Row::crosswalk
  /// Rows that name text which is not in force on that day or later: no concepts (R7.3).
  std::vector<const bundle::CrosswalkRow*> orphans;
  std::unordered_map<std::string, uint32_t> of_citation; ///< to the index in claims

  std::optional<uint32_t> authority(std::string_view name) const;
  std::string authority_title(uint32_t authority) const;
  std::string title(uint32_t provision) const;
  /// "nist/crosswalk.ward:12"; empty for nowhere.
  std::string place(const bundle::Origin& origin) const;
  /// One side as written.
  std::string side(uint32_t citation, const flatbuffers::Vector<uint32_t>& elements) const;
  std::string left(const bundle::CrosswalkRow& row) const;
  std::string right(const bundle::CrosswalkRow& row) const;
  std::string because(const bundle::CrosswalkRow& row) const;

  /// "hipaa:164.312(b).{record}" as a side; a message where it is none, with near names.
  std::optional<relate::Side> find(std::string_view written, std::string& problem) const;
};

/// The five relations in order, as written: "equal", ...
std::string_view relation_word(model::Relation relation);

} // namespace ward::tool
