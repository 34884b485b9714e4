// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/judgement.h"

namespace ward::rt {

/// The events of every duty, and what they add to the details of the provisions that the duties
/// cite: `pending`, `late`, `not_prompt` with `practice_gap` (R9.6, R9.7, R9.9). `provisions` are
/// judged already. `strict` as for judge(); `explainer` is null without reasons, `wanted` as
/// JudgeOptions::duty_reasons.
/// WARD_OK or WARD_ERR_OUT_OF_MEMORY.
ward_status judge_duties(Evaluation& evaluation, Evaluation* strict, Explainer* explainer,
                         const bool* wanted, Arena& arena, ProvisionLine* provisions,
                         Judgement& out);

/// Whether a violation whose last day is `day` counts still (R9.9).
bool is_within(const bundle::Authority& authority, int64_t day, int32_t as_of);

/// What of an event is told by its row; select the row first.
struct EventFacts {
  Days arises;
  Days due;
  Days done;
  Days not_before;
  Days prompt;
};
EventFacts read_event(const EventReader& reader, const bundle::Duty& duty);

} // namespace ward::rt
