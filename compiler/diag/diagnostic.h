// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/kind.h"
#include "source/span.h"

#include <string>
#include <utility>
#include <vector>

namespace ward::diag {

/// Text at a second place in the source.
struct Label {
  source::Span span;
  std::string text;
};

/// A sentence below the source; with a span when it speaks of a place of its own.
struct Note {
  std::string text;
  source::Span span = source::Span::none();
};

/// A replacement that a tool may apply as it stands. An empty span inserts.
struct Fix {
  source::Span span;
  std::string replacement;
  std::string text; ///< what the fix does: "replace with `==`"
};

/// One finding. Made by Sink::report(), which hands it back so that the reporter can add to it:
///   sink.report(diag::UnknownCitation, span, citation, name)
///       .at("not declared in `hipaa`").label(other, "the nearest").fix(span, nearest, "replace");
struct Diagnostic {
  uint16_t code = 0;
  std::string_view name; ///< of static life
  Severity severity = Severity::error;
  source::Span span;
  std::string message;
  std::string span_text; ///< short text beside the carets; often empty
  std::vector<Label> labels;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  std::string help; ///< what to do about it, when no fix can be applied by a tool

  Diagnostic& at(std::string text) {
    span_text = std::move(text);
    return *this;
  }
  Diagnostic& label(source::Span place, std::string text) {
    labels.push_back({place, std::move(text)});
    return *this;
  }
  Diagnostic& note(std::string text, source::Span place = source::Span::none()) {
    notes.push_back({std::move(text), place});
    return *this;
  }
  Diagnostic& fix(source::Span place, std::string replacement, std::string text) {
    fixes.push_back({place, std::move(replacement), std::move(text)});
    return *this;
  }
  Diagnostic& with_help(std::string text) {
    help = std::move(text);
    return *this;
  }
};

} // namespace ward::diag
