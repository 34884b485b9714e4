// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include "source/source_manager.h"
#include "syntax/walk.h"

namespace ward::lint {

using namespace syntax;

void check_strict_share(const Context& context, diag::Sink& sink) {
  context.each_root([&](const Expr& root) {
    for_each_expr(root, [&](const Expr& expr) {
      const auto* compare = expr.as<CompareExpr>();
      if (!compare || !compare->left || !compare->right)
        return;
      const bool more = compare->op == Relation::gt && compare->left->as<ShareExpr>();
      const bool mirrored = compare->op == Relation::lt && compare->right->as<ShareExpr>();
      if (!more && !mirrored)
        return;
      const Expr& bound = more ? *compare->right : *compare->left;
      const std::string_view text = context.input.sources.text(bound.span);
      // No replacement: it would change what is judged, and only the author knows which was meant.
      sink.report(diag::StrictShare, compare->op_span, text, text)
          .with_help(more ? "write `>=` unless exactly that share is too little"
                          : "write `<=` unless exactly that share is too little");
    });
  });
}

} // namespace ward::lint
