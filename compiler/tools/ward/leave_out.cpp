// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/leave_out.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <string_view>

namespace ward::tool {

namespace {

namespace json = llvm::json;

/// Takes out what stands at a path, and groups that are empty then.
bool erase(json::Object& group, std::string_view path) {
  const size_t dot = path.find('.');
  const std::string name(path.substr(0, dot));
  if (dot == std::string_view::npos)
    return group.erase(name);
  json::Object* const inner = group.getObject(name);
  if (inner == nullptr || !erase(*inner, path.substr(dot + 1)))
    return false;
  if (inner->empty())
    group.erase(name);
  return true;
}

json::Value* find(json::Object& group, std::string_view path) {
  const size_t dot = path.find('.');
  json::Value* const inner = group.get(std::string(path.substr(0, dot)));
  if (dot == std::string_view::npos || inner == nullptr || inner->getAsObject() == nullptr)
    return dot == std::string_view::npos ? inner : nullptr;
  return find(*inner->getAsObject(), path.substr(dot + 1));
}

bool erase_field(json::Object& document, std::string_view table, std::string_view field) {
  json::Value* const value = find(document, table);
  if (value == nullptr)
    return false;
  json::Array* rows = value->getAsArray();
  if (rows == nullptr && value->getAsObject() != nullptr)
    rows = value->getAsObject()->getArray("rows");
  bool found = false;
  if (rows != nullptr)
    for (json::Value& row : *rows)
      if (json::Object* const fields = row.getAsObject())
        found |= fields->erase(std::string(field));
  return found;
}

bool erase_declaration(json::Object& document, const std::string& table) {
  json::Array* const all = document.getArray("complete");
  if (all == nullptr)
    return false;
  json::Array kept;
  for (json::Value& each : *all) {
    const json::Object* const declaration = each.getAsObject();
    if (declaration == nullptr || declaration->getString("table") != llvm::StringRef(table))
      kept.push_back(std::move(each));
  }
  const bool found = kept.size() < all->size();
  *all = std::move(kept);
  return found;
}

} // namespace

bool leave_out(std::string& document, const std::vector<std::string>& paths) {
  if (paths.empty())
    return false;
  llvm::Expected<json::Value> parsed = json::parse(document);
  if (!parsed || parsed->getAsObject() == nullptr) {
    if (!parsed)
      llvm::consumeError(parsed.takeError());
    return false; // the runtime says what is wrong with it
  }
  bool found = false;
  for (const std::string& path : paths) {
    json::Object& object = *parsed->getAsObject();
    if (const size_t rows = path.find("[*]."); rows != std::string::npos)
      found |= erase_field(object, std::string_view(path).substr(0, rows),
                           std::string_view(path).substr(rows + 4));
    else
      found |= static_cast<int>(erase(object, path)) | erase_declaration(object, path);
  }
  if (found)
    document = llvm::formatv("{0}", *parsed).str();
  return found;
}

} // namespace ward::tool
