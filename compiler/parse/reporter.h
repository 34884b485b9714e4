// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "parse/parse.h"
#include "source/source_manager.h"

#include <set>
#include <utility>

namespace ward::parse {

/// Files the findings of one file: each once, no more than the limit. Not thread-safe.
class Reporter {
public:
  Reporter(diag::Sink& sink, source::SourceId file, std::string_view file_text,
           const ParseLimits& limits)
      : sink_(sink), file_(file), text_(file_text), max_errors_(limits.max_errors) {}

  source::Span span(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }
  std::string_view text(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  std::string_view text(source::Span span) const { return text(span.begin, span.end); }
  std::string_view text() const { return text_; }
  source::SourceId file() const { return file_; }

  /// The finding, to add to; one that is thrown away when it was filed before (a declaration may
  /// be read twice) or when the limit is reached.
  template <typename... Args>
  diag::Diagnostic& report(const diag::Kind<Args...>& kind, source::Span span,
                           const std::type_identity_t<Args>&... args) {
    if (!admit(kind.code, kind.severity, span))
      return dropped_ = {};
    return sink_.report(kind, span, args...);
  }

  bool is_full() const { return errors_ >= max_errors_; }
  uint32_t errors() const { return errors_; }

private:
  bool admit(uint16_t code, diag::Severity severity, source::Span span);

  diag::Sink& sink_;
  source::SourceId file_;
  std::string_view text_;
  uint32_t max_errors_;
  uint32_t errors_ = 0;
  bool said_full_ = false;
  std::set<std::pair<uint16_t, uint32_t>> seen_;
  diag::Diagnostic dropped_;
};

} // namespace ward::parse
