// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

namespace ward::lint {
namespace {

using namespace syntax;

struct Named {
  Name name;
  std::string module;
};

/// The names that a file declares for itself, with what they are.
template <typename Visit> void names_of(const File& file, Visit visit) {
  for (const Decl* decl : file.decls) {
    if (const auto* let = decl->as<LetDecl>())
      visit(let->name, "let");
    else if (const auto* predicate = decl->as<PredicateDecl>())
      visit(predicate->name, "predicate");
    else if (const auto* record = decl->as<RecordDecl>())
      visit(record->name, "record");
    else if (const auto* one = decl->as<EnumDecl>())
      visit(one->name, "enum");
  }
}

} // namespace

// Inside a file nothing hides anything (WARD2024). Between files `written` here and `facts.written`
// there are two things, and a reader takes one for the other.
void check_shadowed_name(const Context& context, diag::Sink& sink) {
  std::map<std::string, const File*> modules;
  for (const auto files : {context.input.library, context.input.own})
    for (const File* file : files)
      if (file->module)
        modules[text_of(file->module->name)] = file;
  for (const File* file : context.input.own) {
    std::map<std::string_view, Named> used;
    for (const UseDecl& use : file->uses) {
      const std::string module = text_of(use.name);
      if (const auto at = modules.find(module); at != modules.end() && at->second != file)
        names_of(*at->second, [&](const Name& name, std::string_view) {
          used.try_emplace(name.text, Named{name, module});
        });
    }
    names_of(*file, [&](const Name& name, std::string_view kind) {
      if (const auto at = used.find(name.text); at != used.end() && !name.is_missing())
        sink.report(diag::ShadowedName, name.span, kind, name.text, at->second.module)
            .label(at->second.name.span, "the other")
            .with_help("give it a name of its own, or use the other");
    });
  }
}

} // namespace ward::lint
