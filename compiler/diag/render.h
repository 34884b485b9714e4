// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ward::source {
class SourceManager;
}

namespace ward::diag {
class Sink;
struct Diagnostic;

struct TextOptions {
  bool color = false;
  bool more = true; ///< end each finding with the line that names its page
};

/// One finding as a person reads it: message, source lines with carets, notes, what to do. Ends
/// with an empty line.
std::string render_text(const Diagnostic& diagnostic, const source::SourceManager& sources,
                        const TextOptions& options = {});
/// All findings of a sink, sorted.
std::string render_text(const Sink& sink, const source::SourceManager& sources,
                        const TextOptions& options = {});

/// All findings as one JSON array, sorted; UTF-8, two spaces deep, ends with a newline. Each has
/// code, name, severity, message, span, span_text, labels, notes, fixes, help; labels, notes and
/// fixes have spans too. A span is {file, line, column, utf16_column, byte, end_line, ...}: lines
/// and columns count from 1, bytes from 0; a file as a whole is its first place, no file is null.
std::string render_json(const Sink& sink, const source::SourceManager& sources);
/// The same of some findings, in the order given.
std::string render_json(const std::vector<const Diagnostic*>& findings,
                        const source::SourceManager& sources);

} // namespace ward::diag
