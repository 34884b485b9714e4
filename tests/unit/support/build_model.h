// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diag/sink.h"
#include "model/model.h"
#include "parse/parse.h"
#include "resolve/resolve.h"
#include "source/source_manager.h"
#include "syntax/ast.h"
#include "typecheck/typecheck.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ward::test {

/// A program through parse, resolve and typecheck. Hold it as long as its diagnostics are read.
struct BuiltModel {
  source::SourceManager sources;
  base::Arena arena;
  diag::Sink sink;
  model::Model model;

  /// "WARD2014 no provision `...`" lines, sorted; empty for a good program.
  std::string problems() const {
    std::string out;
    for (const diag::Diagnostic* each : sink.sorted())
      out += diag::code_text(each->code) + " " + each->message + "\n";
    return out;
  }
};

/// 2026-01-01, unless a test says otherwise.
constexpr int32_t check_day = 20454;

/// Compiles the first text as the root module; the others are found by the names they are given.
inline void build_model(BuiltModel& out,
                        const std::vector<std::pair<std::string, std::string>>& modules,
                        int32_t as_of_days = check_day) {
  const auto parse = [&](const std::string& name, const std::string& text) {
    const source::SourceId id = out.sources.add(name + ".ward", text);
    return parse::parse(out.sources, id, {}, out.arena, out.sink);
  };
  resolve::Input input;
  input.root = parse(modules.front().first, modules.front().second);
  input.sources = &out.sources;
  input.as_of_days = as_of_days;
  input.find = [&](std::string_view name, source::Span) -> const syntax::File* {
    for (const auto& [module, text] : modules)
      if (module == name)
        return parse(module, text);
    return nullptr;
  };
  out.model = typecheck::typecheck(resolve::resolve(input, out.sink), out.sink);
}
inline void build_model(BuiltModel& out, std::string_view text, int32_t as_of_days = check_day) {
  build_model(out, {{"main", std::string(text)}}, as_of_days);
}

} // namespace ward::test
