// SPDX-License-Identifier: Apache-2.0
#include "driver/replay.h"

#include "api/allocator.h"
#include "api/handles.h"
#include "core/evaluate.h"
#include "driver/test_facts.h"
#include "emit/emit.h"
#include "facts/bind.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace ward::driver {

void Replayer::FreeBundle::operator()(ward_bundle* bundle) const {
  ward_bundle_free(bundle);
}

Replayer::Replayer(const model::Model& model, const program::Program& program)
    : model_(model), program_(program), layout_(lower::lay_out(model)) {}

prove::Replayed Replayer::operator()(const prove::Witness& witness,
                                     std::span<const program::NodeId> nodes) {
  prove::Replayed out;
  ward_error error = {};
  if (!bundle_) {
    const std::vector<uint8_t> bytes = emit::emit(program_);
    ward_bundle* opened = nullptr;
    if (ward_bundle_open_copy(bytes.data(), bytes.size(), nullptr, nullptr, &opened, &error) !=
        WARD_OK) {
      out.refused = error.message;
      return out;
    }
    bundle_.reset(opened);
  }
  model::Test test;
  test.given = witness.given;
  test.as_of_days = witness.day;
  const std::string document = facts_of(model_, test);
  std::vector<const char*> assumed;
  for (const model::ProposalId proposal : witness.assumes)
    assumed.push_back(model_.proposals[proposal].name.c_str());
  rt::BindInput input;
  input.facts = document.data();
  input.size = document.size();
  input.as_of = witness.day;
  input.assume = assumed.data();
  input.assume_count = assumed.size();
  rt::Arena arena(rt::default_allocator());
  rt::BoundFacts facts;
  if (rt::bind_facts(bundle_->bundle, input, rt::FactLimits::from(nullptr), arena, facts, error) !=
      WARD_OK) {
    out.refused = error.path[0] == '\0' ? std::string(error.message)
                                        : fmt::format("{}: {}", error.path, error.message);
    return out;
  }
  // No profile has the numbers of a proof, which may be any within the bounds.
  std::vector<int64_t> parameters(facts.parameters, facts.parameters + program_.parameters.size());
  for (const auto& [id, number] : witness.parameters)
    parameters[layout_.parameters[id]] = number;
  facts.parameters = parameters.data();
  rt::Evaluation evaluation;
  if (rt::evaluate(bundle_->bundle, facts, arena, &evaluation) != WARD_OK) {
    out.refused = "no memory to judge the facts";
    return out;
  }
  for (const program::NodeId node : nodes)
    out.truths.push_back(static_cast<uint8_t>(evaluation.truth(node.index)));
  return out;
}

} // namespace ward::driver
