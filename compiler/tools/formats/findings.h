// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ward::diag {
struct Diagnostic;
}

/// What a command found, in the one shape that every format is written from.
namespace ward::formats {

enum class Level : uint8_t { error, warning, note };

/// A place in a file. Lines and columns count from 1, columns in code points, the end is exclusive;
/// line 0 is the file as a whole, an empty file no place at all.
struct Region {
  std::string file; ///< as shown: relative to the current folder, or "ward:hipaa.ward"
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
};

struct Related {
  Region region;
  std::string text;
};

struct Replacement {
  Region region;
  std::string text;
};

struct Finding {
  std::string rule; ///< id of a Rule: "WARD2031", "verdict-not-met"
  Level level = Level::error;
  std::string message;
  std::string help; ///< what to do about it; may be empty
  Region region;
  std::vector<Related> related;
  std::vector<std::pair<std::string, Replacement>> fixes; ///< what it does, and how
  /// What makes this finding itself, without lines and columns. number() turns it into the print.
  std::string identity;
  std::string fingerprint; ///< 32 hex digits
  /// False for mistakes behind which nothing was looked at: a baseline never hides those.
  bool may_be_known = true;
  static constexpr size_t no_case = SIZE_MAX;
  size_t case_index = no_case; ///< the case of the report that it belongs to, if any
  const diag::Diagnostic* diagnostic = nullptr; ///< where it comes from; null for other findings
};

struct Rule {
  std::string id;
  std::string name;  ///< words with hyphens
  std::string title; ///< one sentence
  std::string help;  ///< Markdown; may be empty
  Level level = Level::error;
};

/// Something that passed or did not, for formats of tests.
struct Case {
  enum class Outcome : uint8_t { passed, failed, skipped };
  std::string suite;
  std::string name;
  Outcome outcome = Outcome::passed;
  std::string message; ///< why not, or why it was skipped
  std::string detail;  ///< lines; may be empty
  Region region;
};

struct Report {
  std::string command;     ///< "check"
  std::string version;     ///< of the tool
  std::string place;       ///< the file that findings without a place are shown at; may be empty
  std::vector<Rule> rules; ///< sorted by id, of every finding
  std::vector<Finding> findings;
  std::vector<Case> cases; ///< empty: made from the findings

  /// Adds the rule unless there is one with its id.
  void add_rule(Rule rule);
};

/// Gives each finding its fingerprint: the hash of its identity and of how many of the same
/// identity came before it. Lines that move, and words of a message, do not change it.
void number(Report& report);

/// Text with each run of blanks as one, and none at its ends.
std::string squeezed(const std::string& text);

} // namespace ward::formats
