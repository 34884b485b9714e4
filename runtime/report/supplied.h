// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bundle.h"
#include "core/evaluate.h"
#include "core/explain.h"
#include "report/judgement.h"

#include <cstdint>

namespace ward::rt {

/// Finds the supplied facts that stand beside verdicts (R11.6). Costs nothing where no fact of the
/// bundle is supplied.
class SuppliedFacts {
public:
  explicit SuppliedFacts(Arena& arena) : arena_(arena) {}

  /// The explainer and the evaluation must outlive it. WARD_OK or WARD_ERR_OUT_OF_MEMORY.
  ward_status open(Evaluation& evaluation, Explainer& explainer);

  /// The known supplied facts read by the controls that cover the provision's elements and whose
  /// own line is implemented.
  ward_status behind(const bundle::Provision& provision, const ControlLine* controls, AtomSet& out);

private:
  bool is_supplied(const Atom& atom) const;
  ward_status find_certificates();
  /// Whether it is of a certificate that does not hold (R9.38): that stands beside nothing.
  bool is_lapsed(const Atom& atom) const;
  ward_status read_by(uint32_t control, AtomSet& out);

  Arena& arena_;
  Evaluation* evaluation_ = nullptr;
  Explainer* explainer_ = nullptr;
  bool* reads_ = nullptr;   ///< one for each node: reads a supplied fact; null: none is supplied
  AtomSet* sets_ = nullptr; ///< one for each control, once asked
  bool* known_ = nullptr;
  bool** held_ = nullptr; ///< one for each table: null: not of certificates; else one for each row
};

} // namespace ward::rt
