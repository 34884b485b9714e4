// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include "syntax/walk.h"

#include <algorithm>
#include <cctype>

namespace ward::lint {
namespace {

using namespace syntax;

bool is_snake(std::string_view text) {
  return std::islower(static_cast<unsigned char>(text.front())) &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::isupper(c); });
}
bool is_pascal(std::string_view text) {
  return std::isupper(static_cast<unsigned char>(text.front())) &&
         text.find('_') == std::string_view::npos;
}

struct State {
  const Context& context;
  diag::Sink& sink;

  void snake(const Name& name) {
    if (!name.is_missing() && !is_snake(name.text))
      sink.report(diag::NamingStyle, name.span, name.text, "snake_case")
          .with_help("begin it with a small letter, and part its words with `_`");
  }
  void snake(const Path& path) {
    for (const Name& part : path.parts)
      snake(part);
  }
  void pascal(const Name& name) {
    if (!name.is_missing() && !is_pascal(name.text))
      sink.report(diag::NamingStyle, name.span, name.text, "PascalCase")
          .with_help("begin each of its words with a capital, without `_`");
  }

  void run() {
    for (const File* file : context.input.own) {
      if (file->module)
        snake(file->module->name);
      for (const Decl* decl : file->decls)
        declaration(*decl);
    }
    context.each_provision([&](const ProvisionDecl& provision) {
      for (const Element& element : provision.elements)
        snake(element.name);
    });
    context.each_root(
        [&](const Expr& root) { for_each_expr(root, [&](const Expr& expr) { row(expr); }); });
  }

  void declaration(const Decl& decl) {
    if (const auto* one = decl.as<EnumDecl>()) {
      pascal(one->name);
      for (const EnumMember& member : one->members)
        snake(member.name);
    } else if (const auto* record = decl.as<RecordDecl>()) {
      pascal(record->name);
      fields(record->fields);
    } else if (const auto* facts = decl.as<FactsDecl>()) {
      if (facts->prefix)
        snake(*facts->prefix);
      fields(facts->fields);
    } else if (const auto* let = decl.as<LetDecl>()) {
      snake(let->name);
    } else if (const auto* predicate = decl.as<PredicateDecl>()) {
      snake(predicate->name);
      for (const PredicateParameter& parameter : predicate->parameters)
        snake(parameter.name);
    } else if (const auto* role = decl.as<RoleDecl>()) {
      snake(role->name);
    } else if (const auto* authority = decl.as<AuthorityDecl>()) {
      snake(authority->name);
    } else if (const auto* control = decl.as<ControlDecl>()) {
      this->control(*control);
    } else if (const auto* profile = decl.as<ProfileDecl>()) {
      snake(profile->name);
    }
  }

  void fields(List<Field> list) {
    for (const Field& field : list)
      snake(field.name);
  }

  void control(const ControlDecl& one) {
    snake(one.name);
    for (const Parameter& parameter : one.parameters)
      snake(parameter.name);
    for (const Evidence& evidence : one.evidence)
      snake(evidence.name);
    for (const LetDecl* let : one.lets)
      snake(let->name);
  }

  void row(const Expr& expr) {
    if (const auto* quantifier = expr.as<QuantifierExpr>())
      snake(quantifier->rows.variable);
    else if (const auto* count = expr.as<CountExpr>())
      snake(count->rows.variable);
    else if (const auto* share = expr.as<ShareExpr>())
      snake(share->rows.variable);
    else if (const auto* fold = expr.as<FoldExpr>())
      snake(fold->rows.variable);
  }
};

} // namespace

void check_naming_style(const Context& context, diag::Sink& sink) {
  State{context, sink}.run();
}

} // namespace ward::lint
