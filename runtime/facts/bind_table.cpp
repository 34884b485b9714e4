// SPDX-License-Identifier: Apache-2.0
#include "facts/binder.h"
#include "facts/nearest.h"
#include "facts/scalars.h"

#include <algorithm>

namespace ward::rt {
namespace {

/// One row of the document, before rows are put in the order of their keys.
struct Row {
  Bytes key;
  uint32_t token = 0;
  uint32_t number = 0; ///< in the document, from 0
};

struct TableBinder {
  Binder& binder;
  const uint32_t index;
  const bundle::FactTable& table;
  const flatbuffers::Vector<flatbuffers::Offset<bundle::Fact>>& fields;
  BoundTable& bound;
  FactPath path;
  Row* rows = nullptr;
  uint32_t* rank_of = nullptr; ///< row of the document -> bound row
  Cell** columns = nullptr;
  uint32_t* seen = nullptr; ///< field -> 1 + the last row that gave it

  const Token& token(uint32_t at) const { return binder.token(at); }
  Bytes field_name(uint32_t field) const { return binder.bundle.string(fields.Get(field)->path()); }

  FactPath row_path(const Row& row) const {
    FactPath at = path;
    at.row_number = row.number + 1;
    at.key = row.key;
    at.has_key = row.key.data != nullptr;
    return at;
  }

  /// The text of the row's key member, plain or in a wrapper.
  bool find_key(Row& row) {
    const Token& object = token(row.token);
    if (object.kind != TokenKind::object)
      return binder.wrong_kind(object, row_path(row), "an object, one row");
    const Bytes name = field_name(table.key_field());
    uint32_t value = 0;
    for (uint32_t key = row.token + 1; key < object.next; key = token(key + 1).next)
      if (same_bytes(binder.tape.text(token(key)), name)) {
        value = key + 1;
        break;
      }
    if (value != 0 && token(value).kind == TokenKind::object) {
      const uint32_t end = token(value).next;
      for (uint32_t key = value + 1; key < end; key = token(key + 1).next)
        if (same_bytes(binder.tape.text(token(key)), "value")) {
          value = key + 1;
          break;
        }
    }
    if (value == 0) {
      binder.fail(object, row_path(row))
          << "a row has no `" << name << "`; every row needs its key";
      return false;
    }
    Bytes text;
    if (!binder.read_text(token(value), row_path(row).with_field(name), text))
      return false;
    // Errors show the key from here on; an empty one too.
    row.key = text;
    return true;
  }

  bool order_rows(uint32_t array, uint32_t count) {
    rows = binder.scratch.array<Row>(count);
    rank_of = binder.scratch.array<uint32_t>(count);
    if (rows == nullptr || rank_of == nullptr)
      return binder.no_memory();
    uint32_t number = 0;
    for (uint32_t at = array + 1; at < token(array).next; at = token(at).next) {
      Row& row = rows[number];
      row.token = at;
      row.number = number++;
      if (!find_key(row))
        return false;
    }
    std::sort(rows, rows + count, [](const Row& a, const Row& b) {
      const int order = compare_bytes(a.key, b.key);
      return order != 0 ? order < 0 : a.number < b.number;
    });
    const Row* repeated = nullptr;
    const Row* first = nullptr;
    for (uint32_t i = 0; i < count; ++i) {
      rank_of[rows[i].number] = i;
      if (i == 0 || !same_bytes(rows[i].key, rows[i - 1].key))
        continue;
      if (repeated != nullptr && repeated->number < rows[i].number)
        continue;
      repeated = &rows[i];
      first = &rows[i - 1];
    }
    if (repeated == nullptr)
      return true;
    const uint32_t line = binder.line_of(token(first->token).offset);
    binder.fail(token(repeated->token), row_path(*repeated))
        << "this key is also that of the row in line " << line << "; keys are unique";
    return false;
  }

  bool unknown_field(const Row& row, const Token& key) {
    const Bytes name = binder.tape.text(key);
    Nearest nearest(name);
    for (uint32_t i = 0; i < fields.size(); ++i)
      nearest.offer(field_name(i));
    FixedText message = binder.fail(key, row_path(row).with_field(name));
    message << "unknown fact `" << path.base << "[].";
    message << name << "`";
    if (nearest.best().size > 0)
      message << "; did you mean `" << nearest.best() << "`?";
    return false;
  }

  /// as_of, source and at of the row, for its leaves.
  bool read_scope(const Row& row, Scope& scope) {
    static constexpr const char* names[] = {"as_of", "source", "at"};
    bool given[3] = {false, false, false};
    const Token& object = token(row.token);
    for (uint32_t key = row.token + 1; key < object.next; key = token(key + 1).next) {
      const Bytes name = binder.tape.text(token(key));
      uint32_t which = 0;
      while (which < 3 && !same_bytes(name, names[which]))
        ++which;
      if (which == 3)
        continue;
      const FactPath inside = row_path(row).with_field(name);
      if (given[which]) {
        binder.fail(token(key), inside) << "`" << name << "` is given twice";
        return false;
      }
      given[which] = true;
      Bytes text;
      if (which == 0) {
        if (!binder.read_date(token(key + 1), inside, scope.as_of))
          return false;
        continue;
      }
      if (!binder.read_text(token(key + 1), inside, text))
        return false;
      if (which == 1)
        scope.source = binder.texts.text(binder.texts.intern(text));
      else
        scope.at = binder.keep_text(text);
      if (binder.keep.failed() || binder.scratch.failed())
        return binder.no_memory();
    }
    return true;
  }

  bool bind_row(const Row& row, uint32_t rank, Scope scope, TextId* keys, uint32_t* provenances) {
    if (!read_scope(row, scope))
      return false;
    keys[rank] = binder.texts.intern(row.key);
    if (binder.keep.failed() || binder.scratch.failed())
      return binder.no_memory();
    const Token& object = token(row.token);
    provenances[rank] = binder.provenance(scope, binder.line_of(object.offset));
    if (provenances[rank] == 0)
      return binder.no_memory();

    uint32_t field = 0;
    for (uint32_t key = row.token + 1; key < object.next; key = token(key + 1).next) {
      const Bytes name = binder.tape.text(token(key));
      // Rows mostly give their fields in one order: begin after the last one found.
      uint32_t tried = 0;
      while (tried < fields.size() && !same_bytes(field_name(field), name)) {
        field = field + 1 == fields.size() ? 0 : field + 1;
        ++tried;
      }
      if (tried == fields.size()) {
        if (same_bytes(name, "as_of") || same_bytes(name, "source") || same_bytes(name, "at"))
          continue;
        return unknown_field(row, token(key));
      }
      const FactPath at = row_path(row).with_field(name);
      if (seen[field] == row.number + 1) {
        binder.fail(token(key), at) << "`" << name << "` is given twice in one row";
        return false;
      }
      seen[field] = row.number + 1;
      KeyUse use;
      use.owner = index;
      use.field = field;
      use.row = keys[rank];
      use.in_row = true;
      if (!binder.bind_leaf(key + 1, *fields.Get(field), at, scope, columns[field][rank], use))
        return false;
    }
    // Known by the row's presence, whatever its date (R4.9).
    Cell& cell = columns[table.key_field()][rank];
    cell.number = keys[rank];
    cell.state = State::known;
    cell.cause = Cause::absent;
    cell.stated = false;
    return true;
  }

  bool run(uint32_t array, const Scope& scope) {
    const uint32_t count = token(array).size;
    if (count > binder.limits.max_rows) {
      binder.fail(token(array), path, WARD_ERR_LIMIT)
          << "the table has " << count << " rows, more than max_rows, " << binder.limits.max_rows;
      return false;
    }
    if (!order_rows(array, count))
      return false;

    TextId* keys = binder.keep.array<TextId>(count);
    uint32_t* provenances = binder.keep.array<uint32_t>(count);
    columns = binder.keep.array<Cell*>(fields.size());
    seen = binder.scratch.array<uint32_t>(fields.size());
    uint32_t* tokens = binder.scratch.array<uint32_t>(count);
    if (binder.keep.failed() || binder.scratch.failed())
      return binder.no_memory();
    for (uint32_t field = 0; field < fields.size(); ++field) {
      columns[field] = binder.keep.array<Cell>(count);
      if (columns[field] == nullptr)
        return binder.no_memory();
    }
    // In the order of the document, so that the first error is the first one read.
    uint32_t number = 0;
    for (uint32_t at = array + 1; at < token(array).next; at = token(at).next) {
      const uint32_t rank = rank_of[number++];
      tokens[rank] = at;
      if (!bind_row(rows[rank], rank, scope, keys, provenances))
        return false;
    }
    bound.rows = count;
    bound.keys = keys;
    bound.columns = columns;
    bound.row_provenance = provenances;
    binder.row_tokens[index] = tokens;
    return true;
  }
};

} // namespace

bool Binder::bind_table(uint32_t at, uint32_t index, const Scope& outer) {
  const bundle::FactTable& table = *schema.tables()->Get(index);
  FactPath path;
  path.base = bundle.string(table.path());
  Scope scope = outer;
  uint32_t rows = at;
  if (token(at).kind == TokenKind::object) {
    rows = 0;
    uint32_t seen = 0;
    static constexpr const char* names[] = {"rows", "as_of", "source"};
    for (uint32_t key = at + 1; key < token(at).next; key = token(key + 1).next) {
      const Bytes name = tape.text(token(key));
      const FactPath inside = path.with_member(name);
      uint32_t which = 0;
      while (which < 3 && !same_bytes(name, names[which]))
        ++which;
      if (which == 3) {
        fail(token(key), path) << "unknown member `" << name
                               << "` of a table; rows, as_of and source are allowed";
        return false;
      }
      if ((seen & (1u << which)) != 0) {
        fail(token(key), inside) << "`" << name << "` is given twice";
        return false;
      }
      seen |= 1u << which;
      Bytes text;
      if (which == 0)
        rows = key + 1;
      if (which == 1 && !read_date(token(key + 1), inside, scope.as_of))
        return false;
      if (which == 2) {
        if (!read_text(token(key + 1), inside, text))
          return false;
        scope.source = texts.text(texts.intern(text));
        if (keep.failed() || scratch.failed())
          return no_memory();
      }
    }
    if (rows == 0) {
      fail(token(at), path) << "no `rows` here; write `\"rows\": [...]` or the plain array";
      return false;
    }
  }
  if (token(rows).kind != TokenKind::array)
    return wrong_kind(token(rows), path, "an array, the rows of the table");
  TableBinder binder{*this, index, table, *table.fields(), tables[index], path};
  return binder.run(rows, scope);
}

} // namespace ward::rt
