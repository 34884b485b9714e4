// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <span>
#include <vector>

namespace ward::check {

inline const model::Authority& authority_of(const model::Model& model,
                                            const model::Provision& provision) {
  return model.authorities[provision.authority];
}
inline bool is_law(const model::Model& model, const model::Provision& provision) {
  return authority_of(model, provision).force == model::Force::law;
}
inline bool holds(const model::Window& window, int32_t day) {
  return window.from_days <= day && day < window.until_days;
}

/// What is judged on the day of the check while some proposals are assumed (R3.10, R3.17).
class JudgedSet {
public:
  JudgedSet(const model::Model& model, std::span<const model::ProposalId> assumed);
  bool contains(const model::Provision& provision) const;

private:
  const model::Model& model_;
  std::vector<bool> assumed_;  ///< by proposal
  std::vector<bool> replaced_; ///< by citation
};

/// Whether the duty cites a provision of an authority of force law (R9.2).
bool cites_law(const model::Model& model, const model::Duty& duty);
/// The expressions of a duty that are written.
std::vector<model::ExprId> roots_of(const model::Duty& duty);

} // namespace ward::check
