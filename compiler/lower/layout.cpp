// SPDX-License-Identifier: Apache-2.0
#include "lower/layout.h"

#include "program/natural_order.h"

#include <algorithm>
#include <tuple>

namespace ward::lower {
namespace {

template <typename IdT, typename T, typename Less>
Order<IdT> order_by(const base::Store<IdT, T>& store, Less&& less) {
  Order<IdT> order;
  for (uint32_t i = 0; i < store.size(); ++i)
    order.ids.push_back(IdT{i});
  std::sort(order.ids.begin(), order.ids.end(), [&](IdT x, IdT y) {
    if (less(store[x], store[y]))
      return true;
    return !less(store[y], store[x]) && x < y;
  });
  order.index.resize(store.size());
  for (uint32_t i = 0; i < order.ids.size(); ++i)
    order.index[order.ids[i].index] = i;
  return order;
}

template <typename IdT, typename T> Order<IdT> by_name(const base::Store<IdT, T>& store) {
  return order_by(store, [](const T& x, const T& y) { return x.name < y.name; });
}

template <typename IdT, typename T> Order<IdT> by_path(const base::Store<IdT, T>& store) {
  return order_by(store, [](const T& x, const T& y) { return x.path < y.path; });
}

} // namespace

Layout lay_out(const model::Model& model) {
  Layout out;
  out.enums = order_by(model.enums, [&](const model::Enum& x, const model::Enum& y) {
    // An enum belongs to its module; the built-in one has none.
    const auto module = [&](const model::Enum& item) {
      return item.module ? std::string_view(model.modules[item.module].name) : std::string_view();
    };
    return std::make_tuple(std::string_view(x.name), module(x)) <
           std::make_tuple(std::string_view(y.name), module(y));
  });
  out.facts = by_path(model.facts);
  out.tables = by_path(model.tables);
  out.authorities = by_name(model.authorities);
  out.roles = by_name(model.roles);
  out.proposals = by_name(model.proposals);
  out.controls = by_path(model.controls);
  out.parameters = order_by(model.parameters, [&](const auto& x, const auto& y) {
    return std::make_tuple(out.controls[x.control], std::string_view(x.name)) <
           std::make_tuple(out.controls[y.control], std::string_view(y.name));
  });
  out.profiles = by_name(model.profiles);
  out.provisions = order_by(model.provisions, [&](const auto& x, const auto& y) {
    if (x.authority != y.authority)
      return out.authorities[x.authority] < out.authorities[y.authority];
    const int order = program::compare_citations(model.citations[x.citation].text,
                                                 model.citations[y.citation].text);
    return order != 0 ? order < 0 : x.window.from_days < y.window.from_days;
  });
  out.exceptions = by_name(model.exceptions);
  out.duties = by_path(model.duties);
  return out;
}

} // namespace ward::lower
