// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <functional>

namespace ward::syntax {

/// Calls `visit` for each expression directly below `expr`, in source order; a `where` comes before
/// the body. Never with null.
void for_each_child(const Expr& expr, const std::function<void(const Expr&)>& visit);

/// Calls `visit` for `expr` and all below it, a parent before its children.
void for_each_expr(const Expr& expr, const std::function<void(const Expr&)>& visit);

/// Calls `visit` for each outermost expression of a declaration: conditions, values, bounds.
void for_each_root(const Decl& decl, const std::function<void(const Expr&)>& visit);

} // namespace ward::syntax
