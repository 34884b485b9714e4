// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/layout.h"
#include "model/model.h"
#include "program/program.h"
#include "prove/query.h"

#include <memory>
#include <span>

struct ward_bundle;

namespace ward::driver {

/// Judges counterexamples as a customer's facts are judged: the program as a bundle, the facts as
/// the document that a test of them would be. The model and the program outlive it. The bundle is
/// made when it is first needed.
class Replayer {
public:
  Replayer(const model::Model& model, const program::Program& program);

  prove::Replayed operator()(const prove::Witness& witness, std::span<const program::NodeId> nodes);
  /// By the statute and the regulation, not at the enforcer's discretion.
  prove::Priced price(const prove::Witness& witness, const std::string& penalty);

private:
  struct Judged;
  /// False: `refused` tells why. What is judged lives in `arena`.
  bool judge(const prove::Witness& witness, Judged& out, std::string& refused);

  struct FreeBundle {
    void operator()(ward_bundle* bundle) const;
  };

  const model::Model& model_;
  const program::Program& program_;
  const lower::Layout layout_;
  std::unique_ptr<ward_bundle, FreeBundle> bundle_;
};

} // namespace ward::driver
