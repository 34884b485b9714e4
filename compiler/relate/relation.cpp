// SPDX-License-Identifier: Apache-2.0
#include "relate/relation.h"

#include <array>
#include <string_view>
#include <vector>

namespace ward::relate {
namespace {

constexpr unsigned eq = 1, sub = 2, sup = 4, over = 8, off = 16, any = 31;

// R7.9; rows and columns in the order of model::Relation.
constexpr std::array<std::array<unsigned, 5>, 5> base = {{
    {eq, sub, sup, over, off},
    {sub, sub, any, sub | over | off, off},
    {sup, eq | sub | sup | over, sup, sup | over, sup | over | off},
    {over, sub | over, sup | over | off, any, sup | over | off},
    {off, sub | over | off, off, sub | over | off, any},
}};

using Table = std::array<std::array<uint8_t, 32>, 32>;

constexpr Table make_table() {
  Table out{};
  for (unsigned first = 0; first < 32; ++first)
    for (unsigned second = 0; second < 32; ++second) {
      unsigned bits = 0;
      for (unsigned i = 0; i < 5; ++i)
        for (unsigned j = 0; j < 5; ++j)
          if ((first >> i & 1) != 0 && (second >> j & 1) != 0)
            bits |= base[i][j];
      out[first][second] = static_cast<uint8_t>(bits);
    }
  return out;
}

constexpr Table table = make_table();

constexpr std::string_view names[] = {"equal", "subset", "superset", "intersects", "none"};

} // namespace

RelationSet converse(RelationSet relations) {
  const unsigned bits = relations.bits();
  return RelationSet::of_bits((bits & (eq | over | off)) | ((bits & sub) << 1) |
                              ((bits & sup) >> 1));
}

RelationSet compose(RelationSet first, RelationSet second) {
  return RelationSet::of_bits(table[first.bits()][second.bits()]);
}

std::string words(RelationSet relations) {
  if (relations.is_any())
    return "any";
  std::vector<std::string_view> list;
  for (unsigned i = 0; i < 5; ++i)
    if ((relations.bits() >> i & 1) != 0)
      list.push_back(names[i]);
  std::string out;
  for (size_t i = 0; i < list.size(); ++i)
    out += std::string(i == 0 ? "" : i + 1 == list.size() ? " or " : ", ") + std::string(list[i]);
  return out;
}

} // namespace ward::relate
