// SPDX-License-Identifier: Apache-2.0
#include "driver/judge_nodes.h"

#include "core/bundle.h"
#include "driver/test_facts.h"
#include "facts/bind.h"
#include "model/model.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace ward::driver {

bool judge_facts(const rt::Bundle& bundle, const model::Model& model, const prove::Witness& witness,
                 std::span<const std::pair<uint32_t, int64_t>> settings, JudgedFacts& out,
                 std::string& refused) {
  ward_error error = {};
  model::Test test;
  test.given = witness.given;
  test.as_of_days = witness.day;
  const std::string document = facts_of(model, test);
  std::vector<const char*> assumed;
  for (const model::ProposalId proposal : witness.assumes)
    assumed.push_back(model.proposals[proposal].name.c_str());
  rt::BindInput input;
  input.facts = document.data();
  input.size = document.size();
  input.as_of = witness.day;
  input.assume = assumed.data();
  input.assume_count = assumed.size();
  if (rt::bind_facts(bundle, input, rt::FactLimits::from(nullptr), out.arena, out.facts, error) !=
      WARD_OK) {
    refused = error.path[0] == '\0' ? std::string(error.message)
                                    : fmt::format("{}: {}", error.path, error.message);
    return false;
  }
  out.parameters.assign(out.facts.parameters,
                        out.facts.parameters + bundle.root().parameters()->size());
  for (const auto& [index, number] : settings)
    out.parameters[index] = number;
  out.facts.parameters = out.parameters.data();
  if (rt::evaluate(bundle, out.facts, out.arena, &out.evaluation) == WARD_OK)
    return true;
  refused = "no memory to judge the facts";
  return false;
}

prove::Replayed judge_nodes(const rt::Bundle& bundle, const model::Model& model,
                            const prove::Witness& witness,
                            std::span<const std::pair<uint32_t, int64_t>> settings,
                            std::span<const program::NodeId> nodes) {
  prove::Replayed out;
  JudgedFacts judged;
  if (judge_facts(bundle, model, witness, settings, judged, out.refused))
    for (const program::NodeId node : nodes)
      out.truths.push_back(static_cast<uint8_t>(judged.evaluation.truth(node.index)));
  return out;
}

} // namespace ward::driver
