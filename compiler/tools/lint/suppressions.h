// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/diagnostic.h"
#include "tools/lint/lint.h"

#include <set>
#include <string>
#include <vector>

namespace ward::diag {
class Sink;
}

namespace ward::lint {

/// The comments that allow something in one place, until a day, for a reason.
///
///   // ward-lint: allow naming-style, vague-title until 2027-01-01 because "names of the vendor"
///
/// At the end of a line it is about that line; on a line of its own about the declaration or clause
/// that follows; before the `module` line about the file. On the day written it has expired.
class Suppressions {
public:
  /// Reads them from the own files; what is wrong with one is filed.
  Suppressions(const Input& input, diag::Sink& sink);

  /// Whether one of them is about the finding; it then counts as used.
  bool covers(const diag::Diagnostic& finding);
  /// Files those that covered nothing.
  void report_unused();

private:
  struct Suppression {
    source::Span comment;
    source::Span about; ///< findings that begin in it
    std::set<uint16_t> codes;
    bool used = false;
  };

  void read(const syntax::File& file);
  source::Span about(const syntax::File& file, source::Span comment) const;

  const Input& input_;
  diag::Sink& sink_;
  std::vector<Suppression> all_;
};

} // namespace ward::lint
