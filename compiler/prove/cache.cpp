// SPDX-License-Identifier: Apache-2.0
#include "prove/cache.h"

#include "prove/cone.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <unistd.h>

namespace ward::prove {

namespace {

using program::Op;
using Hash = llvm::BLAKE3;

constexpr std::string_view head = "ward proofs ";
/// Of the sources of this room, by the build.
constexpr std::string_view revision = WARD_PROVE_REVISION;

/// What is put into a hash, each with its length or of fixed size, so that nothing runs into
/// another.
struct Writer {
  Hash& hash;

  void number(int64_t value) {
    hash.update({reinterpret_cast<const uint8_t*>(&value), sizeof value});
  }
  void text(std::string_view value) {
    number(static_cast<int64_t>(value.size()));
    hash.update(llvm::StringRef(value));
  }
  void key(const Cache::Key& key) { hash.update({key.data(), key.size()}); }
};

Cache::Key finish(Hash& hash) {
  Cache::Key out;
  const auto made = hash.final<32>();
  std::copy(made.begin(), made.end(), out.begin());
  return out;
}

struct Hasher {
  const Subject& subject;
  const program::Program& program = subject.program;

  void type(Writer& out, const program::TypeRef& type) const {
    out.number(static_cast<int64_t>(type.type));
    out.number(type.optional + 2 * type.is_set);
    out.number(type.scale);
    if (type.type == program::LanguageType::enumeration)
      out.number(static_cast<int64_t>(program.enums[type.of].members.size()));
    if (type.type == program::LanguageType::key)
      out.text(program.text(program.tables[type.of].path));
  }

  void field(Writer& out, uint32_t table, uint32_t field) const {
    const program::Table& it = program.tables[table];
    out.text(program.text(it.path));
    out.text(program.text(it.fields[field].path));
    out.number(field == it.key_field);
    type(out, it.fields[field].type);
  }

  void parameter(Writer& out, uint32_t index) const {
    const model::Parameter& it = subject.model.parameters[subject.layout.parameters.ids[index]];
    type(out, program.parameters[index].type);
    out.text(subject.model.controls[it.control].path);
    out.text(it.name);
    for (const model::Bound& bound : it.bounds) {
      out.number(static_cast<int64_t>(bound.op));
      out.number(bound.number);
    }
  }

  Cache::Key node(NodeId id, const std::vector<Cache::Key>& before) const {
    const program::Node& node = program.nodes[id.index];
    Hash hash;
    Writer out{hash};
    out.number(static_cast<int64_t>(node.op));
    out.number(static_cast<int64_t>(node.kind));
    if (node.lane != 0)
      out.text(program.text(program.tables[node.lane - 1u].path));
    switch (node.op) {
    case Op::truth:
      out.number(node.a);
      break;
    case Op::number:
      out.number(program.numbers[node.a]);
      break;
    case Op::text:
      out.text(program.strings[node.a]);
      break;
    case Op::number_set:
      for (uint32_t i = 0; i < node.b; ++i)
        out.number(program.numbers[program.args[node.a + i]]);
      break;
    case Op::text_set:
      for (uint32_t i = 0; i < node.b; ++i)
        out.text(program.strings[program.args[node.a + i]]);
      break;
    case Op::parameter:
      parameter(out, node.a);
      break;
    case Op::assumed:
      out.text(program.text(program.proposals[node.a].name));
      break;
    case Op::fact:
      out.text(program.text(program.facts[node.a].path));
      type(out, program.facts[node.a].type);
      break;
    case Op::field:
      field(out, node.lane - 1u, node.a);
      break;
    case Op::lookup:
      field(out, node.a, node.b);
      break;
    default:
      if (program::has_table(node.op)) {
        out.text(program.text(program.tables[node.a].path));
        out.number(node.b == program::no_node);
      }
    }
    std::vector<Cache::Key> operands;
    for_each_operand(program, id,
                     [&](NodeId operand) { operands.push_back(before[operand.index]); });
    for (const Cache::Key& operand : operands)
      out.key(operand);
    return finish(hash);
  }
};

} // namespace

Cache::Cache(const Subject& subject, std::string file) : subject_(subject), file_(std::move(file)) {
  if (file_.empty())
    return;
  const Hasher hasher{subject};
  nodes_.reserve(subject.program.nodes.size());
  for (uint32_t i = 0; i < subject.program.nodes.size(); ++i)
    nodes_.push_back(hasher.node(NodeId{i}, nodes_));
  std::ifstream in(file_);
  std::string line;
  if (!std::getline(in, line) || line != fmt::format("{}{}", head, revision))
    return;
  while (std::getline(in, line)) {
    std::string bytes;
    Key key;
    if (line.size() < 66 || line[64] != ' ' ||
        !llvm::tryGetFromHex(std::string_view(line).substr(0, 64), bytes))
      continue;
    std::copy(bytes.begin(), bytes.end(), key.begin());
    read_.emplace(key, line.substr(65));
  }
}

Cache::Key Cache::key_of(const Query& query) const {
  Hash hash;
  Writer out{hash};
  const Limits& limits = subject_.limits;
  for (const uint32_t limit :
       {limits.solver_steps, limits.calendar_rounds, limits.minimizing_calls, limits.rows_shown})
    out.number(limit);
  out.number(query.last_day);
  out.number(query.empty_tables + 2 * query.show);
  for (const auto* list : {&query.hold, &query.fail, &query.fail_one}) {
    out.number(static_cast<int64_t>(list->size()));
    for (const NodeId node : *list)
      out.key(nodes_[node.index]);
  }
  for (const NodeId node : {query.less, query.more}) {
    out.number(node ? 1 : 0);
    if (node)
      out.key(nodes_[node.index]);
  }
  for (const auto* list : {&query.assumed, &query.not_assumed}) {
    out.number(static_cast<int64_t>(list->size()));
    for (const uint32_t proposal : *list)
      out.text(subject_.program.text(subject_.program.proposals[proposal].name));
  }
  return finish(hash);
}

std::optional<Answer> Cache::find(const Key& key, int32_t first_day) const {
  const auto found = read_.find(key);
  if (found == read_.end())
    return std::nullopt;
  std::string_view line = found->second;
  int32_t asked_from = 0;
  if (llvm::StringRef text = line; text.consumeInteger(10, asked_from))
    return std::nullopt;
  else
    line = text.ltrim();
  Answer answer;
  answer.cached = true;
  if (line == "proved")
    answer.outcome = Outcome::impossible;
  else if (line == "possible")
    answer.outcome = Outcome::possible;
  else if (line.starts_with("open: "))
    answer.because = line.substr(6);
  else
    return std::nullopt;
  // What is impossible from a day on is so from a later one on.
  const bool holds =
      answer.outcome == Outcome::impossible ? asked_from <= first_day : asked_from == first_day;
  if (!holds)
    return std::nullopt;
  used_.insert(*found);
  return answer;
}

void Cache::keep(const Key& key, int32_t first_day, const Answer& answer) {
  const std::string text = answer.outcome == Outcome::impossible ? "proved"
                           : answer.outcome == Outcome::possible ? "possible"
                                                                 : "open: " + answer.because;
  used_[key] = fmt::format("{} {}", first_day, text);
}

void Cache::write() const {
  if (file_.empty() || used_ == read_)
    return;
  const std::filesystem::path path(file_);
  std::error_code code;
  std::filesystem::create_directories(path.parent_path(), code);
  const std::string temporary = fmt::format("{}.{}", file_, getpid());
  {
    std::ofstream out(temporary);
    out << head << revision << '\n';
    for (const auto& [key, answer] : used_)
      out << llvm::toHex(llvm::ArrayRef<uint8_t>(key.data(), key.size()), true) << ' ' << answer
          << '\n';
    out.flush();
    if (!out.good()) {
      std::filesystem::remove(temporary, code);
      return;
    }
  }
  std::filesystem::rename(temporary, path, code);
  if (code)
    std::filesystem::remove(temporary, code);
}

} // namespace ward::prove
