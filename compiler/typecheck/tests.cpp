// SPDX-License-Identifier: Apache-2.0
#include "typecheck/state.h"

#include <algorithm>
#include <array>
#include <map>

namespace ward::typecheck {
namespace {

constexpr std::array<std::string_view, 6> outcome_words = {
    "met", "not_met", "unknown", "not_applicable", "implemented", "not_implemented"};
/// Section 11 of the reference: what may stand beside a verdict.
constexpr std::array<std::string_view, 8> status_words = {
    "not_triggered", "pending", "held", "met", "late", "early", "overdue", "unknown"};
constexpr std::array<std::string_view, 22> detail_words = {
    "partial",  "contrary",   "not_shown",  "not_covered",  "practice_gap",    "by_decision",
    "excepted", "presumed",   "upcoming",   "no_instances", "stale",           "undated",
    "not_yet",  "weak_proof", "assumed",    "contributed",  "corroborated_by", "unverified",
    "pending",  "late",       "not_prompt", "before_event"};

struct Tester {
  State& state;
  model::Model& model = state.model;

  void mismatch(const syntax::Expr& expr, std::string_view wanted) {
    if (expr.kind != syntax::ExprKind::missing)
      state.sink.report(diag::GivenShape, expr.span, wanted);
  }

  std::optional<model::GivenValue> value(const syntax::Expr& expr, const model::Type& type) {
    using model::TypeKind;
    model::GivenValue out;
    if (type.kind == TypeKind::error || expr.kind == syntax::ExprKind::missing)
      return std::nullopt;
    const auto* name = expr.as<syntax::NameExpr>();
    if (name && name->name.text == "none") {
      const bool member = type.kind == TypeKind::enumeration && !type.is_set &&
                          state.decls.enum_members[type.of].count("none") != 0;
      if (type.optional && member) {
        state.sink
            .report(diag::AmbiguousMember, expr.span, "none",
                    model.enums[model::EnumId{type.of}].name)
            .with_help("it could be the member or the absence of a value; write `" +
                       model.enums[model::EnumId{type.of}].name + ".none` for the member");
        return std::nullopt;
      }
      if (type.optional) {
        out.none = true;
        return out;
      }
      if (!member) {
        state.sink.report(diag::NeverNone, expr.span, state.text(type))
            .with_help("leave it out where it is not known; only a type with `?` has none");
        return std::nullopt;
      }
    }
    if (type.is_set)
      return set(expr, type);
    if (type.kind == TypeKind::text || type.kind == TypeKind::key) {
      if (const auto* text = expr.as<syntax::TextExpr>()) {
        if (state.is_error(state.text_literal(text->value.value, nullptr, expr.span)))
          return std::nullopt;
        out.text = text->value.value;
        return out;
      }
      if (const auto* citation = expr.as<syntax::CitationExpr>();
          citation && type.kind == TypeKind::text) {
        if (resolve::find_citation(state.decls, state.sink, citation->citation,
                                   resolve::CitationUse::any)
                .is_none())
          return std::nullopt;
        out.text = citation->citation.text;
        return out;
      }
      mismatch(expr, type.kind == TypeKind::text ? "a text in quotes" : "a key in quotes");
      return std::nullopt;
    }
    if (expr.kind == syntax::ExprKind::row || expr.kind == syntax::ExprKind::list ||
        expr.kind == syntax::ExprKind::set) {
      mismatch(expr, "one value of type " + state.text(type));
      return std::nullopt;
    }
    const auto number = state.constant(expr, type);
    if (!number)
      return std::nullopt;
    out.number = *number;
    return out;
  }

  std::optional<model::GivenValue> set(const syntax::Expr& expr, const model::Type& type) {
    const auto* literal = expr.as<syntax::SetExpr>();
    if (!literal) {
      mismatch(expr, "a set in braces: `{a, b}`");
      return std::nullopt;
    }
    model::Type member = type;
    member.is_set = false;
    model::GivenValue out;
    bool failed = false;
    for (const syntax::Expr* each : literal->members) {
      const auto found = value(*each, member);
      if (!found) {
        failed = true;
        continue;
      }
      const bool repeated =
          std::any_of(out.members.begin(), out.members.end(), [&](const auto& other) {
            return other.number == found->number && other.text == found->text;
          });
      if (repeated)
        state.sink.report(diag::RepeatedMember, each->span);
      out.members.push_back(*found);
    }
    if (out.members.size() > 4096) {
      state.sink.report(diag::OutOfRange, expr.span, state.text(type), "at most 4,096 members");
      failed = true;
    }
    return failed ? std::nullopt : std::optional(std::move(out));
  }

  void row(const syntax::Expr& expr, model::TableId table, model::Binding& out,
           std::map<std::string, source::Span, std::less<>>& keys) {
    const auto* literal = expr.as<syntax::RowExpr>();
    const model::RecordId record = model.tables[table].record;
    if (!literal) {
      mismatch(expr, "a row: `{ " +
                         model.records[record].fields[model.records[record].key_field].name +
                         " = \"...\" }`");
      return;
    }
    model::GivenRow made;
    made.span = expr.span;
    const uint32_t key_field = model.records[record].key_field;
    bool has_key = false;
    std::vector<std::pair<uint32_t, source::Span>> seen;
    for (const syntax::RowField& field : literal->fields) {
      if (field.name.is_missing())
        continue;
      const auto& fields = state.decls.record_fields[record.index];
      const auto found = fields.find(field.name.text);
      if (found == fields.end()) {
        auto& error = state.sink.report(diag::UnknownMember, field.name.span,
                                        model.records[record].name, field.name.text);
        resolve::suggest_near(state.decls, error, field.name.span, field.name.text,
                              [&] { return resolve::keys_of(fields); });
        continue;
      }
      bool repeated = false;
      for (const auto& [index, span] : seen)
        if (index == found->second) {
          state.sink.report(diag::GivenTwice, field.name.span, field.name.text)
              .note("it stands here already", span);
          repeated = true;
        }
      seen.emplace_back(found->second, field.name.span);
      if (found->second == key_field)
        has_key = true;
      const auto given =
          field.value ? value(*field.value, model.records[record].fields[found->second].info.type)
                      : std::nullopt;
      if (!given || repeated)
        continue;
      if (found->second == key_field)
        made.key = given->text;
      made.fields.push_back({found->second, *given, field.value->span});
    }
    if (!has_key) {
      state.sink.report(diag::RowWithoutKey, expr.span,
                        model.records[record].fields[key_field].name);
      return;
    }
    const auto [first, added] = keys.emplace(made.key, expr.span);
    if (!added && !made.key.empty())
      state.sink.report(diag::SecondRow, expr.span, model.tables[table].path, made.key)
          .note("the first stands here", first->second);
    out.rows.push_back(std::move(made));
  }

  void bindings(syntax::List<syntax::Binding> list, model::ModuleId module,
                std::vector<model::Binding>& out) {
    std::map<std::string, source::Span, std::less<>> seen;
    for (const syntax::Binding& written : list) {
      const resolve::FactTarget target =
          resolve::find_fact(state.decls, state.sink, module, written.path);
      using Kind = resolve::FactTarget::Kind;
      if (target.kind == Kind::nothing)
        continue;
      const std::string path = resolve::fact_path_text(written.path);
      const auto [first, added] = seen.emplace(path, written.path.span);
      if (!added)
        state.sink.report(diag::GivenTwice, written.path.span, path)
            .note("it stands here already", first->second);
      if (!written.open.is_none() && target.kind != Kind::table)
        state.sink.report(diag::OpenIsForTables, written.open, path);
      if (!written.value)
        continue;
      model::Binding made;
      made.span = written.path.span;
      switch (target.kind) {
      case Kind::nothing:
        continue;
      case Kind::row:
        state.sink.report(diag::NotALeaf, written.path.span, path)
            .with_help("give its fields one by one: `" + path + ".field = ...`");
        continue;
      case Kind::fact: {
        const auto given = value(*written.value, model.facts[target.fact].info.type);
        if (!given)
          continue;
        made.fact = target.fact;
        made.value = *given;
        break;
      }
      case Kind::table: {
        made.kind = model::Binding::Kind::table;
        made.table = target.table;
        made.open = !written.open.is_none();
        if (model.tables[target.table].record.is_none())
          continue;
        const auto* rows = written.value->as<syntax::ListExpr>();
        if (!rows) {
          mismatch(*written.value, "rows in brackets: `[ { ... }, { ... } ]`");
          continue;
        }
        std::map<std::string, source::Span, std::less<>> keys;
        for (const syntax::Expr* each : rows->items)
          row(*each, target.table, made, keys);
        break;
      }
      case Kind::field: {
        const model::Record& record = model.records[model.tables[target.table].record];
        if (target.field == record.key_field) {
          state.sink.report(diag::KeyGivenAgain, written.path.span,
                            record.fields[target.field].name);
          continue;
        }
        const auto given = value(*written.value, record.fields[target.field].info.type);
        if (!given)
          continue;
        made.kind = model::Binding::Kind::field;
        made.table = target.table;
        made.rows.push_back({std::string(target.key),
                             {{target.field, *given, written.value->span}},
                             written.path.span});
        break;
      }
      }
      out.push_back(std::move(made));
    }
  }

  std::optional<size_t> word(const syntax::Name& name, std::span<const std::string_view> words,
                             std::string_view what) {
    if (name.is_missing())
      return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), name.text);
    if (found != words.end())
      return found - words.begin();
    auto& out = state.sink.report(diag::UnknownWord, name.span, name.text, what);
    resolve::suggest_near(state.decls, out, name.span, name.text,
                          [&] { return std::vector<std::string>(words.begin(), words.end()); });
    if (out.help.empty()) {
      std::string list;
      for (std::string_view each : words)
        list += (list.empty() ? "" : ", ") + std::string(each);
      out.with_help("write one of " + list);
    }
    return std::nullopt;
  }

  void expectation(const syntax::Expectation& written, model::ModuleId module,
                   std::vector<model::Expectation>& out) {
    using Kind = syntax::Expectation::Kind;
    model::Expectation made;
    made.span = written.span;
    if (written.kind == Kind::duty)
      return event(written, module, std::move(made), out);
    const bool control = written.kind == Kind::control;
    bool failed = false;
    if (control) {
      made.control = resolve::find_control(state.decls, state.sink, module,
                                           resolve::path_text(written.path), written.path.span);
      failed = made.control.is_none();
    } else {
      made.citation = resolve::find_citation(state.decls, state.sink, written.target.citation,
                                             resolve::CitationUse::any);
      failed = made.citation.is_none();
      for (const syntax::Name& name : written.target.elements) {
        if (name.is_missing() || failed)
          continue;
        if (has_element(made.citation, name.text))
          made.elements.emplace_back(name.text);
        else
          resolve::report_unknown_element(state.decls, state.sink, made.citation, name);
      }
    }
    if (const auto found = word(written.verdict, outcome_words, "a verdict")) {
      made.outcome = static_cast<model::Outcome>(*found);
      const bool of_control = made.outcome == model::Outcome::implemented ||
                              made.outcome == model::Outcome::not_implemented;
      const bool of_both =
          made.outcome == model::Outcome::unknown || made.outcome == model::Outcome::not_applicable;
      if (!of_both && of_control != control)
        state.sink
            .report(diag::VerdictOfOther, written.verdict.span, written.verdict.text,
                    control ? "control" : "provision")
            .with_help(control ? "a control is implemented, not_implemented, unknown or "
                                 "not_applicable"
                               : "a provision is met, not_met, unknown or not_applicable");
    } else {
      failed = true;
    }
    words_beside(written, module, made);
    if (!failed)
      out.push_back(std::move(made));
  }

  /// `expect duty breach.notice["1"] late`
  void event(const syntax::Expectation& written, model::ModuleId module, model::Expectation made,
             std::vector<model::Expectation>& out) {
    made.duty = resolve::find_duty(state.decls, state.sink, module,
                                   resolve::path_text(written.path), written.path.span);
    const auto* key = written.row ? written.row->as<syntax::TextExpr>() : nullptr;
    if (key)
      made.key = key->value.value;
    else if (written.row && written.row->kind != syntax::ExprKind::missing)
      state.sink.report(diag::EventKey, written.row->span)
          .with_help("write the key of a row, as in `[\"2026-03\"]`");
    const auto status = word(written.verdict, status_words, "a status of an event");
    if (status)
      made.status = static_cast<model::DutyStatus>(*status);
    words_beside(written, module, made);
    if (!made.duty.is_none() && key && status)
      out.push_back(std::move(made));
  }

  void words_beside(const syntax::Expectation& written, model::ModuleId module,
                    model::Expectation& made) {
    for (const syntax::Name& detail : written.details)
      if (word(detail, detail_words, "a detail of a verdict"))
        made.details.emplace_back(detail.text);
    for (const syntax::FactPath& path : written.because)
      if (resolve::find_fact(state.decls, state.sink, module, path).kind !=
          resolve::FactTarget::Kind::nothing)
        made.because.push_back(resolve::fact_path_text(path));
  }

  bool has_element(model::CitationId citation, std::string_view name) const {
    for (model::ProvisionId id : model.citations[citation].versions)
      for (model::ElementId element : model.provisions[id].elements)
        if (model.elements[element].name == name)
          return true;
    return false;
  }

  void test(const syntax::TestDecl& decl, model::ModuleId module) {
    model::Test shared;
    shared.name = decl.title.value;
    shared.module = module;
    shared.span = decl.title.span;
    if (decl.as_of)
      shared.as_of_days = decl.as_of->days_since_epoch();
    else if (model.modules[module].as_of_days)
      shared.as_of_days = *model.modules[module].as_of_days;
    else
      state.sink.report(diag::TestWithoutDay, decl.title.span)
          .with_help("add `as of 2026-01-01` to the test or to its module");
    for (const syntax::Name& name : decl.assumes)
      if (const auto id = resolve::find_proposal(state.decls, state.sink, name); !id.is_none())
        shared.assumes.push_back(id);
    state.scope = {module, {}, {}, {}, {}};
    bindings(decl.given, module, shared.given);
    bindings(decl.with, module, shared.given);
    if (decl.cases.empty()) {
      for (const syntax::Expectation& each : decl.expects)
        expectation(each, module, shared.expects);
      if (decl.expects.empty())
        state.sink.report(diag::ExpectsNothing, decl.title.span);
      model.tests.push_back(std::move(shared));
      return;
    }
    for (const syntax::Expectation& each : decl.expects)
      state.sink.report(diag::ExpectBesideCases, each.span)
          .with_help("each case is a test of its own; write it into the cases it is true of");
    std::map<std::string_view, source::Span> labels;
    for (const syntax::TestCase& each : decl.cases) {
      const auto [first, added] = labels.emplace(each.label.value, each.label.span);
      if (!added)
        state.sink.report(diag::DuplicateName, each.label.span, "case", each.label.value)
            .note("it is declared here first", first->second);
      model::Test made = shared;
      made.case_label = each.label.value;
      made.span = each.label.span;
      bindings(each.with, module, made.given);
      for (const syntax::Expectation& expect : each.expects)
        expectation(expect, module, made.expects);
      if (each.expects.empty())
        state.sink.report(diag::ExpectsNothing, each.label.span);
      model.tests.push_back(std::move(made));
    }
  }
};

} // namespace

void check_tests(State& state) {
  Tester tester{state};
  std::map<std::pair<model::ModuleId, std::string_view>, source::Span> titles;
  for (const resolve::TestSource& each : state.decls.tests) {
    const auto [first, added] =
        titles.emplace(std::pair(each.module, each.decl->title.value), each.decl->title.span);
    if (!added)
      state.sink.report(diag::DuplicateName, each.decl->title.span, "test", each.decl->title.value)
          .note("it is declared here first", first->second);
    tester.test(*each.decl, each.module);
  }
}

} // namespace ward::typecheck
