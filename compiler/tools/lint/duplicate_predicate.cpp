// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include "source/source_manager.h"
#include "syntax/print.h"

namespace ward::lint {
namespace {

using namespace syntax;

/// The types of the parameters and the body, each parameter by its place.
std::string meaning_of(const PredicateDecl& predicate, const source::SourceManager& sources) {
  std::string out;
  for (const PredicateParameter& parameter : predicate.parameters)
    out += std::string(sources.text(parameter.type.name.span)) +
           (parameter.type.is_optional ? "?," : ",");
  const std::string body = print(*predicate.body);
  // Members are printed with their dot, so an atom equal to a parameter is one.
  for (size_t at = 0; at < body.size();) {
    const size_t end = std::min(body.find_first_of(" ()\"", at), body.size());
    const std::string_view atom = std::string_view(body).substr(at, end - at);
    size_t place = 0;
    while (place < predicate.parameters.size() && predicate.parameters[place].name.text != atom)
      ++place;
    if (place < predicate.parameters.size())
      out += '#' + std::to_string(place);
    else
      out += atom;
    if (end < body.size())
      out += body[end];
    at = end + 1;
  }
  return out;
}

} // namespace

void check_duplicate_predicate(const Context& context, diag::Sink& sink) {
  std::map<std::string, const PredicateDecl*> seen;
  for (const File* file : context.input.library)
    for (const Decl* decl : file->decls)
      if (const auto* predicate = decl->as<PredicateDecl>(); predicate && predicate->body)
        seen.try_emplace(meaning_of(*predicate, context.input.sources), predicate);
  context.each<PredicateDecl>([&](const PredicateDecl& predicate) {
    if (!predicate.body)
      return;
    const auto [at, is_new] =
        seen.try_emplace(meaning_of(predicate, context.input.sources), &predicate);
    if (!is_new)
      sink.report(diag::DuplicatePredicate, predicate.name.span, predicate.name.text,
                  at->second->name.text)
          .label(at->second->name.span, "the other")
          .with_help("call the other, so that they cannot drift apart");
  });
}

} // namespace ward::lint
