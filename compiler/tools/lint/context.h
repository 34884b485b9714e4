// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/sink.h"
#include "syntax/ast.h"
#include "tools/lint/lint.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ward::lint {

/// What rules look at.
struct Context {
  const Input& input;
  /// The `force` of each authority and proposal by name, of all files.
  std::map<std::string_view, std::string_view> force;

  explicit Context(const Input& all);

  bool is_law(std::string_view authority) const;

  /// Calls `visit` for each own declaration of a kind.
  template <typename T> void each(const std::function<void(const T&)>& visit) const {
    for (const syntax::File* file : input.own)
      for (const syntax::Decl* decl : file->decls)
        if (const T* one = decl->as<T>())
          visit(*one);
  }
  /// The provisions of own files, those of proposals among them.
  void each_provision(const std::function<void(const syntax::ProvisionDecl&)>& visit) const;
  /// The same of all files.
  void each_known_provision(const std::function<void(const syntax::ProvisionDecl&)>& visit) const;
  /// Every outermost expression of own files.
  void each_root(const std::function<void(const syntax::Expr&)>& visit) const;
};

#define WARD_LINT(rule) void check_##rule(const Context& context, diag::Sink& sink);
#include "tools/lint/rules.def"
#undef WARD_LINT

/// "a.b"
std::string text_of(const syntax::Path& path);
/// The words of a text in lower case, without signs.
std::vector<std::string> words_of(std::string_view text);
/// Whether a reason or title is a placeholder, or nothing.
bool says_nothing(std::string_view text);

} // namespace ward::lint
