// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/arena.h"
#include "core/evaluate.h"
#include "core/number.h"
#include "ward/ward.h"

#include <cstdint>

namespace ward::rt {

/// The whole, as scores are counted: a weight times a worth times a share, each in millionths.
constexpr Int128 whole_score = static_cast<Int128>(1'000'000'000'000) * 1'000'000;

/// A sum of `count` scores as their average, in millionths: to hundredths of a percent, down, so
/// that an average never looks as if it reached what it does not; `up` for a gap, so that it never
/// looks closed.
int64_t rounded_score(Int128 sum, Int128 count, bool up);

/// Why a statement has no score that counts today (R9.33 to R9.35).
enum class Unscored : uint8_t {
  scored,
  unknown,       ///< a fact of it is
  not_scored,    ///< a level that is not optional has no rating
  above,         ///< a level is rated above one that it may not pass
  not_in_place,  ///< rated above nothing, and there is no day since when
  incubating,    ///< not in place for long enough
  no_reason,     ///< not applicable, without a written reason
  not_accepted,  ///< inherited from what does not count
  not_inherited, ///< a share is inherited, and no score is stated for it
  out_of_range,  ///< a share or score below 0% or above 100%
};

/// One row in the scope of an assessment, or perhaps in it.
struct StatementScore {
  uint32_t row = 0;
  uint32_t unit = UINT32_MAX; ///< member of the enum of units; none: unknown
  bool undecided = false;     ///< whether it counts is unknown
  bool inherited = false;     ///< a share of it is
  bool partly = false;        ///< less than all of it
  Unscored why = Unscored::scored;
  uint32_t level = UINT32_MAX; ///< that `why` is about; or none
  int32_t day = INT32_MIN;     ///< incubating: the first on which it counts
  Int128 high = 0;             ///< what it may be at best; scored: what it is
};

enum class ScoreStatus : uint8_t { unknown, below, not_yet, reached, not_effective };

const char* name_of(ScoreStatus status);

struct UnitScore {
  ScoreStatus status = ScoreStatus::unknown;
  uint32_t scored = 0;
  uint32_t incubating = 0;
  uint32_t open = 0;           ///< without a score that counts
  uint32_t not_applicable = 0; ///< with a reason
  uint32_t undecided = 0;      ///< may count here
  Int128 sum = 0;              ///< of those scored and incubating, as scored
  int32_t ready = INT32_MIN;   ///< not yet: the first day on which all count
};

struct Scores {
  ScoreStatus status = ScoreStatus::unknown;
  const UnitScore* units = nullptr;
  uint32_t unit_count = 0;
  const StatementScore* statements = nullptr; ///< by key; without those that are not applicable
  uint32_t statement_count = 0;
  uint32_t in_scope = 0; ///< for certain, those not applicable too
  uint32_t not_applicable = 0;
  uint32_t undecided = 0;
  bool complete = false; ///< the table is
  bool count_differs = false;
  int32_t ready = INT32_MIN;
};

/// Scores what an assessment on a table reads (R9.32 to R9.37). WARD_OK or WARD_ERR_OUT_OF_MEMORY.
ward_status score(Evaluation& evaluation, uint32_t assessment, Arena& arena, Scores* out);

enum class CertificateStatus : uint8_t {
  unknown,
  held,
  ahead,
  expired,
  interim_missed,
  out_of_scope
};

/// A certificate that the facts state (R9.38).
struct Certificate {
  uint32_t row = 0;
  CertificateStatus status = CertificateStatus::unknown;
  int32_t issued = INT32_MIN;
  int32_t last = INT32_MIN;         ///< last day
  int32_t interim_from = INT32_MIN; ///< the interim assessment is due from that day
  int32_t interim_by = INT32_MIN;   ///< until that day, both in; and not done
};

struct Certificates {
  const Certificate* items = nullptr;
  uint32_t count = 0;
};

ward_status read_certificates(Evaluation& evaluation, uint32_t assessment, Arena& arena,
                              Certificates* out);

/// The day a period later; earlier where `sign` is -1.
int64_t moved(int64_t day, const bundle::Period& period, int32_t sign = 1);

} // namespace ward::rt
