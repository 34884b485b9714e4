// SPDX-License-Identifier: Apache-2.0
#include "syntax/ast.h"

#include <type_traits>

namespace ward::syntax {

#define WARD_EXPR(Type, kind) static_assert(std::is_trivially_destructible_v<Type>);
#include "syntax/expr.def"
#undef WARD_EXPR
#define WARD_DECL(Type, kind, word) static_assert(std::is_trivially_destructible_v<Type>);
#include "syntax/decl.def"
#undef WARD_DECL
static_assert(sizeof(Expr) == 16 && sizeof(NameExpr) == 48);

std::string_view expr_kind_name(ExprKind kind) {
  constexpr std::string_view names[] = {
#define WARD_EXPR(Type, kind) #kind,
#include "syntax/expr.def"
#undef WARD_EXPR
  };
  return names[static_cast<size_t>(kind)];
}

std::string_view decl_kind_word(DeclKind kind) {
  constexpr std::string_view words[] = {
#define WARD_DECL(Type, kind, word) word,
#include "syntax/decl.def"
#undef WARD_DECL
  };
  return words[static_cast<size_t>(kind)];
}

std::string_view relation_text(Relation relation) {
  constexpr std::string_view texts[] = {"==", "!=", "<", "<=", ">", ">="};
  return texts[static_cast<size_t>(relation)];
}

std::string_view set_relation_text(SetRelation relation) {
  constexpr std::string_view texts[] = {"equal", "subset", "superset", "intersects", "none"};
  return texts[static_cast<size_t>(relation)];
}

} // namespace ward::syntax
