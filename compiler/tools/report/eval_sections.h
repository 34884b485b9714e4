// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"

namespace ward::tool {

struct OpenQuestion;

// The sections of a report, one a file, in the order in which they stand. A section of nothing adds
// nothing.
void add_head(const View& view, page::Page& page);
void add_counts(const View& view, page::Page& page);
void add_not_met(const View& view, page::Page& page);
void add_unknown(const View& view, page::Page& page);
void add_beside(const View& view, page::Page& page);      ///< details, R6.11 and R11.5 among them
void add_duties(const View& view, page::Page& page);      ///< events with a clock, R9.5
void add_penalties(const View& view, page::Page& page);   ///< R9.20 to R9.26
void add_assessments(const View& view, page::Page& page); ///< R9.30 to R9.39
void add_settled(const View& view, page::Page& page);     ///< met, not applicable: only if verbose
void add_controls(const View& view, page::Page& page);
void add_exceptions(const View& view, page::Page& page);
void add_not_judged(const View& view, page::Page& page);

/// By what it was judged (R11.8), the end of every report.
void add_foot(const View& view, page::Page& page, bool with_bodies);

/// What stands beside the law and no library judges: part of every report (R2.8).
void add_bodies(const View& view, page::Page& page);

/// The status of a threshold in words (R9.36, R9.37); `ready` is the day of `not_yet`.
page::Words score_words(const std::string& status, const std::string& ready);
/// Why a statement of the report has no score that counts; "" where it has one.
std::string unscored_words(const JsonObject& statement);

/// Why a provision is not judged (R3.10, R3.12, R10.2), in words.
std::string why_not(const JsonObject& not_judged);

/// What is open as a finding: how much it may matter to, its question, whom to ask.
page::Item question_item(const OpenQuestion& question);

/// A provision as a finding: its citation, title, designation and details, without lines below.
page::Item provision_item(const JsonObject& provision);

} // namespace ward::tool
