// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/parts.h"

#include <vector>

/// How frameworks score (R9.30). Shares are in millionths; nodes are of the row, or global.
namespace ward::program {

struct Level {
  Text name;
  int64_t weight = 0;
  bool optional = false;
  uint32_t under = 0; ///< 1 + index of a level before it
  Period incubation;
  NodeId score;
  NodeId since;
  friend bool operator==(const Level&, const Level&) = default;
};

struct Rating {
  Text name;
  int64_t worth = 0;
  friend bool operator==(const Rating&, const Rating&) = default;
};

struct Assessment {
  Text path;
  Text title;
  std::vector<Text> sources;
  std::vector<Text> unverified;
  int32_t effective = no_day;
  std::vector<Level> levels;
  std::vector<Rating> ratings;
  Text unit;
  int64_t threshold = 0;
  Period valid;
  Period interim_window;
  Period interim_after;
  uint64_t count = 0;
  uint32_t table = 0;       ///< 1 + index
  uint32_t rating_enum = 0; ///< index, where there is a table
  uint32_t group_enum = 0;
  NodeId group;
  NodeId scope;
  NodeId applies;
  NodeId because;
  NodeId share;
  NodeId inherited_score;
  NodeId inherited_from;
  NodeId inherited_when;
  uint32_t held_table = 0; ///< 1 + index
  NodeId held_where;
  NodeId held_issued;
  NodeId held_until;
  NodeId held_done;
  NodeId held_when;
  Origin origin;
  friend bool operator==(const Assessment&, const Assessment&) = default;
};

} // namespace ward::program
