// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/findings.h"

#include "driver/driver.h"
#include "emit/write_bundle.h"
#include "source/loader.h"
#include "source/source_manager.h"
#include "tools/formats/diagnostics.h"
#include "tools/formats/write.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace ward::tool {
namespace {

constexpr uint64_t max_baseline_bytes = 64ull * 1024 * 1024;

struct Writer {
  Format format;
  std::string (*write)(const formats::Report&);
};
constexpr Writer writers[] = {{Format::sarif, formats::write_sarif},
                              {Format::github, formats::write_github},
                              {Format::gitlab, formats::write_gitlab},
                              {Format::junit, formats::write_junit}};

Exit write_known(const formats::Report& report, const std::string& path, const Common& common) {
  const std::string text = formats::write_baseline(report);
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  if (const std::string fault = emit::write_bundle(path, {bytes, text.size()}); !fault.empty())
    return fail(common, fmt::format("{}: {}", path, fault));
  const auto known = static_cast<size_t>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [](const formats::Finding& finding) { return finding.may_be_known; }));
  fmt::print(stderr, "{}: {} finding{} known from now on\n", path, known, known == 1 ? "" : "s");
  const size_t refused = report.findings.size() - known;
  if (refused == 0)
    return Exit::clean;
  return fail(
      common,
      fmt::format("{} error{} cannot be known: behind {} nothing was checked; mend {} first",
                  refused, refused == 1 ? "" : "s", refused == 1 ? "it" : "them",
                  refused == 1 ? "it" : "them"),
      Exit::findings);
}

base::Expected<formats::Baseline, std::string> read_known(const std::string& path) {
  source::SourceManager sources;
  source::LoadOptions limits;
  limits.max_source_bytes = max_baseline_bytes;
  const auto file = source::load_file(sources, path, limits);
  if (file)
    return formats::read_baseline(sources.text(*file));
  switch (file.error().fault) {
  case source::LoadFault::missing:
    return base::Unexpected<std::string>{"there is no such file; --write-baseline makes it"};
  case source::LoadFault::unreadable:
    return base::Unexpected<std::string>{file.error().system_message};
  default:
    return base::Unexpected<std::string>{"no baseline"};
  }
}

} // namespace

void add_common(CLI::App& app, Common& common, FindingOptions& options) {
  add_common(app, common);
  app.get_option("--format")
      ->description(std::string("text for people; json; ") + (common.pages ? "markdown; " : "") +
                    "sarif (2.1.0); github (workflow commands); gitlab "
                    "(code quality); junit")
      ->option_text(common.pages ? "text|json|markdown|sarif|github|gitlab|junit"
                                 : "text|json|sarif|github|gitlab|junit");
  common.all_formats = true;
  auto* read = app.add_option("--baseline", options.baseline,
                              "leave out what this file knows, so that only new findings count")
                   ->option_text("FILE");
  app.add_option("--write-baseline", options.write_baseline,
                 "write what is found now to this file, and fail for none of it")
      ->option_text("FILE")
      ->excludes(read);
}

formats::Report empty_report(const std::string& command) {
  formats::Report report;
  report.command = command;
  report.version = WARD_VERSION;
  return report;
}

formats::Report report_of(const driver::Compilation& compilation, const std::string& command) {
  return report_of(compilation, compilation.sink, command);
}

formats::Report report_of(const driver::Compilation& compilation, const diag::Sink& findings,
                          const std::string& command) {
  formats::Report report = empty_report(command);
  if (compilation.manifest)
    report.place = compilation.sources.path(compilation.manifest->span.file);
  else if (compilation.sources.size() > 0)
    report.place = compilation.sources.path(source::SourceId{0});
  formats::add_diagnostics(report, findings.sorted(), compilation.sources, compilation.file_names);
  formats::number(report);
  return report;
}

Settled settle(formats::Report& report, const FindingOptions& options, const Common& common) {
  if (!options.write_baseline.empty())
    return {write_known(report, options.write_baseline, common), {}};
  if (options.baseline.empty())
    return {};
  const auto baseline = read_known(options.baseline);
  if (!baseline)
    return {fail(common, fmt::format("--baseline: {}: {}", options.baseline, baseline.error())),
            {}};
  return {std::nullopt, formats::hide_known(report, *baseline)};
}

std::string known_words(const FindingOptions& options, const formats::Known& known) {
  if (options.baseline.empty())
    return "";
  std::string out =
      fmt::format("{} known finding{} left out", known.hidden, known.hidden == 1 ? "" : "s");
  if (known.gone > 0)
    out += fmt::format("; {} of {} {} gone: write it anew with --write-baseline", known.gone,
                       options.baseline, known.gone == 1 ? "is" : "are");
  return out + "\n";
}

Exit exit_of(const formats::Report& report) {
  const bool fails = std::any_of(
      report.findings.begin(), report.findings.end(),
      [](const formats::Finding& finding) { return finding.level == formats::Level::error; });
  return fails ? Exit::findings : Exit::clean;
}

bool is_foreign(Format format) {
  return format > Format::markdown;
}

std::string written(const formats::Report& report, Format format) {
  for (const Writer& writer : writers)
    if (writer.format == format)
      return writer.write(report);
  assert(false && "text and JSON are the command's own");
  return "";
}

} // namespace ward::tool
