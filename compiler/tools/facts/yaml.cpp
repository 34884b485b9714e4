// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

namespace ward::facts {

namespace {

struct Refused {
  Problem problem;
};

/// Builds the tree from the reader's events. A fault ends the reading.
class Builder : public YAML::EventHandler {
public:
  Builder(const std::string& file, std::string_view text, Node& root,
          std::vector<Problem>& problems)
      : file_(file), text_(text), root_(root), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(scalar(mark, !mark.is_null() && says_null(static_cast<size_t>(mark.pos)) ? "null" : "",
               Node::Written::plain));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias repeats facts from elsewhere; write the value itself");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    add(scalar(mark, value, tag == "!" ? Node::Written::quoted : Node::Written::plain));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::mapping);
  }
  void OnMapEnd() override { close(); }

private:
  struct Frame {
    Node node;
    std::vector<Node> pending_key;                  ///< empty or one
    std::unordered_map<std::string, uint32_t> seen; ///< key -> line
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string message) {
    throw Refused{{{file_, line(mark), column(mark)}, "", std::move(message)}};
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      refuse(mark, "anchors are not read; write each value where it belongs");
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(mark, fmt::format("the tag `{}` is not read; the fact's own type decides", tag));
  }
  static uint32_t line(const YAML::Mark& mark) {
    return mark.is_null() ? 0 : static_cast<uint32_t>(mark.line) + 1;
  }
  static uint32_t column(const YAML::Mark& mark) {
    return mark.is_null() ? 0 : static_cast<uint32_t>(mark.column) + 1;
  }

  static Node scalar(const YAML::Mark& mark, const std::string& text, Node::Written written) {
    Node node;
    node.text = text;
    node.written = written;
    node.line = line(mark);
    node.column = column(mark);
    return node;
  }
  /// Whether `null` or `~` stands there as a value. The reader calls a blank null too, with the
  /// place of whatever comes next, be it a key that begins with an n; but nobody said "none" there.
  bool says_null(size_t at) const {
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (text_.substr(std::min(at, text_.size()), word.size()) != word)
        continue;
      const size_t after = text_.find_first_not_of(" \t", at + word.size());
      const bool is_whole =
          at + word.size() >= text_.size() ||
          std::string_view(" \t\r\n,]}").find(text_[at + word.size()]) != std::string_view::npos;
      return is_whole && (after == std::string_view::npos || text_[after] != ':');
    }
    return false;
  }
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Node::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (frames_.size() >= max_yaml_depth)
      refuse(mark, fmt::format("nested more than {} levels deep", max_yaml_depth));
    frames_.emplace_back();
    frames_.back().node.kind = kind;
    frames_.back().node.line = line(mark);
    frames_.back().node.column = column(mark);
  }
  void close() {
    Node node = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(node));
  }
  void add(Node node) {
    if (++count_ > max_yaml_nodes)
      throw Refused{{{file_, node.line, node.column},
                     "",
                     fmt::format("more than {} values in one file", max_yaml_nodes)}};
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == Node::Kind::sequence) {
      frame.node.items.push_back(std::move(node));
      return;
    }
    if (frame.pending_key.empty()) {
      if (node.kind != Node::Kind::scalar)
        throw Refused{
            {{file_, node.line, node.column}, "", "a key is a name, not a list or a mapping"}};
      const auto [first, is_new] = frame.seen.emplace(node.text, node.line);
      if (!is_new)
        problems_.push_back({{file_, node.line, node.column},
                             "",
                             fmt::format("`{}` is given twice; the first is in line {}", node.text,
                                         first->second)});
      frame.pending_key.push_back(std::move(node));
      return;
    }
    frame.node.members.emplace_back(std::move(frame.pending_key.front()), std::move(node));
    frame.pending_key.clear();
  }

  const std::string& file_;
  std::string_view text_;
  Node& root_;
  std::vector<Problem>& problems_;
  std::vector<Frame> frames_;
  uint64_t count_ = 0;
};

} // namespace

bool read_yaml(const std::string& file, std::string_view text, Node& root,
               std::vector<Problem>& problems) {
  if (text.substr(0, 3) == "\xef\xbb\xbf")
    text.remove_prefix(3);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    Builder builder(file, text, root, problems);
    if (!parser.HandleNextDocument(builder)) {
      problems.push_back(
          {{file, 0, 0}, "", "the file holds no facts; write at least one, or leave the file out"});
      return false;
    }
    Node second;
    std::vector<Problem> ignored;
    Builder rest(file, text, second, ignored);
    if (parser.HandleNextDocument(rest)) {
      problems.push_back({{file, second.line, second.column},
                          "",
                          "a second document begins here; keep one document in a file"});
      return false;
    }
  } catch (const Refused& refused) {
    problems.push_back(refused.problem);
    return false;
  } catch (const YAML::Exception& fault) {
    const bool placed = !fault.mark.is_null();
    problems.push_back({{file, placed ? static_cast<uint32_t>(fault.mark.line) + 1 : 0,
                         placed ? static_cast<uint32_t>(fault.mark.column) + 1 : 0},
                        "",
                        fmt::format("not YAML: {}", fault.msg)});
    return false;
  }
  return true;
}

} // namespace ward::facts
