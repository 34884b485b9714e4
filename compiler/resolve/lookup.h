// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/declarations.h"

#include <functional>
#include <optional>

namespace ward::diag {
class Sink;
struct Diagnostic;
} // namespace ward::diag

/// Looking up what was declared, and saying what is wrong when it was not. Each returns nothing
/// (none) after it has reported.
namespace ward::resolve {

/// Adds near names; `list` is called only when a search is still allowed.
void suggest_near(const Declarations& decls, diag::Diagnostic& diagnostic, source::Span place,
                  std::string_view written, const std::function<std::vector<std::string>()>& list);

template <typename Map> std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> out;
  out.reserve(map.size());
  for (const auto& [key, value] : map)
    out.emplace_back(key);
  return out;
}

/// Says that no visible declaration is called `name`, or which `use` would bring it in.
/// `what` is "enum", "fact", "name" and the like.
void report_unknown(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                    std::string_view what, std::string_view name, source::Span place,
                    const std::function<std::vector<std::string>()>& list);
/// Says that `what` `name` exists in `owner`, which `from` does not use.
void report_not_imported(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                         std::string_view what, std::string_view name, model::ModuleId owner,
                         source::Span place);

model::AuthorityId find_authority(const Declarations& decls, diag::Sink& sink,
                                  const syntax::Name& name);
model::RoleId find_role(const Declarations& decls, diag::Sink& sink, const syntax::Name& name);
model::ProposalId find_proposal(const Declarations& decls, diag::Sink& sink,
                                const syntax::Name& name);
model::ControlId find_control(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                              std::string_view path, source::Span place);

model::DutyId find_duty(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                        std::string_view path, source::Span place);

/// What a place asks of a citation.
enum class CitationUse : uint8_t {
  any,      ///< it is declared
  in_force, ///< and some version is in force on or after the day of the check
};
model::CitationId find_citation(const Declarations& decls, diag::Sink& sink,
                                const syntax::Citation& citation, CitationUse use);

/// Says that no version of the citation has this element.
void report_unknown_element(const Declarations& decls, diag::Sink& sink, model::CitationId citation,
                            const syntax::Name& name);

/// The enum or record that `path` names (`R`, `alias.R`).
std::optional<Entity> find_entity(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                                  const syntax::Path& path, Entity::Kind kind);
/// A type as written. An error type after a report. Rows only where `allow_row`.
model::Type find_type(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                      const syntax::TypeRef& type, bool allow_row);

/// What a path into facts leads to.
struct FactTarget {
  enum class Kind : uint8_t { nothing, fact, table, row, field };
  Kind kind = Kind::nothing;
  model::FactId fact;
  model::TableId table;
  std::string_view key; ///< row, field
  uint32_t field = 0;
};
FactTarget find_fact(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                     const syntax::FactPath& path);
/// The table at a dotted path.
model::TableId find_table(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                          const syntax::Path& path);
/// As a person writes it: `systems["pms"].mfa`.
std::string fact_path_text(const syntax::FactPath& path);
/// Whether `from` may name something below this node.
bool sees(const Declarations& decls, model::ModuleId from, uint32_t node);
/// Paths of facts and tables that `from` may name.
std::vector<std::string> visible_facts(const Declarations& decls, model::ModuleId from);

/// An elapsed time as a freshness period; nothing for minutes and hours (after a report).
std::optional<model::Period> to_period(diag::Sink& sink, const syntax::Duration& duration);

/// "2026-01-31"
std::string date_text(int32_t days);

} // namespace ward::resolve
