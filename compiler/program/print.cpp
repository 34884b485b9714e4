// SPDX-License-Identifier: Apache-2.0
#include "program/fields.h"
#include "program/text.h"
#include "program/words.h"

#include <fmt/format.h>

#include <utility>

namespace ward::program {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

/// Paths are words unless a reader could take them for something else.
std::string name(std::string_view path) {
  for (const char c : path)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
          c == '.'))
      return quoted(path);
  return path.empty() || path == "_" ? quoted(path) : std::string(path);
}

std::string reference(uint32_t node) {
  return node == no_node ? std::string("_") : fmt::format("%{}", node);
}

using Line = std::vector<std::pair<std::string_view, std::string>>;

/// Renders one record: its fields in order, and its nested records as keyword and lines.
struct Render {
  const Program& program;
  Line fields;
  std::vector<std::pair<std::string_view, Line>> nested;

  void operator()(const char* field, Text value) {
    fields.emplace_back(field, quoted(program.text(value)));
  }
  void operator()(const char* field, NodeId value) {
    fields.emplace_back(field, reference(value.index));
  }
  void operator()(const char* field, bool value) {
    fields.emplace_back(field, value ? "true" : "false");
  }
  void operator()(const char* field, const Origin& at) {
    fields.emplace_back(field, fmt::format("{}:{}:{}", at.file, at.line, at.column));
  }
  void operator()(const char* field, Period value) {
    fields.emplace_back(field, fmt::format("{}{}", value.amount, value.months ? 'm' : 'd'));
  }
  void operator()(const char* field, const TypeRef& type) {
    std::string out = type.is_set ? "set:" : "";
    out += word_of(type.type);
    if (type.type == LanguageType::enumeration || type.type == LanguageType::key)
      out += fmt::format(":{}", type.of);
    if (type.scale != 0)
      out += fmt::format("/{}", type.scale);
    fields.emplace_back(field, type.optional ? out + '?' : out);
  }
  template <typename E>
    requires std::is_enum_v<E>
  void operator()(const char* field, E value) {
    fields.emplace_back(field, word_of(value));
  }
  template <typename N>
    requires std::is_integral_v<N>
  void operator()(const char* field, N value) {
    fields.emplace_back(field, fmt::to_string(value));
  }
  template <typename T> void operator()(const char* field, const std::vector<T>& values) {
    if constexpr (IsRecord<T>) {
      for (const T& value : values) {
        Render inner{program, {}, {}};
        visit(inner, value);
        drop_defaults<T>(inner.fields);
        nested.emplace_back(field, std::move(inner.fields));
      }
    } else {
      std::string out = "[";
      for (const T& value : values) {
        if (out.size() > 1)
          out += ' ';
        if constexpr (std::is_same_v<T, Text>)
          out += quoted(program.text(value));
        else
          out += fmt::to_string(value);
      }
      fields.emplace_back(field, out + ']');
    }
  }

  /// The first field stands in every line.
  template <typename T> void drop_defaults(Line& line) {
    static const T plain{};
    Render standard{program, {}, {}};
    if constexpr (std::is_same_v<T, Program>)
      visit_header(standard, plain);
    else
      visit(standard, plain);
    Line kept{std::move(line[0])};
    for (size_t i = 1; i < line.size(); ++i)
      if (line[i].second != standard.fields[i].second)
        kept.push_back(std::move(line[i]));
    line = std::move(kept);
  }
};

struct State {
  const Program& program;
  std::string out;

  void write(std::string_view keyword, const Line& line, std::string_view indent) {
    out += fmt::format("{}{} {}", indent, keyword, line[0].second);
    for (size_t i = 1; i < line.size(); ++i)
      out += fmt::format(" {} {}", line[i].first, line[i].second);
    out += '\n';
  }

  template <typename T> void records(std::string_view keyword, const std::vector<T>& items) {
    for (const T& item : items) {
      Render render{program, {}, {}};
      visit(render, item);
      render.drop_defaults<T>(render.fields);
      write(keyword, render.fields, "");
      for (const auto& [inner, line] : render.nested)
        write(inner, line, "  ");
    }
  }

  std::string table(uint32_t index) { return name(program.text(program.tables[index].path)); }
  std::string field(uint32_t table, uint32_t index) {
    return name(program.text(program.tables[table].fields[index].path));
  }

  std::string run(uint32_t begin, uint32_t count, Op op) {
    std::string items;
    for (uint32_t i = begin; i < begin + count; ++i) {
      items += items.empty() ? "" : " ";
      if (op == Op::number_set)
        items += fmt::to_string(program.numbers[program.args[i]]);
      else if (op == Op::text_set)
        items += quoted(program.strings[program.args[i]]);
      else
        items += reference(program.args[i]);
    }
    return op == Op::logical_and || op == Op::logical_or ? items : '[' + items + ']';
  }

  std::string operands(const Node& node) {
    switch (node.op) {
    case Op::truth:
      return std::string(truth_words[node.a]);
    case Op::number:
      return fmt::to_string(program.numbers[node.a]);
    case Op::text:
      return quoted(program.strings[node.a]);
    case Op::parameter:
    case Op::assumed:
      return fmt::to_string(node.a);
    case Op::fact:
      return name(program.text(program.facts[node.a].path));
    case Op::field:
      return field(node.lane - 1u, node.a);
    case Op::lookup:
      return fmt::format("{} {} {}", table(node.a), field(node.a, node.b), reference(node.c));
    case Op::share:
      return fmt::format("{} {}", table(node.a), run(node.b, node.c, node.op));
    default:
      break;
    }
    const OpInfo& info = op_info(node.op);
    if (info.operands[0] == OperandRule::list)
      return run(node.a, node.b, node.op);
    std::string text;
    const uint32_t values[] = {node.a, node.b, node.c};
    for (int i = 0; i < 3; ++i) {
      if (info.operands[i] == OperandRule::unused)
        continue;
      text += text.empty() ? "" : " ";
      text += info.operands[i] == OperandRule::imm ? table(values[i]) : reference(values[i]);
    }
    return text;
  }

  void nodes() {
    for (uint32_t i = 0; i < program.nodes.size(); ++i) {
      const Node& node = program.nodes[i];
      const std::string text = operands(node);
      out += fmt::format("%{} = {}{}{} : {}", i, op_info(node.op).name, text.empty() ? "" : " ",
                         text, word_of(node.kind));
      if (node.lane != 0)
        out += fmt::format(" lane {}", table(node.lane - 1u));
      const Origin& at = program.origins[i];
      if (at.line != 0)
        out += fmt::format(" @{}:{}:{}", at.file, at.line, at.column);
      out += '\n';
    }
  }

  void run() {
    out += "ward_program 1\n";
    Render header{program, {}, {}};
    visit_header(header, program);
    header.drop_defaults<Program>(header.fields);
    write("library", header.fields, "");
    for (Text file : program.files)
      out += fmt::format("file {}\n", quoted(program.text(file)));
    records("enum", program.enums);
    records("fact", program.facts);
    records("table", program.tables);
    records("authority", program.authorities);
    nodes();
    records("role", program.roles);
    records("proposal", program.proposals);
    records("parameter", program.parameters);
    records("profile", program.profiles);
    records("provision", program.provisions);
    records("control", program.controls);
    records("exception", program.exceptions);
    records("crosswalk", program.crosswalks);
    records("duty", program.duties);
    records("schedule", program.schedules);
    records("exposure", program.exposures);
    records("assessment", program.assessments);
  }
};

} // namespace

std::string print(const Program& program) {
  State state{program, {}};
  state.run();
  return std::move(state.out);
}

} // namespace ward::program
