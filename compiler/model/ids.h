// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"

namespace ward::model {

using AuthorityId = base::Id<struct AuthorityTag>;
using RoleId = base::Id<struct RoleTag>;
using CitationId = base::Id<struct CitationTag>;   ///< one citation, all its versions
using ProvisionId = base::Id<struct ProvisionTag>; ///< one version of a citation
using ElementId = base::Id<struct ElementTag>;
using ProposalId = base::Id<struct ProposalTag>;
using EnumId = base::Id<struct EnumTag>;
using RecordId = base::Id<struct RecordTag>;
using TableId = base::Id<struct TableTag>;
using FactId = base::Id<struct FactTag>; ///< a leaf fact outside tables
using ControlId = base::Id<struct ControlTag>;
using ParameterId = base::Id<struct ParameterTag>;
using LetId = base::Id<struct LetTag>;
using PredicateId = base::Id<struct PredicateTag>;
using DutyId = base::Id<struct DutyTag>;
using ScheduleId = base::Id<struct ScheduleTag>;
using ExposureId = base::Id<struct ExposureTag>;
using AssessmentId = base::Id<struct AssessmentTag>;
using ProfileId = base::Id<struct ProfileTag>;
using ExceptionId = base::Id<struct ExceptionTag>;
using ModuleId = base::Id<struct ModuleTag>;
using ExprId = base::Id<struct ExprTag>;
using RowVarId = base::Id<struct RowVarTag>; ///< one quantifier's or fold's row variable

} // namespace ward::model
