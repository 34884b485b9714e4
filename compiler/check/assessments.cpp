// SPDX-License-Identifier: Apache-2.0
#include "check/context.h"

#include <fmt/format.h>

namespace ward::check {

namespace {

constexpr int64_t whole = 1'000'000;

/// "62.5%" of 625,000 millionths.
std::string percent_text(int64_t millionths) {
  std::string out = fmt::format("{}.{:04}", millionths / 10'000, millionths % 10'000);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.')
    out.pop_back();
  return out + "%";
}

void check_one(const Context& context, const model::Assessment& assessment) {
  if (assessment.sources.empty())
    context.sink.report(diag::AssessmentWithoutSource, assessment.span, assessment.path)
        .with_help("add `source \"...\"`: how a framework scores comes from its own text");
  int64_t sum = 0;
  for (const model::AssessmentLevel& level : assessment.levels) {
    if (level.weight > whole)
      context.sink.report(diag::ShareAboveWhole, level.span, "the weight", level.name);
    sum += level.weight;
  }
  if (sum != whole && !assessment.levels.empty())
    context.sink.report(diag::WeightsNotWhole, assessment.span, assessment.path, percent_text(sum))
        .with_help("a level that is not scored has no line; the others weigh the whole");
  for (const model::AssessmentRating& rating : assessment.ratings)
    if (rating.worth > whole)
      context.sink.report(diag::ShareAboveWhole, rating.span, "the rating", rating.name);
  if (assessment.threshold > whole)
    context.sink.report(diag::ShareAboveWhole, assessment.span, "the threshold", assessment.path);
}

} // namespace

void check_assessments(const Context& context) {
  for (const model::Assessment& assessment : context.model.assessments)
    check_one(context, assessment);
}

} // namespace ward::check
