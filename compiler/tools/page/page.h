// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ward::page {

/// What a run of text is, never how it looks: a terminal and Markdown show it each in its own way.
enum class Tone : uint8_t { plain, strong, faint, good, bad, open, code };

struct Run {
  std::string text; ///< UTF-8 without line breaks
  Tone tone = Tone::plain;
};

/// One line of text in several tones.
class Words {
public:
  Words() = default;
  Words(std::string text, Tone tone = Tone::plain) { add(std::move(text), tone); }
  Words(const char* text, Tone tone = Tone::plain) : Words(std::string(text), tone) {}

  Words& add(std::string text, Tone tone = Tone::plain) {
    if (!text.empty())
      runs_.push_back({std::move(text), tone});
    return *this;
  }
  Words& append(const Words& other) {
    runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
    return *this;
  }
  /// Adds `text` behind " · " if something stands before it.
  Words& add_part(const Words& text) {
    if (!text.empty() && !empty())
      add(" · ");
    return append(text);
  }
  bool empty() const { return runs_.empty(); }
  const std::vector<Run>& runs() const { return runs_; }
  std::string plain() const {
    std::string out;
    for (const Run& run : runs_)
      out += run.text;
    return out;
  }

private:
  std::vector<Run> runs_;
};

/// The head of a page or of a part of it.
struct Heading {
  uint8_t level = 1; ///< 1 the page, 2 a section
  Words words;
  Words note; ///< said beside it
};

/// Running text; `label` stands before its first line, and the rest hangs below the text.
struct Paragraph {
  Words label;
  Words words;
};

/// Several counts a row: "HIPAA Security Rule   81 judged   52 met (3 by decision)".
struct Counts {
  struct Count {
    int64_t number = 0;
    std::string name; ///< the same for a column in every row
    std::string note;
    Tone tone = Tone::plain; ///< of a number above 0
  };
  struct Row {
    std::string title;
    std::vector<Count> counts;
  };
  std::string title; ///< of the first column
  std::vector<Row> rows;
};

/// One finding: a line of its name, title and notes, and lines about it.
struct Item {
  struct Field {
    std::string label; ///< "" continues the field before
    Words words;
    std::string place; ///< "facts.yaml:12"; "" for none
  };
  std::string name;
  std::string title;
  Words notes;
  std::vector<Field> fields;
};

/// A line with lines below it.
struct Branch {
  Words words;
  std::string place;
  std::vector<Branch> below;
};
struct Tree {
  std::vector<Branch> branches;
};

using Block = std::variant<Heading, Paragraph, Counts, Item, Tree>;

/// A document for people: made once, shown as text or as Markdown.
struct Page {
  std::vector<Block> blocks;

  template <typename T> void add(T block) { blocks.emplace_back(std::move(block)); }
};

} // namespace ward::page
