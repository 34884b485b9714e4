// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"

#include "diag/sink.h"

namespace ward::resolve {

bool sees(const Declarations& decls, model::ModuleId from, uint32_t node) {
  const FactTree::Node& at = decls.fact_tree.node(node);
  if (at.modules.empty())
    return true;
  for (model::ModuleId owner : at.modules)
    if (decls.reaches(from, owner))
      return true;
  return false;
}

std::vector<std::string> visible_facts(const Declarations& decls, model::ModuleId from) {
  std::vector<std::string> out;
  for (uint32_t i = 1; i < decls.fact_tree.size(); ++i)
    if (decls.fact_tree.node(i).kind != FactTree::Node::Kind::group && sees(decls, from, i))
      out.push_back(decls.fact_tree.path(i));
  return out;
}

std::string fact_path_text(const syntax::FactPath& path) {
  std::string out(path.head.text);
  for (const syntax::FactStep& step : path.steps)
    if (step.kind == syntax::FactStep::Kind::member)
      out += "." + std::string(step.member.text);
    else
      out += "[\"" + std::string(step.key.value) + "\"]";
  return out;
}

FactTarget find_fact(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                     const syntax::FactPath& path) {
  using Kind = FactTree::Node::Kind;
  if (path.head.is_missing())
    return {};
  const FactTree& tree = decls.fact_tree;
  uint32_t at = tree.child(FactTree::root, path.head.text);
  size_t step = 0;
  std::string so_far(path.head.text);
  source::Span place = path.head.span;
  while (at != FactTree::nothing && tree.node(at).kind == Kind::group && step < path.steps.size() &&
         path.steps[step].kind == syntax::FactStep::Kind::member) {
    if (path.steps[step].member.is_missing())
      return {};
    at = tree.child(at, path.steps[step].member.text);
    so_far += "." + std::string(path.steps[step].member.text);
    place = source::join(place, path.steps[step].span);
    ++step;
  }
  if (at == FactTree::nothing) {
    report_unknown(decls, sink, from, "fact", so_far, place,
                   [&] { return visible_facts(decls, from); });
    return {};
  }
  const FactTree::Node& node = tree.node(at);
  if (!sees(decls, from, at)) {
    report_not_imported(decls, sink, from, "fact", so_far, node.modules.front(), place);
    return {};
  }
  if (node.kind == Kind::group) {
    sink.report(diag::GroupOfFacts, path.span, so_far).with_help("go on with one of its facts");
    return {};
  }
  const auto rest = path.steps.subspan(step);
  if (node.kind == Kind::fact) {
    if (!rest.empty()) {
      sink.report(diag::NothingInside, rest.front().span, so_far);
      return {};
    }
    return {FactTarget::Kind::fact, model::FactId{node.id}, {}, {}, 0};
  }
  const model::TableId table{node.id};
  if (rest.empty())
    return {FactTarget::Kind::table, {}, table, {}, 0};
  if (rest[0].kind != syntax::FactStep::Kind::key) {
    sink.report(diag::TableNeedsKey, rest[0].span, so_far)
        .with_help("name the row by its key: `" + so_far + "[\"...\"]." +
                   std::string(rest[0].member.text) + "`");
    return {};
  }
  const std::string_view key = rest[0].key.value;
  if (rest.size() == 1)
    return {FactTarget::Kind::row, {}, table, key, 0};
  const model::RecordId record = decls.model.tables[table].record;
  if (rest.size() > 2 || rest[1].kind != syntax::FactStep::Kind::member) {
    sink.report(diag::NothingInside, rest.back().span, so_far);
    return {};
  }
  if (record.is_none() || rest[1].member.is_missing())
    return {};
  const auto& fields = decls.record_fields[record.index];
  const auto field = fields.find(rest[1].member.text);
  if (field == fields.end()) {
    auto& out = sink.report(diag::UnknownMember, rest[1].member.span,
                            decls.model.records[record].name, rest[1].member.text);
    suggest_near(decls, out, rest[1].member.span, rest[1].member.text,
                 [&] { return keys_of(fields); });
    return {};
  }
  return {FactTarget::Kind::field, {}, table, key, field->second};
}

model::TableId find_table(const Declarations& decls, diag::Sink& sink, model::ModuleId from,
                          const syntax::Path& path) {
  if (path.is_missing())
    return {};
  using Kind = FactTree::Node::Kind;
  uint32_t at = FactTree::root;
  for (const syntax::Name& part : path.parts) {
    at = decls.fact_tree.child(at, part.text);
    if (at == FactTree::nothing)
      break;
  }
  if (at == FactTree::nothing) {
    report_unknown(decls, sink, from, "table", path_text(path), path.span, [&] {
      std::vector<std::string> out;
      for (uint32_t i = 1; i < decls.fact_tree.size(); ++i)
        if (decls.fact_tree.node(i).kind == Kind::table && sees(decls, from, i))
          out.push_back(decls.fact_tree.path(i));
      return out;
    });
    return {};
  }
  const FactTree::Node& node = decls.fact_tree.node(at);
  if (!sees(decls, from, at)) {
    report_not_imported(decls, sink, from, "table", path_text(path), node.modules.front(),
                        path.span);
    return {};
  }
  if (node.kind != Kind::table) {
    sink.report(diag::NotATable, path.span, path_text(path)).note("it is declared here", node.span);
    return {};
  }
  return model::TableId{node.id};
}

} // namespace ward::resolve
