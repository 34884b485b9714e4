// SPDX-License-Identifier: Apache-2.0
#include "driver/driver.h"

#include "check/check.h"
#include "driver/module_source.h"
#include "driver/replay.h"
#include "emit/emit.h"
#include "lower/lower.h"
#include "relate/relate.h"
#include "resolve/resolve.h"
#include "syntax/ast.h"
#include "typecheck/typecheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace ward::driver {

namespace {

using Clock = std::chrono::steady_clock;

struct State {
  const Options& options;
  Compilation& out;
  ModuleSource source{options, out};

  void run() {
    const syntax::File* root = source.root();
    out.timings[static_cast<size_t>(Phase::parse)] = source.parse_time();
    if (root == nullptr)
      return;
    read_model(root);
    finish_model();
    // A model with errors says nothing reliable about coverage, force or use.
    if (!out.ok() || options.last < Phase::check)
      return;
    timed(Phase::check, [&] {
      check::check(*out.model, {out.own_modules}, out.sink);
      if (out.ok())
        relate::check(*out.model, out.own_modules, out.sink);
      choose_profile();
    });
    if (!out.ok() || options.last < Phase::lower)
      return;
    timed(Phase::lower, [&] { lower_model(); });
    if (!out.ok() || options.last < Phase::prove)
      return;
    if (options.prove)
      timed(Phase::prove, [&] { prove_model(); });
    if (!out.ok() || options.last < Phase::emit)
      return;
    timed(Phase::emit, [&] { out.bytes = emit::emit(*out.program); });
  }

  template <typename F> void timed(Phase phase, F&& work) {
    const auto start = Clock::now();
    work();
    out.timings[static_cast<size_t>(phase)] += Clock::now() - start;
  }

  void read_model(const syntax::File* root) {
    resolve::Input input;
    input.root = root;
    input.find = [&](std::string_view module, source::Span use) {
      return source.find(module, use);
    };
    input.sources = &out.sources;
    input.as_of_days = options.as_of_days;
    std::optional<resolve::Declarations> declarations;
    timed(Phase::resolve, [&] { declarations = resolve::resolve(input, out.sink); });
    // Modules are read and parsed while names are resolved.
    auto& parse_time = out.timings[static_cast<size_t>(Phase::parse)];
    auto& resolve_time = out.timings[static_cast<size_t>(Phase::resolve)];
    resolve_time -= source.parse_time() - parse_time;
    parse_time = source.parse_time();
    timed(Phase::typecheck,
          [&] { out.model = typecheck::typecheck(std::move(*declarations), out.sink); });
  }

  void finish_model() {
    model::Model& model = *out.model;
    if (out.manifest)
      model.library = library_info(*out.manifest);
    else if (model.library.name.empty())
      model.library.name = model.modules.empty() ? "" : root_name();
    model.standard = source.standard_library();
    for (uint32_t i = 0; i < model.modules.size(); ++i)
      if (!source.is_library(model.modules[model::ModuleId{i}].file))
        out.own_modules.push_back(model::ModuleId{i});
    out.counts.modules = model.modules.size();
    out.counts.provisions = model.provisions.size();
    out.counts.elements = model.elements.size();
    out.counts.controls = model.controls.size();
    out.counts.facts = model.facts.size();
    out.counts.tables = model.tables.size();
    out.counts.tests = model.tests.size();
  }

  /// Modules are in order of dependency: the root is the last.
  std::string root_name() {
    return out.model->modules[model::ModuleId{static_cast<uint32_t>(out.model->modules.size() - 1)}]
        .name;
  }

  void choose_profile() {
    const bool asked = !options.profile.empty();
    if (asked)
      out.profile = options.profile;
    else if (out.manifest)
      out.profile = out.manifest->profile;
    if (out.profile.empty())
      return;
    std::vector<std::string> names;
    for (const model::Profile& profile : out.model->profiles) {
      if (profile.name == out.profile)
        return;
      names.push_back(profile.name);
    }
    std::sort(names.begin(), names.end());
    diag::Diagnostic& finding =
        out.sink.report(diag::UnknownProfile,
                        asked ? source::Span::none() : out.manifest->profile_span, out.profile);
    if (names.empty())
      finding.with_help("the policy declares no profile");
    else
      finding.with_help(fmt::format("the profiles are `{}`", fmt::join(names, "`, `")));
  }

  void lower_model() {
    // A bundle names files as every machine does, whatever the path that was typed here.
    source::SourceManager named;
    out.file_names.resize(out.sources.size());
    for (uint32_t i = 0; i < out.sources.size(); ++i)
      named.add(out.file_names[i], std::string(out.sources.text(source::SourceId{i})));
    lower::Options lowering;
    lowering.default_profile = out.profile;
    auto lowered = lower::lower(*out.model, named, lowering);
    if (lowered)
      out.program = std::move(*lowered);
    else
      report(lowered.error());
  }

  void prove_model() {
    Replayer replayer(*out.model, *out.program);
    prove::Options proving;
    proving.own_modules = out.own_modules;
    proving.limits = options.proof_limits;
    proving.cache_file = options.proof_cache;
    proving.progress = options.proof_progress;
    const prove::Price price = [&](const prove::Witness& witness, const std::string& penalty) {
      return replayer.price(witness, penalty);
    };
    out.proofs =
        prove::prove(*out.model, *out.program, std::ref(replayer), price, proving, out.sink);
  }

  void report(const lower::Fault& fault) {
    const std::string_view text = out.sources.text(fault.span).substr(0, 60);
    const lower::Options limits;
    switch (fault.kind) {
    case lower::FaultKind::too_large:
      out.sink.report(diag::ExpansionTooLarge, fault.span, text)
          .with_help("split it into several elements or controls");
      break;
    case lower::FaultKind::too_deep:
      out.sink.report(diag::TooDeep, fault.span, text, limits.max_depth)
          .with_help("split it into several elements or controls");
      break;
    case lower::FaultKind::misplaced:
      out.sink.report(diag::MisplacedExpression, fault.span)
          .with_help("this is a mistake of the compiler, which should have said so before; "
                     "write the condition in another way, and report it");
      break;
    }
  }
};

constexpr std::string_view phase_names[phase_count] = {"manifest", "parse", "resolve", "typecheck",
                                                       "check",    "lower", "prove",   "emit"};

} // namespace

std::string_view phase_name(Phase phase) {
  return phase_names[static_cast<size_t>(phase)];
}

std::unique_ptr<Compilation> compile(const Options& options) {
  auto out = std::make_unique<Compilation>();
  State{options, *out}.run();
  return out;
}

std::string phase_timings(const Compilation& compilation) {
  std::string text;
  for (size_t i = 0; i < phase_count; ++i) {
    const auto microseconds =
        std::chrono::duration_cast<std::chrono::microseconds>(compilation.timings[i]).count();
    text += fmt::format("{}{} {}.{} ms", text.empty() ? "" : ", ", phase_names[i],
                        microseconds / 1000, microseconds % 1000 / 100);
  }
  return text;
}

} // namespace ward::driver
