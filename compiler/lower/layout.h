// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <cstdint>
#include <vector>

namespace ward::lower {

/// One table of the program: its records in their order there, and the way back.
template <typename IdT> struct Order {
  std::vector<IdT> ids;        ///< index in the program -> id in the model
  std::vector<uint32_t> index; ///< id in the model -> index in the program

  uint32_t operator[](IdT id) const { return index[id.index]; }
};

/// Where each declaration of the model stands in the program (runtime/bundle.fbs says how sorted).
struct Layout {
  Order<model::EnumId> enums;
  Order<model::FactId> facts;
  Order<model::TableId> tables;
  Order<model::AuthorityId> authorities;
  Order<model::RoleId> roles;
  Order<model::ProposalId> proposals;
  Order<model::ControlId> controls;
  Order<model::ParameterId> parameters;
  Order<model::ProfileId> profiles;
  Order<model::ProvisionId> provisions;
  Order<model::ExceptionId> exceptions;
  Order<model::DutyId> duties;
};

Layout lay_out(const model::Model& model);

} // namespace ward::lower
