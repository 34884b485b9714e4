// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/organization.h"

namespace ward::tool {

std::unique_ptr<World> make_world(const OpenedBundle& opened, const std::string& path,
                                  const JudgeRequest& request, const Judged& judged,
                                  const Common& common) {
  const std::optional<std::string> profile = chosen_profile(*opened.bundle, path, request, common);
  if (!profile)
    return nullptr;
  auto world = std::make_unique<World>(
      *opened.bundle, heap(),
      WorldInput{judged.facts.json, *common.as_of_days(), *profile, request.assume});
  if (const std::string fault = world->open(); !fault.empty()) {
    fail(common, fault, Exit::internal);
    return nullptr;
  }
  return world;
}

std::optional<Organization> judge_organization(const OpenedBundle& opened, const std::string& path,
                                               const JudgeRequest& request, const Common& common,
                                               Exit& exit) {
  const Judged judged = judge(opened, path, request, common);
  exit = judged.exit;
  if (judged.json.empty())
    return std::nullopt;
  exit = Exit::internal;
  std::optional<JsonObject> report = parse_report(judged, common);
  if (!report)
    return std::nullopt;
  std::unique_ptr<World> world = make_world(opened, path, request, judged, common);
  if (!world)
    return std::nullopt;
  exit = Exit::clean;
  return Organization{std::move(*report), std::move(world)};
}

void add_organization(CLI::App& app, std::string& bundle, JudgeRequest& request) {
  app.add_option("bundle", bundle, "a .wardb file, a project folder or a .ward file")->required();
  app.add_option("facts", request.facts, "files of facts: .yaml, .json, .csv; several merge")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size);
}

} // namespace ward::tool
