// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle.h"
#include "tools/facts/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace ward::tool {

/// What stands in the first line of a file of answers: `ward facts ask` writes over no other file.
constexpr std::string_view answers_mark = "# Answers to `ward facts ask`";

/// A file of answers as a tree, to which more are added.
class Answers {
public:
  /// Of a file that is there; nothing wrong with it gives "". `text` is the whole file.
  std::string read(const std::string& file, const std::string& text);

  /// A fact of no table, "org.roles".
  void set(const std::string& path, facts::Node value);
  /// A field of a row; the row is added if it is not there.
  void set_field(const std::string& table, const std::string& key_field, const std::string& key,
                 const std::string& field, facts::Node value);
  void add_row(const std::string& table, const std::string& key_field, const std::string& key);
  /// The table is whole, by somebody's word; what was declared before goes.
  void declare(const std::string& table, const std::string& by, const std::string& on);

  bool is_empty() const { return root_.members.empty(); }
  /// As a file of facts; not for what is empty, which is none.
  std::string text() const;

private:
  facts::Node root_{.kind = facts::Node::Kind::mapping};
};

/// What somebody typed as a value of this type, with the day and the source of the answer. Yes and
/// no are true and false; a set is written with commas, `none` is none of it.
facts::Node answer_node(const bundle::TypeRef& type, std::string_view typed,
                        const std::string& as_of, const std::string& source);

/// Parts of a list with commas, without the blanks around them; empty ones left out.
std::vector<std::string> comma_parts(std::string_view text);

} // namespace ward::tool
