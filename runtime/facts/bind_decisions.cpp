// SPDX-License-Identifier: Apache-2.0
#include "facts/binder.h"
#include "facts/nearest.h"

namespace ward::rt {
namespace {

/// The table `addressable` (R6.6), whose rows must name what exists (R6.7).
struct DecisionCheck {
  Binder& binder;
  const uint32_t index;
  const bundle::FactTable& table;
  const BoundTable& bound;

  const Token& token(uint32_t at) const { return binder.token(at); }

  /// What the row says, even where it reads as unknown today; null: nothing or none.
  const Cell* said(const char* field, uint32_t row) const {
    const auto& fields = *table.fields();
    for (uint32_t i = 0; i < fields.size(); ++i) {
      if (!same_bytes(binder.bundle.string(fields.Get(i)->path()), field))
        continue;
      const Cell& cell = bound.columns[i][row];
      const bool given = cell.state == State::known || (cell.stated && cell.size != stated_none);
      return given ? &cell : nullptr;
    }
    return nullptr;
  }
  /// The value of the row's member in the document; the row itself where there is none.
  const Token& place(const char* field, uint32_t row) const {
    const uint32_t object = binder.row_tokens[index][row];
    for (uint32_t key = object + 1; key < token(object).next; key = token(key + 1).next)
      if (same_bytes(binder.tape.text(token(key)), field))
        return token(key + 1);
    return token(object);
  }
  FactPath path(const char* field, uint32_t row) const {
    FactPath at;
    at.base = binder.bundle.string(table.path());
    at.row_number = row + 1;
    at.has_key = true;
    at.key = binder.texts.text(bound.keys[row]);
    at.field = {field, static_cast<uint32_t>(std::strlen(field))};
    return at;
  }
  Bytes text(const Cell& cell) const { return binder.texts.text(static_cast<TextId>(cell.number)); }

  bool citation(uint32_t row) const {
    const Cell* cell = said("citation", row);
    if (cell == nullptr)
      return true;
    Nearest nearest(text(*cell));
    bool exists = false;
    for (const bundle::Provision* provision : *binder.schema.provisions()) {
      const Bytes known = binder.bundle.string(provision->citation());
      const bool same = same_bytes(known, text(*cell));
      exists = exists || same;
      if (provision->designation() != bundle::Designation::addressable)
        continue;
      if (same)
        return true;
      nearest.offer(known);
    }
    FixedText message = binder.fail(place("citation", row), path("citation", row));
    if (exists) {
      message << "`" << text(*cell)
              << "` is not addressable; only addressable specifications can be "
                 "decided";
      return false;
    }
    message << "no addressable provision `" << text(*cell) << "`";
    if (nearest.best().size > 0)
      message << "; did you mean `" << nearest.best() << "`?";
    return false;
  }

  bool table_named(uint32_t row) const {
    const Cell* cell = said("for_table", row);
    if (cell == nullptr)
      return true;
    Nearest nearest(text(*cell));
    for (const bundle::FactTable* known : *binder.schema.tables()) {
      const Bytes name = binder.bundle.string(known->path());
      if (same_bytes(name, text(*cell)))
        return true;
      nearest.offer(name);
    }
    FixedText message = binder.fail(place("for_table", row), path("for_table", row));
    message << "no table `" << text(*cell) << "`";
    if (nearest.best().size > 0)
      message << "; did you mean `" << nearest.best() << "`?";
    return false;
  }

  bool alternative(uint32_t row) const {
    const Cell* cell = said("alternative", row);
    if (cell == nullptr)
      return true;
    Nearest nearest(text(*cell));
    for (const bundle::Control* known : *binder.schema.controls()) {
      const Bytes name = binder.bundle.string(known->path());
      if (same_bytes(name, text(*cell)))
        return true;
      nearest.offer(name);
    }
    FixedText message = binder.fail(place("alternative", row), path("alternative", row));
    message << "no control `" << text(*cell) << "`";
    if (nearest.best().size > 0)
      message << "; did you mean `" << nearest.best() << "`?";
    return false;
  }

  bool whom(uint32_t row) const {
    const Cell* entity = said("for_entity", row);
    const Cell* rows = said("for_rows", row);
    if (entity == nullptr || rows == nullptr)
      return true;
    if (entity->number == 1 && rows->size > 0) {
      binder.fail(place("for_rows", row), path("for_rows", row))
          << "a decision for the entity names no rows; leave them out or set for_entity to false";
      return false;
    }
    if (entity->number == 0 && rows->size == 0) {
      binder.fail(place("for_rows", row), path("for_rows", row))
          << "a decision that is not for the entity names its rows; an empty set is for nobody";
      return false;
    }
    return true;
  }
};

} // namespace

bool Binder::check_decisions() {
  const uint32_t index = schema.addressable();
  if (index >= bundle.table_count() || tables[index].rows == 0)
    return true;
  const DecisionCheck check{*this, index, *schema.tables()->Get(index), tables[index]};
  for (uint32_t row = 0; row < tables[index].rows; ++row)
    if (!check.citation(row) || !check.table_named(row) || !check.alternative(row) ||
        !check.whom(row))
      return false;
  return true;
}

} // namespace ward::rt
