// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/solve.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ward::prove {

/// Answers of earlier runs, by the content of the question: the nodes under its roots with all that
/// they name, the days, the limits, and this prover itself. Kept in one file for each project, read
/// whole and written whole. An answer with a counterexample is not kept: it is found anew, and
/// replayed anew. What is wrong with the file is as if it were not there.
class Cache {
public:
  using Key = std::array<uint8_t, 32>;

  /// `file`: a path, or empty for none.
  Cache(const Subject& subject, std::string file);

  /// Of all but the first day.
  Key key_of(const Query& query) const;
  std::optional<Answer> find(const Key& key, int32_t first_day) const;
  void keep(const Key& key, int32_t first_day, const Answer& answer);
  /// Writes what was found or kept in this run, if it is not what the file has. Nothing is said of
  /// a file that cannot be written.
  void write() const;

private:
  const Subject& subject_;
  std::string file_;
  std::vector<Key> nodes_; ///< by node: of what it means
  std::map<Key, std::string> read_;
  mutable std::map<Key, std::string>
      used_; ///< first day, then "proved", "possible" or "open: because"
};

} // namespace ward::prove
