// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ward::facts {

/// Where something stands in a file of facts; line and column from 1, 0 is the file as a whole.
struct Place {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
};

/// What is wrong with the facts, for people. `path` may be empty.
struct Problem {
  Place place;
  std::string path;
  std::string message;
};

struct Member;

/// A document as written, before types: what a YAML or JSON file holds.
struct Node {
  enum class Kind : uint8_t { scalar, sequence, mapping };
  enum class Written : uint8_t {
    plain,   ///< in YAML or CSV without quotes: its fact's type decides
    quoted,  ///< in quotes: never a bool or none
    literal, ///< in JSON without quotes: a number, true, false or null and nothing else
  };
  Kind kind = Kind::scalar;
  Written written = Written::plain;
  std::string text; ///< scalar
  std::vector<Node> items;
  std::vector<Member> members; ///< in order
  uint32_t line = 0;
  uint32_t column = 0;

  /// A place for a value where nothing stands.
  bool is_blank() const {
    return kind == Kind::scalar && written == Written::plain && text.empty();
  }
};

struct Member {
  Node key;
  Node value;
};

} // namespace ward::facts
