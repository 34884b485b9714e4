// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <string>
#include <type_traits>

namespace ward::syntax {

/// Builds one s-expression: an atom begins with a blank unless it is the first.
class Printer {
public:
  std::string out;

  void open(std::string_view word);
  void close() { out += ')'; }
  /// A clause on a line of its own, one level deeper.
  void open_line(std::string_view word);
  void close_line();
  void atom(std::string_view text);
  void number(int64_t value) { atom(std::to_string(value)); }

  void add(const Name& name) { atom(name.is_missing() ? "?" : name.text); }
  void add(const Path& path);
  void add(const Citation& citation) { atom(citation.is_missing() ? "?" : citation.text); }
  void add(const Text& text);
  void add(const Date& date);
  void add(const Duration& duration);
  void add(const Decimal& decimal);
  void add(const FactPath& path);
  void add(const Target& target);
  void add(const TypeRef& type);
  void add(const Doc& doc);
  void add(const Expr* expr);
  void add(const Rows& rows);
  template <typename T> void add_all(List<T> items) {
    for (const T& item : items)
      add(item);
  }
  /// `(word item...)` on its own line; nothing for an empty list.
  template <typename T> void line(std::string_view word, List<T> items) {
    if (items.empty())
      return;
    open_line(word);
    add_all(items);
    close_line();
  }
  template <typename T> void line(std::string_view word, const T* item) {
    if (!item)
      return;
    open_line(word);
    if constexpr (std::is_base_of_v<Expr, T>)
      add(static_cast<const Expr*>(item));
    else
      add(*item);
    close_line();
  }

  void decl(const Decl& decl);

private:
  void access(const AccessExpr& access);
  int depth_ = 0;
};

void print_assessment(Printer& p, const AssessmentDecl& decl);

} // namespace ward::syntax
