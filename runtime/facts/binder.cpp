// SPDX-License-Identifier: Apache-2.0
#include "facts/binder.h"

#include "core/calendar.h"

#include <algorithm>

namespace ward::rt {
namespace {

void write_fact_path(FixedText& out, const FactPath& path) {
  out << path.base;
  if (path.row_number != 0 && !path.has_key)
    out << "[#" << path.row_number << "]";
  if (path.row_number != 0 && path.has_key) {
    out << "[\"";
    for (uint32_t i = 0; i < path.key.size; ++i) {
      const char c = path.key.data[i];
      if (c == '"' || c == '\\')
        out << "\\";
      // A whole character at once, so that it is never cut.
      uint32_t end = i + 1;
      while (end < path.key.size && (static_cast<unsigned char>(path.key.data[end]) & 0xC0) == 0x80)
        ++end;
      out << Bytes{path.key.data + i, end - i};
      i = end - 1;
    }
    out << "\"]";
  }
  if (path.field.size > 0)
    out << (path.base.size > 0 ? "." : "") << path.field;
  if (path.member.size > 0)
    out << "." << path.member;
}

} // namespace

int compare_bytes(Bytes a, Bytes b) {
  const uint32_t shared = std::min(a.size, b.size);
  const int order = shared == 0 ? 0 : std::memcmp(a.data, b.data, shared);
  if (order != 0)
    return order;
  return a.size < b.size ? -1 : a.size > b.size ? 1 : 0;
}

FixedText Binder::fail(const Token& at, const FactPath& path, ward_status status) {
  fail_at(error, status, tape.document, at.offset);
  FixedText text(error.path, sizeof error.path);
  write_fact_path(text, path);
  return FixedText(error.message, sizeof error.message);
}

bool Binder::no_memory() {
  error.status = WARD_ERR_OUT_OF_MEMORY;
  FixedText(error.message, sizeof error.message) << "no memory to read the facts";
  return false;
}

uint32_t Binder::line_of(uint32_t offset) {
  for (; line_offset_ < offset; ++line_offset_)
    if (tape.document[line_offset_] == '\n')
      ++line_;
  while (line_offset_ > offset)
    if (tape.document[--line_offset_] == '\n')
      --line_;
  return line_;
}

uint32_t Binder::provenance(const Scope& scope, uint32_t line) {
  // Leaves of one row mostly share all of it.
  if (provenances.size() > 1) {
    const Provenance& last = provenances[provenances.size() - 1];
    if (last.line == line && last.as_of == scope.as_of && last.source.data == scope.source.data &&
        last.at.data == scope.at.data)
      return provenances.size() - 1;
  }
  if (!provenances.add({scope.source, scope.at, line, scope.as_of}))
    return 0;
  return provenances.size() - 1;
}

Bytes Binder::keep_text(Bytes text) {
  char* copy = static_cast<char*>(keep.allocate(text.size == 0 ? 1 : text.size, 1));
  if (copy == nullptr)
    return {};
  if (text.size > 0)
    std::memcpy(copy, text.data, text.size);
  return {copy, text.size};
}

bool Binder::outdated(int32_t as_of, const bundle::Period* fresh, Cause& cause) const {
  const int32_t today = input.as_of;
  if (as_of != INT32_MIN && as_of > today) {
    cause = Cause::not_yet;
    return true;
  }
  if (fresh == nullptr || fresh->amount() == 0)
    return false;
  if (as_of == INT32_MIN) {
    cause = Cause::undated;
    return true;
  }
  const int64_t good_until =
      fresh->months() ? add_months(as_of, fresh->amount()) : int64_t{as_of} + fresh->amount();
  cause = Cause::stale;
  return good_until < today;
}

} // namespace ward::rt
