// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "relate/claims.h"

#include <vector>

namespace ward::relate {

/// What the crosswalks of a model state, with the way back to where it stands. Valid as long as the
/// model is.
struct ModelClaims {
  Claims claims;
  std::vector<const model::Provision*> provisions; ///< by index in Claims::provisions
  std::vector<const model::CrosswalkRow*> rows;    ///< by index in Claims::rows
  std::vector<const model::Crosswalk*> crosswalks; ///< by Row::crosswalk
};

/// On the day of the check. For a model that resolved without errors.
ModelClaims claims_of(const model::Model& model);

/// A side as it is written: "hipaa:164.312(b).{record}".
std::string text_of(const model::Model& model, const model::Concept& side);

} // namespace ward::relate
