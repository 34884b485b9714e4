// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/report/view.h"
#include "tools/ward/judged.h"
#include "tools/whatif/world.h"

#include <memory>
#include <optional>

namespace ward::tool {

/// One organization judged with reasons, and as what-ifs read it. Lives as long as its bundle.
struct Organization {
  JsonObject report;
  std::unique_ptr<World> world;
};

/// Opens, collects and judges; what went wrong was reported and is in `exit`.
std::optional<Organization> judge_organization(const OpenedBundle& opened, const std::string& path,
                                               const JudgeRequest& request, const Common& common,
                                               Exit& exit);

/// The same facts as what-ifs read them, once they were judged; nothing if that was reported.
std::unique_ptr<World> make_world(const OpenedBundle& opened, const std::string& path,
                                  const JudgeRequest& request, const Judged& judged,
                                  const Common& common);

/// Adds the arguments `bundle` and `facts`.
void add_organization(CLI::App& app, std::string& bundle, JudgeRequest& request);

} // namespace ward::tool
