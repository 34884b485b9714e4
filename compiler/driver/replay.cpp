// SPDX-License-Identifier: Apache-2.0
#include "driver/replay.h"

#include "api/handles.h"
#include "driver/judge_nodes.h"
#include "emit/emit.h"
#include "report/exposure.h"

#include <string>
#include <utility>
#include <vector>

namespace ward::driver {

void Replayer::FreeBundle::operator()(ward_bundle* bundle) const {
  ward_bundle_free(bundle);
}

Replayer::Replayer(const model::Model& model, const program::Program& program)
    : model_(model), program_(program), layout_(lower::lay_out(model)) {}

struct Replayer::Judged : JudgedFacts {};

bool Replayer::judge(const prove::Witness& witness, Judged& out, std::string& refused) {
  ward_error error = {};
  if (!bundle_) {
    const std::vector<uint8_t> bytes = emit::emit(program_);
    ward_bundle* opened = nullptr;
    if (ward_bundle_open_copy(bytes.data(), bytes.size(), nullptr, nullptr, &opened, &error) !=
        WARD_OK) {
      refused = error.message;
      return false;
    }
    bundle_.reset(opened);
  }
  // No profile has the numbers of a proof, which may be any within the bounds.
  std::vector<std::pair<uint32_t, int64_t>> settings;
  for (const auto& [id, number] : witness.parameters)
    settings.emplace_back(layout_.parameters[id], number);
  return judge_facts(bundle_->bundle, model_, witness, settings, out, refused);
}

prove::Replayed Replayer::operator()(const prove::Witness& witness,
                                     std::span<const program::NodeId> nodes) {
  prove::Replayed out;
  Judged judged;
  if (judge(witness, judged, out.refused))
    for (const program::NodeId node : nodes)
      out.truths.push_back(static_cast<uint8_t>(judged.evaluation.truth(node.index)));
  return out;
}

prove::Priced Replayer::price(const prove::Witness& witness, const std::string& penalty) {
  prove::Priced out;
  Judged judged;
  if (!judge(witness, judged, out.refused))
    return out;
  for (uint32_t i = 0; i < program_.exposures.size(); ++i)
    for (const auto basis : {program::PenaltyBasis::statute, program::PenaltyBasis::regulation}) {
      if (program_.text(program_.exposures[i].path) != penalty)
        continue;
      rt::Pricing pricing;
      if (rt::price(judged.evaluation, i, static_cast<uint8_t>(basis), judged.arena, &pricing) !=
          WARD_OK) {
        out.refused = "no memory to price the violations";
        return out;
      }
      for (uint32_t group = 0; group < pricing.group_count; ++group)
        out.tiers += pricing.groups[group].tier_count;
      for (uint32_t row = 0; row < pricing.row_count; ++row)
        if (const rt::Unpriced why = pricing.rows[row].why;
            why != rt::Unpriced::no_schedule && why != rt::Unpriced::before_first)
          out.refused = "it is left out for another reason than a schedule";
    }
  return out;
}

} // namespace ward::driver
