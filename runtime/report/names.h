// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "core/value.h"
#include "report/judgement.h"

namespace ward::rt {

// The words of reports; static storage. report.schema.json lists them.
const char* name_of(Truth truth); ///< yes, no, unknown
const char* name_of(Cause cause);
const char* name_of(Proof proof);
const char* name_of(WhyNot why);
const char* name_of(Detail detail);
const char* name_of(EventStatus status);
const char* name_of(Ground ground);
const char* name_of(ExceptionState state);
const char* name_of(bundle::Force force);
const char* name_of(bundle::Designation designation);
const char* name_of(bundle::Modality modality);
const char* name_of(bundle::Basis basis);

} // namespace ward::rt
