// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "base/id.h"

#include <string_view>
#include <unordered_map>

namespace ward::base {

struct NameTag;
/// A string seen once. Two NameIds of one interner are equal exactly when their texts are.
/// Order by text, never by id: ids follow the order of first sight.
using NameId = Id<NameTag>;

/// Gives each distinct text one NameId. Texts are copied and live as long as the interner.
class Interner {
public:
  NameId intern(std::string_view text);
  /// NameId::none() when the text was never interned.
  NameId find(std::string_view text) const;
  std::string_view text(NameId id) const { return texts_[id]; }
  size_t size() const { return texts_.size(); }

private:
  Arena arena_;
  Store<NameId, std::string_view> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
};

} // namespace ward::base
