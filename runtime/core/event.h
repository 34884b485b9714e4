// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "core/evaluate.h"

#include <cstdint>

namespace ward::rt {

/// What an event of a duty is (R9.5).
enum class EventStatus : uint8_t {
  not_triggered,
  pending,
  held,
  met,
  late,
  early,
  overdue,
  unknown
};

/// The days that a date of an event may be (R9.8).
struct Days {
  static constexpr uint32_t most = 8;
  int64_t items[most] = {}; ///< ascending, no repeats; days since 1970-01-01
  uint32_t count = 0;
  bool may_be_none = false;
  bool earlier = false; ///< it may also be a day before these, which no fact tells yet
  bool later = false;   ///< the same, after these

  bool is_one() const { return count == 1 && !may_be_none && !earlier && !later; }
};

/// Reads one row of a duty's table at a time. Each call of select() makes the last one's answers
/// those of the new row.
class EventReader {
public:
  EventReader(Evaluation& evaluation, uint32_t duty)
      : evaluation_(evaluation), duty_(*evaluation.bundle().root().duties()->Get(duty)),
        index_(duty) {}

  void select(uint32_t row) { evaluation_.select_event(index_, row); }
  Truth truth(uint32_t node) const { return evaluation_.truth(node); }
  EventStatus status() const;
  /// `steps`: arises_on and the like. Where there are more than Days::most days, the last ones.
  Days days(const flatbuffers::Vector<const bundle::DateStep*>& steps) const;

private:
  Evaluation& evaluation_;
  const bundle::Duty& duty_;
  uint32_t index_;
};

} // namespace ward::rt
