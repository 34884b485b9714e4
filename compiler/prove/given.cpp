// SPDX-License-Identifier: Apache-2.0
#include "model/print.h"
#include "prove/context.h"

#include <fmt/format.h>

namespace ward::prove {

namespace {

constexpr size_t line_width = 100;

struct Printer {
  const model::Model& model;

  std::string quoted(std::string_view text) const {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\')
        out += '\\';
      out += c;
    }
    return out + '"';
  }

  std::string value(model::Type type, const model::GivenValue& given) const {
    if (given.none)
      return "none";
    if (type.is_set) {
      type.is_set = false;
      std::string members;
      for (const model::GivenValue& member : given.members)
        members += (members.empty() ? "" : ", ") + value(type, member);
      return "{" + members + "}";
    }
    if (type.kind == model::TypeKind::text || type.kind == model::TypeKind::key)
      return quoted(given.text);
    return model::number_text(model, type, given.number);
  }

  std::string row(const model::Record& record, const model::GivenRow& row) const {
    std::string out =
        fmt::format("{{ {} = {}", record.fields[record.key_field].name, quoted(row.key));
    for (const model::GivenField& field : row.fields)
      if (field.field != record.key_field)
        out += fmt::format(", {} = {}", record.fields[field.field].name,
                           value(record.fields[field.field].info.type, field.value));
    return out + " }";
  }

  std::vector<std::string> lines(const model::Binding& binding) const {
    if (binding.kind == model::Binding::Kind::fact) {
      const model::Fact& fact = model.facts[binding.fact];
      return {fmt::format("{} = {}", fact.path, value(fact.info.type, binding.value))};
    }
    const model::Table& table = model.tables[binding.table];
    const model::Record& record = model.records[table.record];
    const std::string head = fmt::format("{} = {}[", table.path, binding.open ? "open " : "");
    if (binding.rows.empty())
      return {head + "]"};
    if (binding.rows.size() == 1) {
      std::string whole = head + " " + row(record, binding.rows[0]) + " ]";
      if (whole.size() <= line_width)
        return {whole};
    }
    std::vector<std::string> out{head};
    for (size_t i = 0; i < binding.rows.size(); ++i)
      out.push_back("  " + row(record, binding.rows[i]) +
                    (i + 1 < binding.rows.size() ? "," : " ]"));
    return out;
  }
};

} // namespace

std::string given_text(const model::Model& model, const Witness& witness) {
  const Printer printer{model};
  std::vector<std::string> lines;
  size_t width = 0;
  for (const model::Binding& binding : witness.given)
    for (std::string& line : printer.lines(binding)) {
      width += line.size() + 2;
      lines.push_back(std::move(line));
    }
  if (lines.empty())
    return "given { }";
  if (lines.size() == witness.given.size() && width <= line_width)
    return fmt::format("given {{ {} }}", fmt::join(lines, "  "));
  return fmt::format("given {{ {} }}", fmt::join(lines, "\n        "));
}

void show(const Context& context, const Witness& witness, diag::Diagnostic& finding) {
  const model::Model& model = context.model;
  finding.note(given_text(model, witness));
  if (witness.day != model.as_of_days)
    finding.note(
        fmt::format("as of {}", model::number_text(model, {model::TypeKind::date}, witness.day)));
  for (const model::ProposalId proposal : witness.assumes)
    finding.note(fmt::format("with the proposal `{}` assumed", model.proposals[proposal].name));
  for (const auto& [id, number] : witness.parameters) {
    const model::Parameter& parameter = model.parameters[id];
    finding.note(fmt::format("with the parameter `{}` of `{}` set to {}, which its bounds allow",
                             parameter.name, model.controls[parameter.control].path,
                             model::number_text(model, parameter.type, number)),
                 parameter.span);
  }
}

} // namespace ward::prove
