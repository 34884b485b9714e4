// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ward::source {
class SourceManager;
}
namespace ward::diag {
class Sink;
}

namespace ward::project {

struct SourceFolder {
  std::string name; ///< as written, without "./" and a final "/": "." is the manifest's own folder
  std::string path; ///< to open: the manifest's folder and the name
  source::Span span;
};

/// What `[lint]` says of a rule.
struct LintSetting {
  uint16_t code = 0;     ///< of the rule
  bool is_off = false;   ///< `allow`
  bool is_error = false; ///< `deny`; neither: `warn`
};

/// What ward.toml says. A value that was missing or wrong has its default here and an error in the
/// sink, so that a build can go on to find more.
struct Manifest {
  std::string folder; ///< of the manifest, "." for the current one
  source::Span span = source::Span::none();
  std::string name;
  uint32_t release = 0; ///< counts from 1; 0 when it could not be read
  std::string version;
  std::optional<base::CivilDate> reviewed; ///< day of the last review of the policy
  std::string root;                        ///< dotted name of the root module
  source::Span root_span = source::Span::none();
  std::vector<SourceFolder> sources;
  std::string profile; ///< judged with when no other is asked for; empty for none
  source::Span profile_span = source::Span::none();
  std::vector<LintSetting> lint; ///< each rule once
};

/// Reads the manifest at `path`. Nothing when it cannot be read at all (no file, not UTF-8, not
/// TOML); otherwise every mistake in it is an error in the sink.
std::optional<Manifest> load_manifest(source::SourceManager& sources, diag::Sink& sink,
                                      const std::string& path);

/// The nearest ward.toml in `folder` or above it, as a path that begins with `folder`'s own words.
std::optional<std::string> find_manifest(const std::string& folder);

} // namespace ward::project
