// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "model/model.h"
#include "parse/parse.h"
#include "program/program.h"
#include "project/manifest.h"
#include "prove/prove.h"
#include "source/source_manager.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::driver {

/// Texts by path, "clinic/access.ward", instead of a disk. A library's paths begin with "ward:".
using MemoryFiles = std::map<std::string, std::string, std::less<>>;

enum class Phase : uint8_t { manifest, parse, resolve, typecheck, check, lower, prove, emit };
constexpr size_t phase_count = 8;
std::string_view phase_name(Phase phase);

struct Options {
  /// A .ward file, a folder that holds ward.toml, or a ward.toml. Empty: the nearest ward.toml in
  /// the current folder or above it.
  std::string input;
  /// The folder of the built-in library; empty for none.
  std::string library;
  /// The day of the check, days since 1970-01-01. Nothing here reads a clock for its meaning.
  int32_t as_of_days = 0;
  /// The profile to judge with; empty: the manifest's.
  std::string profile;
  parse::ParseLimits limits;
  /// The phase after which to stop.
  Phase last = Phase::emit;
  /// Whether what can be proved is asked (chapter 8 of the reference), and how.
  bool prove = false;
  prove::Limits proof_limits;
  std::string proof_cache; ///< a file for answers; empty for none
  std::function<void(size_t, size_t)> proof_progress;
  /// When given, no file is read from disk but those of `library`.
  const MemoryFiles* memory = nullptr;
};

struct Counts {
  size_t files = 0;
  uint64_t bytes = 0;
  size_t modules = 0, provisions = 0, elements = 0, controls = 0, facts = 0, tables = 0, tests = 0;
};

/// Everything that one run of the compiler found and made. `sources`, `sink` and, unless the root
/// could not be read, `model` are there even after errors; the model is whole only without them.
struct Compilation {
  source::SourceManager sources;
  diag::Sink sink;
  std::optional<project::Manifest> manifest;
  /// By SourceId: the name of a source file that is the same on every machine; goes into bundles.
  std::vector<std::string> file_names;
  std::optional<model::Model> model;
  std::vector<model::ModuleId> own_modules; ///< not of the built-in library
  std::string profile;                      ///< in force for this run; empty for none
  std::optional<program::Program> program;
  std::optional<prove::Summary> proofs; ///< where asked for and reached
  std::vector<uint8_t> bytes;           ///< of the bundle; empty unless emitted
  std::chrono::nanoseconds timings[phase_count] = {};
  Counts counts;

  bool ok() const { return !sink.has_errors(); }
};

/// Runs the phases in order, once: the manifest, then the modules that the root reaches, project
/// before library, then the model, its checks and, if there is no error, the program and its bytes.
std::unique_ptr<Compilation> compile(const Options& options);

/// "manifest 0.1 ms, parse 12.0 ms, ...", for people.
std::string phase_timings(const Compilation& compilation);

} // namespace ward::driver
