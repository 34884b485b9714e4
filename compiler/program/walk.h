// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/fields.h"

#include <vector>

namespace ward::program {

/// Calls f on every T (Text, NodeId, Origin) within the records of a program, however deep.
template <typename T, typename F> struct Walk {
  F& f;

  template <typename M> void operator()(const char*, M& member) { reach(member); }
  template <typename M> void reach(M& member) {
    using Plain = std::remove_const_t<M>;
    if constexpr (std::is_same_v<Plain, T>)
      f(member);
    else if constexpr (IsRecord<Plain>)
      visit(*this, member);
  }
  template <typename M> void reach(std::vector<M>& members) {
    for (M& member : members)
      reach(member);
  }
  template <typename M> void reach(const std::vector<M>& members) {
    for (const M& member : members)
      reach(member);
  }
};

/// The same for a program or one record of it, with the header but without `files`.
template <typename T, typename F, typename Record> void for_each(Record& record, F&& f) {
  Walk<T, std::remove_reference_t<F>> walk{f};
  if constexpr (std::is_same_v<std::remove_const_t<Record>, Program>) {
    visit_header(walk, record);
    visit_tables(walk, record);
  } else {
    visit(walk, record);
  }
}

} // namespace ward::program
