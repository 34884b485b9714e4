// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/opcode.h"

#include <cstdint>

/// What records of a program are made of.
namespace ward::program {

/// Index in Program::strings; 0 is "".
struct Text {
  uint32_t index = 0;
  friend auto operator<=>(Text, Text) = default;
};

constexpr uint32_t no_node = UINT32_MAX;

/// Index in Program::nodes, or none.
struct NodeId {
  uint32_t index = no_node;
  constexpr explicit operator bool() const { return index != no_node; }
  friend auto operator<=>(NodeId, NodeId) = default;
};

/// lane 0 is global, else 1 + index of a table.
struct Node {
  Op op = Op::truth;
  ValueKind kind = ValueKind::truth;
  uint16_t lane = 0;
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  friend bool operator==(const Node&, const Node&) = default;
};
static_assert(sizeof(Node) == 16);

/// line 0: nowhere. Line and column count from 1, columns in code points.
struct Origin {
  uint32_t file = 0;
  uint32_t line = 0;
  uint32_t column = 0;
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct Period {
  int32_t amount = 0;
  bool months = false;
  friend bool operator==(const Period&, const Period&) = default;
};

constexpr int32_t open_end = INT32_MAX;
constexpr int32_t no_day = INT32_MIN;

} // namespace ward::program
