// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/diagnostic.h"
#include "diag/kinds.h"

#include <cstddef>
#include <deque>
#include <type_traits>
#include <utility>
#include <vector>

namespace ward::diag {

/// Collects what the phases find, in any order. Not thread-safe.
class Sink {
public:
  /// Files a finding. The reference stays valid for the sink's life.
  template <typename... Args>
  Diagnostic& report(const Kind<Args...>& kind, source::Span span,
                     const std::type_identity_t<Args>&... args) {
    // The format was checked against Args when the kind was made.
    return add(
        kind.code, kind.name, kind.severity, span,
        fmt::vformat(static_cast<fmt::string_view>(kind.message), fmt::make_format_args(args...)));
  }

  /// Files a finding that was made elsewhere, in another sink for example.
  Diagnostic& file(Diagnostic finding) { return all_.emplace_back(std::move(finding)); }

  /// Each finding once, by file, offset, code and message: the same bytes for the same input.
  std::vector<const Diagnostic*> sorted() const;

  /// Counts leave duplicates out, as sorted() does.
  size_t error_count() const { return count(Severity::error); }
  size_t warning_count() const { return count(Severity::warning); }
  bool has_errors() const;
  bool empty() const { return all_.empty(); }
  /// Everything filed so far, duplicates included.
  size_t size() const { return all_.size(); }
  void clear() { all_.clear(); }

private:
  Diagnostic& add(uint16_t code, std::string_view name, Severity severity, source::Span span,
                  std::string message);
  size_t count(Severity severity) const;

  std::deque<Diagnostic> all_;
};

} // namespace ward::diag
