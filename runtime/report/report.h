// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/evaluate.h"
#include "facts/bind.h"
#include "report/buffer.h"
#include "report/judgement.h"
#include "ward/ward.h"

namespace ward::rt {

struct ReportOptions {
  JudgeOptions judge;
  bool redact = false; ///< values of privileged facts stay out (R4.14)
};

/// One organization judged: facts, evaluation and verdicts, all in one arena. The bundle outlives
/// it.
struct Report {
  explicit Report(const Bundle& the_bundle, const ward_allocator& allocator)
      : bundle(the_bundle), arena(allocator) {}
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  /// Reads the facts and judges. On failure `error` is filled (it is zeroed by the caller).
  ward_status run(const BindInput& input, const FactLimits& limits, const ReportOptions& options,
                  ward_error& error);

  const Bundle& bundle;
  Arena arena;
  BoundFacts facts;
  Evaluation evaluation;
  Evaluation strict; ///< without presumptions, where the bundle has some
  Judgement judgement;
  ReportOptions options;
};

/// The whole report by report.schema.json, without a line break at its end. Working memory comes
/// from the report's allocator and is given back. WARD_OK or WARD_ERR_OUT_OF_MEMORY.
ward_status write_json(Report& report, Buffer& out);

/// Said once in every report (R11.8).
constexpr char disclaimer[] =
    "Judgements follow the library named above, from the facts given, as of the day named. This is "
    "not legal advice.";

/// Of the layout of the JSON; grows with every change that a reader may notice.
constexpr uint32_t report_schema_version = 1;

} // namespace ward::rt
