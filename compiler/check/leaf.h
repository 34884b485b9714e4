// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <compare>
#include <string>

namespace ward::check {

/// What an expression of kind `fact`, `field` or `lookup` reads: a fact, or a record's field.
struct Leaf {
  model::FactId fact;
  model::RecordId record;
  uint32_t field = 0;

  friend auto operator<=>(const Leaf&, const Leaf&) = default;
};

inline Leaf leaf_of(const model::Model& model, const model::Expr& expr) {
  if (expr.kind == model::ExprKind::fact)
    return {model::FactId{expr.ref}, {}, 0};
  const auto field = static_cast<uint32_t>(expr.number);
  if (expr.kind == model::ExprKind::lookup)
    return {{}, model.tables[model::TableId{expr.ref}].record, field};
  return {{}, model::RecordId{model.exprs[model.operands_of(expr)[0]].type.of}, field};
}

inline const model::FactInfo& info_of(const model::Model& model, const Leaf& leaf) {
  return leaf.fact ? model.facts[leaf.fact].info
                   : model.records[leaf.record].fields[leaf.field].info;
}

/// `scan.last`, `System.mfa`
inline std::string name_of(const model::Model& model, const Leaf& leaf) {
  if (leaf.fact)
    return model.facts[leaf.fact].path;
  const model::Record& record = model.records[leaf.record];
  return record.name + "." + record.fields[leaf.field].name;
}

} // namespace ward::check
