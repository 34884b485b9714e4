// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/json.h"
#include "tools/ward/crosswalk_export.h"
#include "tools/ward/crosswalk_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace ward::tool {

namespace {

using facts::Node;

struct Reader {
  const std::string& file;
  CrosswalkImport& into;
  std::vector<std::string> sources{};  ///< what the document says of itself
  std::vector<std::string> referred{}; ///< by mappings: "#" and the UUID of a resource

  facts::Place place(const Node& node) const { return {file, node.line, node.column}; }
  void problem(const Node& node, std::string message) const {
    into.problem(place(node), std::move(message));
  }

  const Node* member(const Node& node, std::string_view name) const {
    for (const auto& [key, value] : node.members)
      if (key.text == name)
        return &value;
    return nullptr;
  }
  std::string text(const Node& node, std::string_view name) const {
    const Node* value = member(node, name);
    return value != nullptr && value->kind == Node::Kind::scalar ? value->text : std::string();
  }
  const Node* required(const Node& node, std::string_view name, Node::Kind kind) const {
    const Node* value = member(node, name);
    if (value != nullptr && value->kind == kind)
      return value;
    problem(
        value != nullptr ? *value : node,
        fmt::format("`{}` {}", name,
                    value != nullptr ? "is not of the kind that OSCAL asks for" : "is missing"));
    return nullptr;
  }
  /// What a crosswalk cannot keep is an error, unless it was said that it may be left out.
  void only(const Node& node, std::initializer_list<std::string_view> kept) const {
    for (const auto& [key, value] : node.members)
      if (std::find(kept.begin(), kept.end(), key.text) == kept.end() &&
          into.options().ignore.count(key.text) == 0)
        problem(key, fmt::format("a crosswalk cannot say `{}`; --ignore {} leaves it out", key.text,
                                 key.text));
  }

  void run(const Node& root) {
    only(root, {"mapping-collection", "$schema"});
    const Node* collection = required(root, "mapping-collection", Node::Kind::mapping);
    if (collection == nullptr)
      return;
    only(*collection, {"uuid", "metadata", "provenance", "mappings", "back-matter"});
    std::string title;
    if (const Node* metadata = required(*collection, "metadata", Node::Kind::mapping)) {
      only(*metadata, {"title", "last-modified", "version", "oscal-version"});
      title = text(*metadata, "title");
      sources.push_back(fmt::format("OSCAL mapping collection {}: {}, version {}, {}",
                                    text(*collection, "uuid"), title, text(*metadata, "version"),
                                    text(*metadata, "last-modified")));
      if (const std::string version = text(*metadata, "oscal-version"); !version.starts_with("1.2"))
        problem(*member(*collection, "metadata"),
                fmt::format("`oscal-version` is `{}`; this reads 1.2", version));
    }
    if (const Node* provenance = required(*collection, "provenance", Node::Kind::mapping)) {
      only(*provenance, {"method", "matching-rationale", "status", "mapping-description"});
      sources.push_back(
          fmt::format("method {}, rationale {}, status {}: {}", text(*provenance, "method"),
                      text(*provenance, "matching-rationale"), text(*provenance, "status"),
                      text(*provenance, "mapping-description")));
    }
    if (const Node* mappings = member(*collection, "mappings");
        mappings != nullptr && mappings->kind == Node::Kind::mapping)
      mapping(*mappings, title); // OSCAL writes a single one without the list
    else if (const Node* list = required(*collection, "mappings", Node::Kind::sequence))
      for (const Node& each : list->items)
        mapping(each, title);
    back_matter(*collection);
  }

  /// The authorities that the mappings refer to are known by their ids; any other resource is
  /// content.
  void back_matter(const Node& collection) const {
    const Node* matter = member(collection, "back-matter");
    if (matter == nullptr)
      return;
    only(*matter, {"resources"});
    const Node* resources = member(*matter, "resources");
    if (resources == nullptr || into.options().ignore.count("resources") != 0)
      return;
    for (const Node& resource : resources->items)
      if (std::find(referred.begin(), referred.end(), "#" + text(resource, "uuid")) ==
          referred.end())
        problem(resource, fmt::format("nothing here refers to the resource `{}`, and a crosswalk "
                                      "cannot keep it; --ignore resources leaves such out",
                                      text(resource, "title")));
  }

  void mapping(const Node& node, const std::string& title) {
    only(node, {"uuid", "source-resource", "target-resource", "maps", "mapping-description"});
    for (const std::string_view side : {"source-resource", "target-resource"})
      if (const Node* resource = required(node, side, Node::Kind::mapping)) {
        only(*resource, {"type", "href"});
        referred.push_back(text(*resource, "href"));
      }
    CrosswalkImport::Row row;
    row.sources = sources;
    row.title = title;
    if (const std::string description = text(node, "mapping-description"); !description.empty()) {
      const size_t end = description.find('\n');
      row.title = description.substr(0, end);
      if (end != std::string::npos)
        row.sources.insert(row.sources.begin(),
                           description.substr(description.find_first_not_of('\n', end)));
    }
    if (const Node* maps = required(node, "maps", Node::Kind::sequence))
      for (const Node& each : maps->items)
        map(each, row);
  }

  void map(const Node& node, CrosswalkImport::Row row) {
    only(node, {"uuid", "relationship", "sources", "targets", "props", "remarks"});
    row.place = place(node);
    row.from = items(node, "sources");
    row.to = items(node, "targets");
    const Node* relationship = required(node, "relationship", Node::Kind::scalar);
    if (relationship == nullptr)
      return;
    row.relation = {relationship->text, place(*relationship)};
    if (const Node* remarks = member(node, "remarks"))
      row.because = {remarks->text, place(*remarks)};
    if (const Node* props = member(node, "props")) {
      for (const Node& prop : props->items) {
        if (text(prop, "name") == "strength" && text(prop, "ns") == oscal_namespace) {
          only(prop, {"name", "ns", "value"});
          row.strength = {text(prop, "value"), place(prop)};
        } else if (into.options().ignore.count("props") == 0) {
          problem(prop, fmt::format("a crosswalk cannot say the property `{}`; --ignore props "
                                    "leaves such out",
                                    text(prop, "name")));
        }
      }
    }
    if (!row.from.text.empty() && !row.to.text.empty())
      into.add(row);
  }

  /// A control, or statements of one control: those are a set of its elements.
  CrosswalkImport::Cell items(const Node& map, std::string_view side) {
    CrosswalkImport::Cell out{"", place(map)};
    const Node* list = required(map, side, Node::Kind::sequence);
    if (list == nullptr)
      return out;
    std::string citation;
    std::vector<std::string> elements;
    for (const Node& item : list->items) {
      only(item, {"type", "id-ref"});
      const std::string id = text(item, "id-ref");
      const size_t brace = id.find(".{");
      const std::string of = id.substr(0, brace);
      if (id.empty()) {
        problem(item, "`id-ref` is missing");
        return {"", out.place};
      }
      if (list->items.size() > 1 &&
          (brace == std::string::npos || (!citation.empty() && of != citation))) {
        problem(item,
                fmt::format("`{}` stands with others: a row relates one provision, or elements "
                            "of one provision, and not what several are together",
                            id));
        return {"", out.place};
      }
      citation = of;
      out.place = place(item);
      if (brace != std::string::npos && id.ends_with('}'))
        elements.push_back(id.substr(brace + 2, id.size() - brace - 3));
    }
    out.text = citation;
    if (!elements.empty())
      out.text += fmt::format(".{{{}}}", fmt::join(elements, ", "));
    return out;
  }
};

} // namespace

void import_oscal(const std::string& file, std::string_view text, CrosswalkImport& into,
                  std::vector<facts::Problem>& problems) {
  Node root;
  if (facts::read_json(file, text, root, problems))
    Reader{file, into}.run(root);
}

} // namespace ward::tool
