// SPDX-License-Identifier: Apache-2.0
#include "tools/report/report_json.h"
#include "tools/ward/comparison.h"

#include <fmt/format.h>

namespace ward::tool {

namespace {

constexpr size_t column = 46;

/// Breaks a text at blanks into lines of at most `width` code points.
std::vector<std::string> wrapped(const std::string& text, size_t width) {
  const auto length = [](std::string_view part) {
    size_t count = 0;
    for (const char c : part)
      count += (c & 0xC0) != 0x80;
    return count;
  };
  std::vector<std::string> lines;
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (lines.empty() || length(lines.back()) + 1 + length(word) > width)
      lines.push_back(word);
    else
      lines.back() += " " + word;
    at = end + 1;
  }
  return lines;
}

std::string padded(const std::string& text) {
  size_t count = 0;
  for (const char c : text)
    count += (c & 0xC0) != 0x80;
  return text + std::string(count < column ? column - count : 1, ' ');
}

std::string cell(std::string text) {
  std::string out;
  for (const char c : text)
    out += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
  return out.empty() ? "not stated" : out;
}

struct Group {
  const char* heading;
  const std::vector<std::string>& items;
};

constexpr const char* no_crosswalk =
    "No crosswalk between the two is loaded: use the module that has one.";

std::string counted(size_t provisions) {
  if (provisions == 0)
    return "no provision";
  return fmt::format("{} provision{}", provisions, provisions == 1 ? "" : "s");
}

bool neither_states(const Comparison::Trait& trait) {
  return trait.cells[0].text.empty() && trait.cells[1].text.empty();
}

/// None where nothing has a verdict.
std::vector<Group> groups_of(const Comparison::Side& side) {
  if (side.provisions == 0)
    return {};
  return {{"proven to lie in the other", side.inside},
          {"proven to overlap", side.overlaps},
          {"related, unproven", side.unproven},
          {"only here, by the rows there are", side.apart}};
}

} // namespace

std::string comparison_text(const Comparison& comparison, const page::Style& style) {
  std::string out = fmt::format("{} and {} · as of {}\n\n", style.bold(comparison.sides[0].title),
                                style.bold(comparison.sides[1].title), comparison.as_of);
  out += std::string(13, ' ') + style.bold(padded(comparison.sides[0].name)) +
         style.bold(comparison.sides[1].name) + "\n";
  for (const Comparison::Trait& trait : comparison.traits) {
    if (neither_states(trait))
      continue;
    std::vector<std::string> lines[2];
    for (int i = 0; i < 2; ++i) {
      lines[i] =
          wrapped(trait.cells[i].text.empty() ? "not stated" : trait.cells[i].text, column - 2);
      if (!trait.cells[i].source.empty())
        for (const std::string& line : wrapped("[" + trait.cells[i].source + "]", column - 2))
          lines[i].push_back(line);
    }
    for (size_t i = 0; i < std::max(lines[0].size(), lines[1].size()); ++i) {
      const std::string left = i < lines[0].size() ? lines[0][i] : "";
      const std::string right = i < lines[1].size() ? lines[1][i] : "";
      std::string line = fmt::format("{:<13}{}{}", i == 0 ? trait.name : "", padded(left), right);
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }
  out += "\n" + style.bold("Crosswalks") + " between them\n";
  for (const Comparison::Mapping& each : comparison.crosswalks) {
    out += fmt::format("  {}: {} rows\n", each.title, each.rows);
    for (const std::string& line : wrapped(each.sources, 92))
      out += "        " + style.dim(line) + "\n";
  }
  if (comparison.crosswalks.empty())
    out += fmt::format("  {}\n", no_crosswalk);
  for (int i = 0; i < 2; ++i) {
    const Comparison::Side& side = comparison.sides[i];
    out += fmt::format("\n{} beside {}: {} with a verdict\n", style.bold(side.name),
                       comparison.sides[1 - i].name, counted(side.provisions));
    for (const Group& group : groups_of(side)) {
      out += fmt::format("  {:>4}  {}\n", group.items.size(), group.heading);
      std::string items;
      for (const std::string& item : group.items)
        items += (items.empty() ? "" : ", ") + short_citation(item);
      for (const std::string& line : wrapped(items, 92))
        out += "        " + style.dim(line) + "\n";
    }
  }
  out += fmt::format("\n{}: {} serve both, {} only {}, {} only {}\n", style.bold("Controls"),
                     comparison.controls.size(), comparison.sides[0].controls.size(),
                     comparison.sides[0].name, comparison.sides[1].controls.size(),
                     comparison.sides[1].name);
  out += "A crosswalk decides no verdict: meeting the one is no proof of the other.\n";
  return out;
}

std::string comparison_markdown(const Comparison& comparison) {
  std::string out =
      fmt::format("# {} and {}\n\nAs of {}.\n\n| | {} | {} |\n| --- | --- | --- |\n",
                  comparison.sides[0].title, comparison.sides[1].title, comparison.as_of,
                  comparison.sides[0].name, comparison.sides[1].name);
  for (const Comparison::Trait& trait : comparison.traits) {
    if (neither_states(trait))
      continue;
    out += fmt::format("| {} |", trait.name);
    for (const TraitCell& each : trait.cells)
      out += fmt::format(" {}{} |", cell(each.text),
                         each.source.empty() ? "" : fmt::format(" ({})", cell(each.source)));
    out += "\n";
  }
  out += "\n## Crosswalks between them\n\n";
  for (const Comparison::Mapping& each : comparison.crosswalks)
    out += fmt::format("- {}: {} rows ({})\n", each.title, each.rows, each.sources);
  if (comparison.crosswalks.empty())
    out += fmt::format("{}\n", no_crosswalk);
  for (int i = 0; i < 2; ++i) {
    const Comparison::Side& side = comparison.sides[i];
    out += fmt::format("\n## {} beside {}\n\n", side.name, comparison.sides[1 - i].name);
    if (side.provisions == 0)
      out += "No provision with a verdict.\n";
    else
      out += fmt::format("Of {} with a verdict:\n\n| | | |\n| --- | ---: | --- |\n",
                         counted(side.provisions));
    for (const Group& group : groups_of(side)) {
      std::string items;
      for (const std::string& item : group.items)
        items += (items.empty() ? "" : ", ") + short_citation(item);
      out += fmt::format("| {} | {} | {} |\n", group.heading, group.items.size(), items);
    }
  }
  out += fmt::format("\n## Controls\n\n{} serve both, {} only {}, {} only {}.\n\n"
                     "A crosswalk decides no verdict: meeting the one is no proof of the other.\n",
                     comparison.controls.size(), comparison.sides[0].controls.size(),
                     comparison.sides[0].name, comparison.sides[1].controls.size(),
                     comparison.sides[1].name);
  return out;
}

} // namespace ward::tool
