// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/crosswalk_import.h"

#include "base/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace ward::tool {

namespace {

/// The words of a row, of NIST IR 8477 and of OSCAL, in small letters with "-" for blanks.
struct RelationName {
  std::string_view name;
  model::Relation relation;
};
constexpr std::array<RelationName, 17> relation_names = {{
    {"equal", model::Relation::equal},
    {"equal-to", model::Relation::equal},
    {"equivalent-to", model::Relation::equal},
    {"subset", model::Relation::subset},
    {"subset-of", model::Relation::subset},
    {"is-subset-of", model::Relation::subset},
    {"superset", model::Relation::superset},
    {"superset-of", model::Relation::superset},
    {"is-superset-of", model::Relation::superset},
    {"intersects", model::Relation::intersects},
    {"intersects-with", model::Relation::intersects},
    {"intersect", model::Relation::intersects},
    {"intersection", model::Relation::intersects},
    {"none", model::Relation::none},
    {"no-relationship", model::Relation::none},
    {"not-related-to", model::Relation::none},
    {"no-relation", model::Relation::none},
}};

std::optional<model::Relation> relation_of(std::string_view word) {
  std::string plain;
  for (const char c : word)
    plain += c == ' ' || c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const RelationName& each : relation_names)
    if (each.name == plain)
      return each.relation;
  return std::nullopt;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c != '\r')
      out += c;
  return out + "\"";
}

} // namespace

std::optional<relate::Side> CrosswalkImport::side(const Cell& cell, const std::string& authority,
                                                  std::string& written) {
  written = cell.text;
  if (written.empty()) {
    problem(cell.place, "an id is missing");
    return std::nullopt;
  }
  const size_t colon = written.find(':');
  if (colon == std::string::npos && !authority.empty())
    written = authority + ":" + written;
  std::string message;
  const auto found = library_.find(written, message);
  if (!found) {
    if (colon == std::string::npos && authority.empty())
      message += ", or say with --from and --to whose ids these are";
    problem(cell.place, message);
    return std::nullopt;
  }
  // As it is written in source, whatever the order of its elements was.
  written = library_.claims.provisions[found->provision].citation;
  if (!found->elements.empty())
    written += fmt::format(".{{{}}}", fmt::join(found->elements, ", "));
  return found;
}

void CrosswalkImport::add(const Row& row) {
  const size_t before = problems_.size();
  ImportedRow made;
  const auto from = side(row.from, options_.from, made.from);
  const auto to = side(row.to, options_.to, made.to);
  const auto relation = relation_of(row.relation.text);
  if (!relation)
    problem(row.relation.place,
            fmt::format("`{}` is no relation; there are equal, subset, superset, intersects, none, "
                        "and the words of NIST IR 8477 for them",
                        row.relation.text));
  else
    made.relation = *relation;
  if (const std::string& text = row.strength.text; !text.empty()) {
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), made.strength);
    if (fault != std::errc() || end != text.data() + text.size() || made.strength < 1 ||
        made.strength > 10)
      problem(row.strength.place,
              fmt::format("`{}` is no strength: a whole number from 1 to 10 (R7.7)", text));
    else if (relation == model::Relation::none)
      problem(row.strength.place, "`none` has no strength (R7.7)");
  }
  made.because = row.because.text;
  if (relation == model::Relation::equal && made.because.empty()) {
    if (options_.because.empty())
      problem(row.place,
              "`equal` without a reason (R7.7); give one, or one for all with --because");
    made.because = options_.because;
  }
  if (problems_.size() != before || !from || !to)
    return;
  const auto& authorities = library_.claims.authorities;
  const std::string& left = authorities[library_.claims.provisions[from->provision].authority];
  const std::string& right = authorities[library_.claims.provisions[to->provision].authority];
  if (left == right) {
    problem(row.place,
            fmt::format("both ids are of `{}`; a crosswalk goes to another authority", left));
    return;
  }
  std::vector<std::string> sources = row.sources;
  if (!options_.source.empty() &&
      std::find(sources.begin(), sources.end(), options_.source) == sources.end())
    sources.push_back(options_.source);
  std::string title = row.title.empty() ? options_.title : row.title;
  if (title.empty())
    title = fmt::format("{} to {}", left, right);
  std::vector<std::string> key{left, right, title};
  key.insert(key.end(), sources.begin(), sources.end());
  const auto [found, is_new] = by_key_.emplace(std::move(key), crosswalks_.size());
  if (is_new) {
    crosswalks_.push_back({left, right, title, std::move(sources), {}});
    seen_.emplace_back();
  }
  const auto [first, is_first] =
      seen_[found->second].emplace(std::pair(made.from, made.to), row.place);
  if (!is_first) {
    problem(row.place, fmt::format("`{}` and `{}` are related already in line {} (R7.15)",
                                   made.from, made.to, first->second.line));
    return;
  }
  crosswalks_[found->second].rows.push_back(std::move(made));
}

size_t CrosswalkImport::row_count() const {
  size_t out = 0;
  for (const ImportedCrosswalk& crosswalk : crosswalks_)
    out += crosswalk.rows.size();
  return out;
}

std::string CrosswalkImport::text(std::string_view file) const {
  std::string out = fmt::format("// Imported from {} by `ward import crosswalk`.\n", file);
  for (const ImportedCrosswalk& crosswalk : crosswalks_) {
    out += fmt::format("\ncrosswalk {} -> {} {} {{\n", crosswalk.from, crosswalk.to,
                       quoted(crosswalk.title));
    for (const std::string& source : crosswalk.sources)
      out += fmt::format("  source {}\n", quoted(source));
    for (const ImportedRow& row : crosswalk.rows) {
      out += fmt::format("  {} {} {}", row.from, relation_word(row.relation), row.to);
      if (row.strength != 0)
        out += fmt::format(" strength {}", row.strength);
      if (!row.because.empty())
        out += fmt::format(" because {}", quoted(row.because));
      out += '\n';
    }
    out += "}\n";
  }
  return out;
}

} // namespace ward::tool
