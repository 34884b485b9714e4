// SPDX-License-Identifier: Apache-2.0
#include "tools/incident/stated.h"

#include "tools/report/bundle_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::incident {

namespace {

using tool::JsonObject;
using tool::text;
using tool::text_of;

std::string value_text(const llvm::json::Value& value) {
  if (const auto string = value.getAsString())
    return string->str();
  if (const auto truth = value.getAsBoolean())
    return *truth ? "true" : "false";
  if (const auto whole = value.getAsInteger())
    return std::to_string(*whole);
  if (const auto number = value.getAsNumber())
    return fmt::format("{}", *number);
  if (const llvm::json::Array* list = value.getAsArray()) {
    std::string out;
    for (const llvm::json::Value& item : *list)
      out += (out.empty() ? "" : ", ") + value_text(item);
    return "{" + out + "}";
  }
  return "none";
}

/// Of a leaf `{"value": ..., "as_of": ...}` the key of another row that it holds, or "".
std::string key_in(const JsonObject& row, const std::string& field) {
  const JsonObject* leaf = row.getObject(field);
  return leaf == nullptr ? "" : text(*leaf, "value");
}

} // namespace

std::string RowName::path() const {
  return fmt::format("{}[\"{}\"]", table, key);
}

std::string Answer::said() const {
  std::string out = source;
  if (!as_of.empty())
    out += (out.empty() ? "" : " · ") + ("as of " + as_of);
  if (!proof.empty() && proof != "self_stated")
    out += (out.empty() ? "" : " · ") + tool::words(proof);
  return out;
}

Stated::Stated(const rt::Bundle& bundle, const std::string& document, bool redact)
    : bundle_(bundle), redact_(redact) {
  llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(document);
  if (parsed && parsed->getAsObject() != nullptr)
    document_ = std::move(*parsed->getAsObject());
  else if (!parsed)
    llvm::consumeError(parsed.takeError());
  for (const bundle::Duty* duty : *bundle.root().duties())
    event_tables_.push_back(text_of(bundle, bundle.root().tables()->Get(duty->table())->path()));
  std::sort(event_tables_.begin(), event_tables_.end());
  event_tables_.erase(std::unique(event_tables_.begin(), event_tables_.end()), event_tables_.end());
}

bool Stated::has_duties(const std::string& table) const {
  return std::binary_search(event_tables_.begin(), event_tables_.end(), table);
}

const bundle::FactTable* Stated::declared(const std::string& table) const {
  for (const bundle::FactTable* one : *bundle_.root().tables())
    if (text_of(bundle_, one->path()) == table)
      return one;
  return nullptr;
}

std::string Stated::key_field(const std::string& table) const {
  const bundle::FactTable* one = declared(table);
  return one == nullptr ? "" : text_of(bundle_, one->fields()->Get(one->key_field())->path());
}

std::vector<Stated::Pointer> Stated::pointers(const std::string& table) const {
  std::vector<Pointer> out;
  for (const bundle::Fact* field : *declared(table)->fields())
    if (field->type()->type() == bundle::LanguageType::key && !field->type()->is_set())
      out.push_back({text_of(bundle_, field->path()),
                     text_of(bundle_, bundle_.root().tables()->Get(field->type()->of())->path())});
  return out;
}

const llvm::json::Array* Stated::rows(const std::string& table) const {
  const JsonObject* at = &document_;
  for (size_t begin = 0;;) {
    const size_t end = table.find('.', begin);
    const std::string name = table.substr(begin, end - begin);
    if (end == std::string::npos)
      return at->getArray(name);
    at = at->getObject(name);
    if (at == nullptr)
      return nullptr;
    begin = end + 1;
  }
}

std::vector<RowName> Stated::rows_of(const std::string& table) const {
  std::vector<RowName> out;
  const std::string key = key_field(table);
  if (const llvm::json::Array* list = rows(table))
    for (const llvm::json::Value& item : *list)
      if (const JsonObject* row = item.getAsObject())
        out.push_back({table, text(*row, key)});
  return out;
}

const tool::JsonObject* Stated::find(const RowName& row) const {
  const std::string key = key_field(row.table);
  if (const llvm::json::Array* list = rows(row.table))
    for (const llvm::json::Value& item : *list)
      if (const JsonObject* one = item.getAsObject(); one != nullptr && text(*one, key) == row.key)
        return one;
  return nullptr;
}

bool Stated::has(const RowName& row) const {
  return declared(row.table) != nullptr && find(row) != nullptr;
}

std::vector<RowName> Stated::incidents() const {
  std::vector<RowName> out;
  for (const std::string& table : event_tables_) {
    const std::vector<Pointer> to = pointers(table);
    if (std::any_of(to.begin(), to.end(),
                    [&](const Pointer& one) { return one.to != table && has_duties(one.to); }))
      continue;
    const std::vector<RowName> some = rows_of(table);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

std::vector<RowName> Stated::named(const std::string& key) const {
  std::vector<RowName> out;
  for (const std::string& table : event_tables_)
    if (find({table, key}) != nullptr)
      out.push_back({table, key});
  return out;
}

RowName Stated::incident_of(const RowName& row) const {
  const JsonObject* found = find(row);
  if (found != nullptr)
    for (const Pointer& pointer : pointers(row.table))
      if (const RowName to{pointer.to, key_in(*found, pointer.field)};
          pointer.to != row.table && has_duties(pointer.to) && has(to))
        return to;
  return row;
}

std::vector<std::string> Stated::tables_of(const std::string& table) const {
  std::vector<std::string> out{table};
  for (const bundle::FactTable* one : *bundle_.root().tables()) {
    const std::string path = text_of(bundle_, one->path());
    const std::vector<Pointer> to = pointers(path);
    if (path != table && std::any_of(to.begin(), to.end(),
                                     [&](const Pointer& pointer) { return pointer.to == table; }))
      out.push_back(path);
  }
  return out;
}

std::vector<RowName> Stated::with_its_rows(const RowName& row) const {
  std::vector<RowName> out{row};
  for (const bundle::FactTable* one : *bundle_.root().tables()) {
    const std::string table = text_of(bundle_, one->path());
    if (table == row.table)
      continue;
    const llvm::json::Array* list = rows(table);
    for (const Pointer& pointer : pointers(table))
      for (size_t i = 0; list != nullptr && pointer.to == row.table && i < list->size(); ++i)
        if (const JsonObject* other = (*list)[i].getAsObject();
            other != nullptr && (other->getObject(pointer.field) == nullptr ||
                                 key_in(*other, pointer.field) == row.key))
          out.push_back({table, text(*other, key_field(table))});
  }
  std::sort(out.begin() + 1, out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Answer> Stated::answers(const RowName& row) const {
  std::vector<Answer> out;
  const bundle::FactTable* table = declared(row.table);
  const JsonObject* found = table == nullptr ? nullptr : find(row);
  if (found == nullptr)
    return out;
  for (uint32_t i = 0; i < table->fields()->size(); ++i) {
    if (i == table->key_field())
      continue;
    const bundle::Fact& field = *table->fields()->Get(i);
    Answer answer;
    const std::string name = text_of(bundle_, field.path());
    answer.path = row.path() + "." + name;
    answer.prompt = text_of(bundle_, field.prompt());
    answer.points = field.type()->type() == bundle::LanguageType::key && !field.type()->is_set();
    if (const JsonObject* leaf = found->getObject(name)) {
      const llvm::json::Value* value = leaf->get("value");
      answer.answered = value != nullptr;
      if (value != nullptr)
        answer.value = redact_ && field.privileged() ? "(redacted)" : value_text(*value);
      answer.source = text(*leaf, "source");
      answer.as_of = text(*leaf, "as_of");
      answer.proof = text(*leaf, "proof");
      answer.place = text(*leaf, "at");
    }
    out.push_back(std::move(answer));
  }
  return out;
}

} // namespace ward::incident
