// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/policy_diff.h"

#include "driver/driver.h"
#include "driver/judge_nodes.h"
#include "emit/read.h"
#include "model/print.h"
#include "tools/diff/diff.h"
#include "tools/ward/opened_bundle.h"
#include "tools/ward/verdict_flips.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::tool {

namespace {

using program::Program;

/// Facts, tables and fields that a policy declares.
std::set<std::string> declared(const Program& program) {
  std::set<std::string> out;
  for (const program::Fact& fact : program.facts)
    out.insert(program.text(fact.path));
  for (const program::Table& table : program.tables) {
    const std::string& path = program.text(table.path);
    out.insert(path);
    for (const program::Fact& field : table.fields)
      out.insert(fmt::format("{}[*].{}", path, program.text(field.path)));
  }
  return out;
}

/// One of the two, opened. Borrowed by what is made of it.
struct Opened {
  std::string path;
  OpenedBundle bundle = {};
  Program program = {};
  std::string profile = {};
  uint32_t profile_index = 0; ///< 0 none, else 1 + index

  /// False: it cannot be compared, which was reported.
  bool open(const JudgeRequest& request, const Common& common, Exit& exit) {
    bundle = open_bundle(path, common, false); // it compares what is there
    if (!bundle.bundle) {
      exit = bundle.exit;
      return false;
    }
    const auto chosen = chosen_profile(*bundle.bundle, path, request, common);
    if (!chosen) {
      exit = Exit::usage;
      return false;
    }
    program = emit::read(bundle.bundle->root());
    profile = *chosen;
    for (uint32_t i = 0; i < program.profiles.size(); ++i)
      if (program.text(program.profiles[i].name) == profile)
        profile_index = i + 1;
    return true;
  }

  diff::Side side() const {
    return {{program, profile_index}, bundle.compilation ? &*bundle.compilation->model : nullptr};
  }

  prove::Replayed judge(const model::Model& model, const prove::Witness& facts,
                        std::span<const program::NodeId> nodes) const {
    std::vector<std::pair<uint32_t, int64_t>> settings;
    if (profile_index != 0)
      for (const program::Setting& each : program.profiles[profile_index - 1].settings)
        settings.emplace_back(each.parameter, each.number);
    return driver::judge_nodes(*bundle.bundle, model, facts, settings, nodes);
  }
};

struct State {
  const DiffRequest& request;
  const Common& common;
  Opened before{request.before}, after{request.after};
  PolicyDiff out = {};

  PolicyDiff run() {
    const auto day = common.as_of_days();
    if (!day) {
      out.exit = fail_day(common);
      return std::move(out);
    }
    if (!before.open(request.judging, common, out.exit) ||
        !after.open(request.judging, common, out.exit))
      return std::move(out);
    out.titles = {request.before, request.after, !before.bundle.compilation,
                  !after.bundle.compilation, model::number_text({}, {model::TypeKind::date}, *day)};
    const diff::Side old = before.side(), now = after.side();
    const prove::Comparison* compared = nullptr;
    prove::Comparison proofs(
        old.policy, now.policy, {},
        [&](bool is_after, const prove::Witness& facts, std::span<const program::NodeId> nodes) {
          return (is_after ? after : before).judge(compared->model(), facts, nodes);
        });
    compared = &proofs;
    out.diff = diff::compare(old, now, proofs, *day);
    if (!out.diff.faults.empty()) {
      for (const std::string& fault : out.diff.faults)
        fail(common, "internal error: " + fault);
      out.exit = Exit::internal;
    } else if (!request.judging.facts.empty()) {
      add_flips();
    }
    return std::move(out);
  }

  std::optional<JsonObject> judged(const Opened& side, const Opened& other) {
    JudgeRequest judging = request.judging;
    const std::set<std::string> mine = declared(side.program), theirs = declared(other.program);
    std::set_difference(theirs.begin(), theirs.end(), mine.begin(), mine.end(),
                        std::back_inserter(judging.leave_out));
    const Judged report = judge(side.bundle, side.path, judging, common);
    if (report.json.empty()) {
      fail(common, fmt::format("the facts do not fit {}", side.path));
      out.exit = report.exit;
      return std::nullopt;
    }
    return parse_report(report, common);
  }

  void add_flips() {
    const auto old = judged(before, after);
    const auto now = old ? judged(after, before) : std::nullopt;
    if (!old || !now) {
      out.exit = out.exit == Exit::clean ? Exit::internal : out.exit;
      return;
    }
    for (diff::Change& change : verdict_flips(*old, *now))
      out.diff.changes.push_back(std::move(change));
    out.diff.limits.push_back("Facts that only one of the two declares were left out for the "
                              "other; of what only one judges there is no verdict to compare.");
  }
};

} // namespace

PolicyDiff compare_policies(const DiffRequest& request, const Common& common) {
  return State{request, common}.run();
}

} // namespace ward::tool
