// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {

const Decl* Builder::declaration(Parser::DeclarationContext* tree) {
  const auto is = [&]<typename T>(T*& out) { return (out = dynamic_cast<T*>(tree)) != nullptr; };
  const Doc above = doc(tree);
  const Decl* decl = nullptr;
  if (Parser::ControlDeclContext * control; is(control))
    decl = control_decl(control);
  else if (Parser::ProvisionDeclContext * provision; is(provision))
    return provision_decl(provision->provision());
  else if (Parser::TestDeclContext * test; is(test))
    decl = test_decl(test);
  else if (Parser::EnumDeclContext * enumeration; is(enumeration))
    decl = enum_decl(enumeration);
  else if (Parser::RecordDeclContext * record; is(record))
    decl = record_decl(record);
  else if (Parser::FactsDeclContext * facts; is(facts))
    decl = facts_decl(facts);
  else if (Parser::LetDeclContext * let; is(let))
    decl = let_decl(let);
  else if (Parser::PredicateDeclContext * predicate; is(predicate))
    decl = predicate_decl(predicate);
  else if (Parser::RoleDeclContext * role; is(role))
    decl = role_decl(role);
  else if (Parser::AuthorityDeclContext * authority; is(authority))
    decl = authority_decl(authority);
  else if (Parser::IndexDeclContext * index; is(index))
    decl = index_decl(index);
  else if (Parser::ProposalDeclContext * proposal; is(proposal))
    decl = proposal_decl(proposal);
  else if (Parser::CrosswalkDeclContext * crosswalk; is(crosswalk))
    decl = crosswalk_decl(crosswalk);
  else if (Parser::DutyDeclContext * duty; is(duty))
    decl = duty_decl(duty);
  else if (Parser::PenaltyDeclContext * penalty; is(penalty))
    decl = penalty_decl(penalty);
  else if (Parser::AssessmentDeclContext * assessment; is(assessment))
    decl = assessment_decl(assessment);
  else if (Parser::ProfileDeclContext * profile; is(profile))
    decl = profile_decl(profile);
  else if (Parser::ExceptionDeclContext * exception; is(exception))
    decl = exception_decl(exception);
  // The arena holds it, and nobody else has seen it yet.
  if (decl)
    const_cast<Decl*>(decl)->doc = above;
  return decl;
}

const Decl* Builder::enum_decl(Parser::EnumDeclContext* tree) {
  auto* out = arena_.make<EnumDecl>(span(tree));
  out->name = name(tree->name());
  std::vector<EnumMember> members;
  for (Parser::EnumMemberContext* member : tree->enumMember())
    if (const Name member_name = name(member->name()); !member_name.is_missing())
      members.push_back({member_name, doc(member)});
  out->members = arena_.copy(members);
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::record_decl(Parser::RecordDeclContext* tree) {
  auto* out = arena_.make<RecordDecl>(span(tree));
  out->name = name(tree->name());
  out->key = name(tree->memberName());
  out->fields = fields(tree->field());
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::facts_decl(Parser::FactsDeclContext* tree) {
  auto* out = arena_.make<FactsDecl>(span(tree));
  if (tree->path())
    out->prefix = keep(path(tree->path()));
  out->fields = fields(tree->field());
  return out;
}

List<Field> Builder::fields(const std::vector<Parser::FieldContext*>& trees) {
  std::vector<Field> out;
  for (Parser::FieldContext* tree : trees)
    if (const Field next = field(tree); !next.name.is_missing())
      out.push_back(next);
  return arena_.copy(out);
}

Field Builder::field(Parser::FieldContext* tree) {
  Field out;
  out.span = span(tree);
  out.doc = doc(tree);
  out.name = name(tree->memberName());
  out.type = type(tree->type());
  if (tree->STRING())
    out.prompt = keep(string(tree->STRING()));
  std::vector<Name> suppliers;
  for (Parser::FieldNoteContext* note : tree->fieldNote()) {
    if (auto* fresh = dynamic_cast<Parser::FieldFreshContext*>(note)) {
      if (once(!out.fresh_for, fresh, "fresh for", "field"))
        out.fresh_for = keep(duration(fresh->duration()));
    } else if (auto* supplied = dynamic_cast<Parser::FieldSuppliedContext*>(note)) {
      for (Parser::NameContext* supplier : supplied->name())
        suppliers.push_back(name(supplier));
    } else if (auto* privileged = dynamic_cast<Parser::FieldPrivilegedContext*>(note)) {
      if (once(out.privileged.is_none(), privileged, "privileged", "field"))
        out.privileged = span(privileged);
    }
  }
  out.supplied_by = arena_.copy(suppliers);
  return out;
}

const Decl* Builder::let_decl(Parser::LetDeclContext* tree) {
  auto* out = arena_.make<LetDecl>(span(tree));
  out->name = name(tree->name());
  if (tree->type())
    out->type = keep(type(tree->type()));
  out->value = expr(tree->expression());
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::predicate_decl(Parser::PredicateDeclContext* tree) {
  auto* out = arena_.make<PredicateDecl>(span(tree));
  out->name = name(tree->name());
  std::vector<PredicateParameter> parameters;
  for (Parser::PredicateParameterContext* parameter_tree : tree->predicateParameter())
    parameters.push_back({name(parameter_tree->name()), type(parameter_tree->type())});
  out->parameters = arena_.copy(parameters);
  out->body = expr(tree->expression());
  return out->name.is_missing() ? nullptr : out;
}

const Decl* Builder::role_decl(Parser::RoleDeclContext* tree) {
  auto* out = arena_.make<RoleDecl>(span(tree));
  out->name = name(tree->name());
  out->condition = expr(tree->expression());
  return out->name.is_missing() ? nullptr : out;
}

} // namespace ward::parse
