// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/strictest_text.h"

#include "model/print.h"

#include <fmt/format.h>

namespace ward::tool {

std::string strictest_text(const std::vector<prove::Strictest>& bounds) {
  std::string out = bounds.empty() ? "no law in force bounds a fact\n" : "";
  for (const prove::Strictest& each : bounds) {
    out += fmt::format("{} {} {}   {}\n", each.leaf, model::compare_text(each.op), each.number,
                       fmt::join(each.by, ", "));
    for (const auto& [bound, by] : each.weaker)
      out += fmt::format("    {} would do for {}\n", bound, by);
  }
  return out;
}

llvm::json::Array strictest_json(const std::vector<prove::Strictest>& bounds) {
  llvm::json::Array out;
  for (const prove::Strictest& each : bounds) {
    llvm::json::Array weaker;
    for (const auto& [bound, by] : each.weaker)
      weaker.push_back(llvm::json::Object{{"bound", bound}, {"by", by}});
    out.push_back(llvm::json::Object{{"fact", each.leaf},
                                     {"op", std::string(model::compare_text(each.op))},
                                     {"bound", each.number},
                                     {"by", llvm::json::Array(each.by)},
                                     {"weaker", std::move(weaker)}});
  }
  return out;
}

} // namespace ward::tool
