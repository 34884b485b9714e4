// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/compile.h"

#include "project/modules.h"
#include "tools/ward/cache_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <unistd.h>

namespace ward::tool {

namespace {

bool is_within(const std::string& path, const std::string& folder) {
  if (folder.empty())
    return false;
  std::error_code code;
  const std::filesystem::path inner =
      std::filesystem::weakly_canonical(path.empty() ? "." : path, code);
  const std::filesystem::path outer = std::filesystem::weakly_canonical(folder, code);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

/// " · 214 of 216 questions decided, 2 unproved (1 trusted)", where questions were asked.
std::string proved(const driver::Compilation& compilation) {
  if (!compilation.proofs)
    return "";
  const prove::Summary& proofs = *compilation.proofs;
  std::string out = fmt::format(" · {} of {} questions decided", proofs.decided, proofs.questions);
  if (!proofs.unproved.empty())
    out += fmt::format(", {} unproved ({} trusted)", proofs.unproved.size(), proofs.trusted);
  return out;
}

/// One line on standard error that is written over, once a second has passed.
class Progress {
public:
  void show(size_t done, size_t all) {
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    if (seconds < 1 || seconds < shown_ + 0.1)
      return;
    shown_ = seconds;
    const double rate = static_cast<double>(done) / seconds;
    fmt::print(stderr, "\r\x1b[Kproving {} of {} · {:.0f} a second · {:.0f} s left", done, all,
               rate, rate > 0 ? static_cast<double>(all - done) / rate : 0);
    std::fflush(stderr);
  }
  void clear() {
    if (shown_ > 0)
      fmt::print(stderr, "\r\x1b[K");
  }

private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double shown_ = 0;
};

} // namespace

std::unique_ptr<driver::Compilation> compile_input(const std::string& input, int32_t as_of_days,
                                                   const std::string& profile, driver::Phase last,
                                                   const Proving& proving) {
  std::error_code code;
  const std::string program = std::filesystem::read_symlink("/proc/self/exe", code).string();
  const char* chosen = std::getenv("WARD_STDLIB");
  diag::Sink missing;
  driver::Options options;
  options.input = input;
  options.library = project::find_library(program, chosen, missing);
  if (missing.has_errors() && chosen != nullptr && *chosen != '\0') {
    // Somebody chose a library: going on with another, or none, would judge by the wrong one.
    auto refused = std::make_unique<driver::Compilation>();
    project::find_library(program, chosen, refused->sink);
    return refused;
  }
  if (is_within(input, options.library))
    options.library.clear(); // the library's own files: they are the project
  options.as_of_days = as_of_days;
  options.profile = profile;
  options.last = last;
  options.prove = proving.wanted;
  if (proving.remembers)
    options.proof_cache = cache_file("proofs", input);
  Progress progress;
  if (proving.wanted && isatty(STDERR_FILENO) != 0)
    options.proof_progress = [&](size_t done, size_t all) { progress.show(done, all); };
  std::unique_ptr<driver::Compilation> compilation = driver::compile(options);
  progress.clear();
  // A project may stand alone; where it does not, what is missing is said beside what failed for
  // it.
  if (missing.has_errors() && !compilation->ok())
    project::find_library(program, chosen, compilation->sink);
  return compilation;
}

Exit exit_of(const driver::Compilation& compilation) {
  if (compilation.ok())
    return Exit::clean;
  return compilation.model ? Exit::findings : Exit::usage;
}

std::string summary_of(const driver::Compilation& compilation, double seconds) {
  return summary_of(compilation, compilation.sink.sorted()) + seconds_words(seconds);
}

std::string seconds_words(double seconds) {
  return fmt::format(" · {:.2f} s\n", seconds);
}

std::string library_in_use() {
  std::error_code code;
  diag::Sink missing;
  return project::find_library(std::filesystem::read_symlink("/proc/self/exe", code).string(),
                               std::getenv("WARD_STDLIB"), missing);
}

std::string summary_of(const driver::Compilation& compilation,
                       const std::vector<const diag::Diagnostic*>& findings) {
  const auto counted = [](size_t count, const char* one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  };
  std::set<uint32_t> files;
  size_t errors = 0, warnings = 0;
  for (const diag::Diagnostic* finding : findings) {
    errors += finding->severity == diag::Severity::error;
    warnings += finding->severity == diag::Severity::warning;
    if (!finding->span.is_none())
      files.insert(finding->span.file.index);
  }
  std::string found = errors + warnings == 0 ? "nothing found" : "";
  if (errors > 0)
    found = counted(errors, "error");
  if (warnings > 0)
    found += (found.empty() ? "" : ", ") + counted(warnings, "warning");
  const driver::Counts& counts = compilation.counts;
  // Where the root itself could not be read there is nothing to count.
  if (counts.files == 0)
    return found;
  return fmt::format("{} in {}{} · {}, {}, {}{}", found,
                     files.empty() ? "" : fmt::format("{} of ", files.size()),
                     counted(counts.files, "file"), counted(counts.controls, "control"),
                     counted(counts.provisions, "provision"), counted(counts.elements, "element"),
                     proved(compilation));
}

} // namespace ward::tool
