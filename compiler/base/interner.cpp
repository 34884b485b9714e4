// SPDX-License-Identifier: Apache-2.0
#include "base/interner.h"

namespace ward::base {

NameId Interner::intern(std::string_view text) {
  if (auto found = ids_.find(text); found != ids_.end())
    return found->second;
  std::string_view kept = arena_.copy(text);
  NameId id = texts_.add(kept);
  ids_.emplace(kept, id);
  return id;
}

NameId Interner::find(std::string_view text) const {
  auto found = ids_.find(text);
  return found == ids_.end() ? NameId::none() : found->second;
}

} // namespace ward::base
