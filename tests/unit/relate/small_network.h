// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/claims.h"
#include "unit/relate/set_models.h"

#include <string>
#include <vector>

namespace ward::test {

/// Provisions n0, n1, ... in the authorities given, and the rows between them.
struct SmallNetwork {
  relate::Claims claims;
  std::vector<std::vector<unsigned>> parts; ///< of each provision: its children

  explicit SmallNetwork(const std::vector<unsigned>& authorities) : parts(authorities.size()) {
    for (unsigned i = 0; i < authorities.size(); ++i) {
      while (claims.authorities.size() <= authorities[i])
        claims.authorities.push_back("a" + std::to_string(claims.authorities.size()));
      claims.provisions.push_back(
          {"a" + std::to_string(authorities[i]) + ":" + std::to_string(i), authorities[i], {}, {}});
    }
    claims.crosswalks = 1;
  }
  unsigned size() const { return static_cast<unsigned>(claims.provisions.size()); }

  void row(unsigned from, model::Relation relation, unsigned to) {
    claims.rows.push_back({0, {from, {}}, relation, {to, {}}});
  }
  void child(unsigned parent, unsigned child) {
    claims.provisions[parent].children.push_back(child);
    parts[parent].push_back(child);
  }

  /// The sets that fulfil the axioms, and those of the rows whose bit is set.
  SetModels models(uint32_t rows = UINT32_MAX) const {
    SetModels out(size());
    for (unsigned a = 0; a < size(); ++a) {
      for (unsigned b = 0; b < a; ++b)
        if (claims.provisions[a].authority == claims.provisions[b].authority)
          out.add_not_equal(a, b);
      for (const unsigned part : parts[a])
        out.add(part, model::Relation::subset, a);
    }
    for (size_t i = 0; i < claims.rows.size(); ++i)
      if ((rows >> i & 1) != 0)
        out.add(claims.rows[i].from.provision, claims.rows[i].relation,
                claims.rows[i].to.provision);
    return out;
  }
};

} // namespace ward::test
