// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ward::source {
class SourceManager;
struct LoadError;
} // namespace ward::source

namespace ward::diag {
class Sink;

/// Says why a file could not be read, and what to do.
void report_load_error(Sink& sink, const source::SourceManager& sources,
                       const source::LoadError& error);

} // namespace ward::diag
