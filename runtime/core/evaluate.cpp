// SPDX-License-Identifier: Apache-2.0
#include "core/evaluate.h"

#include "core/fold.h"
#include "core/frame.h"

namespace ward::rt {
namespace {

constexpr uint8_t vacuous = 1;

/// Folds that record what coverage asks for: what every row showed, not only the first that
/// decides.
Tally evaluate_covered(Frame& frame, const FoldPlan& plan, Coverage& coverage) {
  const uint32_t rows = frame.facts->tables[plan.parts.table].rows;
  for (uint32_t row = 0; row < rows; ++row) {
    evaluate_row(frame, plan.slice, row);
    for (uint32_t node : plan.slice) {
      if (!is_condition(*frame.bundle, node) || frame.truth(node) == Truth::unknown)
        continue;
      coverage.seen[node] |= static_cast<uint8_t>(1u << static_cast<uint8_t>(frame.truth(node)));
    }
  }
  return evaluate_fold(frame, plan, false);
}

} // namespace

bool is_condition(const Bundle& bundle, uint32_t node) {
  if (!bundle.is_truth(node))
    return false;
  switch (bundle.op(node)) {
  case Op::fact:
  case Op::field:
  case Op::lookup:
  case Op::equal:
  case Op::not_equal:
  case Op::less:
  case Op::less_equal:
  case Op::in_set:
  case Op::is_none:
    return true;
  default:
    return false;
  }
}

ward_status evaluate(const Bundle& bundle, const BoundFacts& facts, Arena& arena, Evaluation* out,
                     const EvaluateOptions& options) {
  auto* frame = arena.array<Frame>(1);
  auto* flags = arena.array<uint8_t>(bundle.node_count());
  if (frame == nullptr || flags == nullptr)
    return WARD_ERR_OUT_OF_MEMORY;
  frame->bundle = &bundle;
  frame->facts = &facts;
  frame->presume = !options.without_presumptions;
  frame->row_index = build_row_indices(bundle, facts, arena);
  if (frame->row_index == nullptr || !allocate_frame(*frame, arena))
    return WARD_ERR_OUT_OF_MEMORY;

  for (uint32_t node = 0; node < bundle.node_count(); ++node) {
    const Op op = bundle.op(node);
    if (op == Op::excused) {
      if (!prepare_decisions(*frame, node, arena))
        return WARD_ERR_OUT_OF_MEMORY;
    } else if (is_fold(op)) {
      const FoldPlan plan = plan_fold(bundle, node);
      const Tally tally = options.coverage != nullptr
                              ? evaluate_covered(*frame, plan, *options.coverage)
                              : evaluate_fold(*frame, plan, true);
      if (op == Op::every && frame->truth(node) == Truth::yes && tally.where_not_false == 0 &&
          facts.tables[plan.parts.table].complete) {
        flags[node] = vacuous;
      }
    } else if (bundle.node(node).lane() == 0) {
      evaluate_node(*frame, node, 0);
      if (options.coverage != nullptr && is_condition(bundle, node) &&
          frame->truth(node) != Truth::unknown) {
        options.coverage->seen[node] |=
            static_cast<uint8_t>(1u << static_cast<uint8_t>(frame->truth(node)));
      }
    }
  }
  out->bundle_ = &bundle;
  out->facts_ = &facts;
  out->frame_ = frame;
  out->truths_ = frame->truths;
  out->values_ = frame->values;
  out->flags_ = flags;
  return WARD_OK;
}

void Evaluation::select_row(uint32_t fold, uint32_t row) {
  evaluate_row(*frame_, bundle_->slice(fold), row);
}

void Evaluation::select_event(uint32_t duty, uint32_t row) {
  evaluate_row(*frame_, bundle_->duty_slice(duty), row);
}

void Evaluation::select_exposure(uint32_t exposure, uint32_t row) {
  evaluate_row(*frame_, bundle_->exposure_slice(exposure), row);
}

void Evaluation::select_statement(uint32_t assessment, uint32_t row) {
  evaluate_row(*frame_, bundle_->statement_slice(assessment), row);
}

void Evaluation::select_certificate(uint32_t assessment, uint32_t row) {
  evaluate_row(*frame_, bundle_->certificate_slice(assessment), row);
}

uint32_t Evaluation::find_row(uint32_t table, TextId key) const {
  return frame_->row_index[table].find(key);
}

} // namespace ward::rt
