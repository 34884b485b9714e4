// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/ids.h"
#include "source/span.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ward::resolve {

/// The fact paths of a build as a tree: groups inside, facts and tables at the leaves.
class FactTree {
public:
  struct Node {
    enum class Kind : uint8_t { group, fact, table };
    Kind kind = Kind::group;
    uint32_t id = 0; ///< of FactId or TableId
    uint32_t parent = 0;
    std::string_view name;
    std::vector<model::ModuleId> modules; ///< that declare something here; none: built in
    std::vector<uint32_t> children;       ///< in order of declaration
    source::Span span;                    ///< of the first declaration
  };
  static constexpr uint32_t root = 0;
  static constexpr uint32_t nothing = UINT32_MAX;

  FactTree() { nodes_.emplace_back(); }

  /// `nothing` when there is no such child.
  uint32_t child(uint32_t parent, std::string_view name) const {
    const auto found = children_.find({parent, name});
    return found == children_.end() ? nothing : found->second;
  }
  uint32_t add(uint32_t parent, Node node) {
    const uint32_t index = static_cast<uint32_t>(nodes_.size());
    node.parent = parent;
    children_.emplace(Key{parent, node.name}, index);
    nodes_.push_back(std::move(node));
    nodes_[parent].children.push_back(index);
    return index;
  }
  const Node& node(uint32_t index) const { return nodes_[index]; }
  Node& node(uint32_t index) { return nodes_[index]; }
  size_t size() const { return nodes_.size(); }

  std::string path(uint32_t index) const {
    if (nodes_[index].parent == root)
      return std::string(nodes_[index].name);
    return path(nodes_[index].parent) + "." + std::string(nodes_[index].name);
  }

private:
  struct Key {
    uint32_t parent;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const {
      return std::hash<std::string_view>{}(key.name) ^ (key.parent * 0x9E3779B97F4A7C15ull);
    }
  };

  std::vector<Node> nodes_;
  std::unordered_map<Key, uint32_t, KeyHash> children_;
};

} // namespace ward::resolve
