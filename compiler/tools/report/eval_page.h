// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

namespace ward::tool {

/// A report for people: counts, what is not met and what closes it, what to answer first, what
/// stands beside, what was not judged, and by what all of it was judged.
page::Page eval_page(const View& view);

/// The same of an organization in units (R3.21), from the document of units.schema.json: the worst
/// verdicts first, then what each unit's report says, and once by what all was judged.
page::Page units_page(const rt::Bundle& bundle, const JsonObject& whole, bool verbose);

} // namespace ward::tool
