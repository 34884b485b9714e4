// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"

#include "diag/sink.h"
#include "resolve/nearest.h"

#include <algorithm>

namespace ward::resolve {
namespace {

/// Where a `use` line for a module goes, and its text.
void add_use_fix(const Declarations& decls, diag::Diagnostic& out, model::ModuleId from,
                 const std::string& module) {
  const syntax::File& file = *decls.scopes[from.index].file;
  uint32_t at = 0;
  if (!file.uses.empty())
    at = file.uses.back().span.end;
  else if (file.module)
    at = file.module->span.end;
  const source::Span place{file.source, at, at};
  const std::string line = "use " + module;
  out.fix(place, at == 0 ? line + "\n" : "\n" + line, "add `" + line + "`");
}

} // namespace

void suggest_near(const Declarations& decls, diag::Diagnostic& diagnostic, source::Span place,
                  std::string_view written, const std::function<std::vector<std::string>()>& list) {
  if (decls.near_searches_left <= 0)
    return;
  --decls.near_searches_left;
  suggest(diagnostic, place, nearest(written, list()));
}

void report_unknown(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                    std::string_view what, std::string_view name, source::Span place,
                    const std::function<std::vector<std::string>()>& list) {
  if (name.empty())
    return;
  auto& out = sink.report(diag::UnknownName, place, what, name);
  suggest_near(decls, out, place, name, list);
  if (!out.help.empty())
    return;
  for (uint32_t m = 0; m < decls.scopes.size(); ++m) {
    const auto found = decls.scopes[m].entities.find(name);
    if (m == from.index || found == decls.scopes[m].entities.end())
      continue;
    const std::string& module = decls.model.modules[model::ModuleId{m}].name;
    out.note("module `" + module + "` declares one", found->second.span);
    for (const auto& [alias, target] : decls.scopes[from.index].aliases)
      if (target.module.index == m) {
        const std::string full = std::string(alias) + "." + std::string(name);
        out.with_help("write `" + full + "`").fix(place, full, "replace with `" + full + "`");
        return;
      }
    out.with_help("add `use " + module + "` and write it with the module's name before it");
    add_use_fix(decls, out, from, module);
    return;
  }
}

void report_not_imported(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                         std::string_view what, std::string_view name, model::ModuleId owner,
                         source::Span place) {
  const std::string& module = decls.model.modules[owner].name;
  auto& out = sink.report(diag::NotImported, place, what, name, module);
  out.with_help("add `use " + module + "`");
  add_use_fix(decls, out, from, module);
}

model::AuthorityId find_authority(const Declarations& decls, diag::Sink& sink,
                                  const syntax::Name& name) {
  if (name.is_missing())
    return {};
  if (const auto found = decls.authorities.find(name.text); found != decls.authorities.end())
    return found->second;
  auto& out = sink.report(diag::UnknownAuthority, name.span, name.text);
  suggest_near(decls, out, name.span, name.text, [&] { return keys_of(decls.authorities); });
  if (out.help.empty())
    out.with_help("declare it, or `use` the library that does");
  return {};
}

model::RoleId find_role(const Declarations& decls, diag::Sink& sink, const syntax::Name& name) {
  if (name.is_missing())
    return {};
  if (const auto found = decls.roles.find(name.text); found != decls.roles.end())
    return found->second;
  auto& out = sink.report(diag::UnknownRole, name.span, name.text);
  suggest_near(decls, out, name.span, name.text, [&] { return keys_of(decls.roles); });
  if (out.help.empty())
    out.with_help("declare it with `role " + std::string(name.text) + " when ...`");
  return {};
}

model::ProposalId find_proposal(const Declarations& decls, diag::Sink& sink,
                                const syntax::Name& name) {
  if (name.is_missing())
    return {};
  if (const auto found = decls.proposals.find(name.text); found != decls.proposals.end())
    return found->second;
  auto& out = sink.report(diag::UnknownProposal, name.span, name.text);
  suggest_near(decls, out, name.span, name.text, [&] { return keys_of(decls.proposals); });
  return {};
}

model::ControlId find_control(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                              std::string_view path, source::Span place) {
  if (path.empty())
    return {};
  if (const auto found = decls.controls.find(path); found != decls.controls.end()) {
    const model::Control& control = decls.model.controls[found->second];
    if (decls.reaches(from, control.module))
      return found->second;
    report_not_imported(decls, sink, from, "control", path, control.module, place);
    return {};
  }
  auto& out = sink.report(diag::UnknownControl, place, path);
  suggest_near(decls, out, place, path, [&] { return keys_of(decls.controls); });
  return {};
}

model::DutyId find_duty(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                        std::string_view path, source::Span place) {
  if (path.empty())
    return {};
  if (const auto found = decls.duties.find(path); found != decls.duties.end()) {
    const model::Duty& duty = decls.model.duties[found->second];
    if (decls.reaches(from, duty.module))
      return found->second;
    report_not_imported(decls, sink, from, "duty", path, duty.module, place);
    return {};
  }
  auto& out = sink.report(diag::UnknownDuty, place, path);
  suggest_near(decls, out, place, path, [&] { return keys_of(decls.duties); });
  return {};
}

std::optional<Entity> find_entity(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                                  const syntax::Path& path, Entity::Kind kind) {
  if (path.is_missing())
    return std::nullopt;
  const std::string_view what = kind == Entity::Kind::record        ? "record"
                                : kind == Entity::Kind::enumeration ? "type"
                                : kind == Entity::Kind::predicate   ? "predicate"
                                                                    : "let";
  const ModuleScope* scope = &decls.scopes[from.index];
  const syntax::Name* name = &path.parts.front();
  if (path.parts.size() > 1) {
    const auto alias = scope->aliases.find(name->text);
    if (path.parts.size() > 2 || alias == scope->aliases.end()) {
      report_unknown(decls, sink, from, what, path_text(path), path.span,
                     [] { return std::vector<std::string>(); });
      return std::nullopt;
    }
    scope = &decls.scopes[alias->second.module.index];
    name = &path.parts.back();
    if (name->is_missing())
      return std::nullopt;
  }
  const auto found = scope->entities.find(name->text);
  if (found != scope->entities.end() && found->second.kind == kind)
    return found->second;
  const auto list = [&] {
    std::vector<std::string> out;
    for (const auto& [text, entity] : scope->entities)
      if (entity.kind == kind)
        out.emplace_back(text);
    if (kind == Entity::Kind::enumeration)
      for (const char* built_in : {"bool", "count", "integer", "decimal", "percent", "money",
                                   "date", "days", "months", "minutes", "text"})
        out.emplace_back(built_in);
    return out;
  };
  if (found != scope->entities.end()) {
    sink.report(diag::WrongKindOfName, name->span, name->text, what)
        .note("it is declared here", found->second.span);
    return std::nullopt;
  }
  if (scope == &decls.scopes[from.index]) {
    report_unknown(decls, sink, from, what, name->text, name->span, list);
  } else {
    auto& out = sink.report(diag::UnknownName, name->span, what, path_text(path));
    suggest_near(decls, out, name->span, name->text, list);
  }
  return std::nullopt;
}

std::optional<model::Period> to_period(diag::Sink& sink, const syntax::Duration& duration) {
  using syntax::Unit;
  int64_t amount = duration.amount;
  if (duration.unit == Unit::minute || duration.unit == Unit::hour) {
    sink.report(diag::PeriodInMinutes, duration.span)
        .with_help("facts carry dates; write the period in days, weeks, months or years");
    return std::nullopt;
  }
  const int64_t factor = duration.unit == Unit::week ? 7 : duration.unit == Unit::year ? 12 : 1;
  if (amount > 1'000'000 / factor) {
    sink.report(diag::PeriodTooLong, duration.span);
    return std::nullopt;
  }
  amount *= factor;
  return model::Period{static_cast<int32_t>(amount),
                       duration.unit == Unit::month || duration.unit == Unit::year};
}

std::string date_text(int32_t days) {
  // The inverse of base::days_since_epoch.
  const int64_t shifted = static_cast<int64_t>(days) + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

} // namespace ward::resolve
