// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/crosswalk_export.h"

#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/SHA1.h>

#include <array>

namespace ward::tool {

namespace {

using llvm::json::Array;
using llvm::json::Object;

bool is_chosen(const ExportFilter& filter, const bundle::Crosswalk& crosswalk) {
  return (!filter.from || *filter.from == crosswalk.from()) &&
         (!filter.to || *filter.to == crosswalk.to());
}

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' ' && text.front() != '#')))
    return text;
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// RFC 9562, version 5, in a namespace of our own.
std::string uuid(std::string_view name) {
  constexpr std::array<uint8_t, 16> space = {0x5d, 0x0b, 0x6a, 0x2e, 0x71, 0x0f, 0x4c, 0x3b,
                                             0x9a, 0x54, 0x0e, 0x8f, 0x33, 0xc6, 0xd2, 0x17};
  llvm::SHA1 hash;
  hash.update(llvm::ArrayRef<uint8_t>(space));
  hash.update(llvm::StringRef(name.data(), name.size()));
  std::array<uint8_t, 20> bytes = hash.final();
  bytes[6] = static_cast<uint8_t>((bytes[6] & 0x0f) | 0x50);
  bytes[8] = static_cast<uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string out;
  for (size_t i = 0; i < 16; ++i)
    out += fmt::format("{}{:02x}", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", bytes[i]);
  return out;
}

struct Oscal {
  const CrosswalkLibrary& library;
  const ExportFilter& filter;
  const bundle::Bundle& root = library.bundle.root();
  /// Everything that is said, so that the id of the collection changes when that does.
  std::string said{};

  std::string text(uint32_t string) const { return text_of(library.bundle, string); }

  std::string authority_uuid(uint32_t authority) const {
    return uuid("authority " + library.claims.authorities[authority]);
  }

  /// OSCAL lists the members of a set: the provision, or the elements one by one.
  Array items(uint32_t citation, const flatbuffers::Vector<uint32_t>& elements) const {
    Array out;
    if (elements.size() == 0)
      out.push_back(Object{{"type", "control"}, {"id-ref", text(citation)}});
    for (const uint32_t element : elements)
      out.push_back(Object{{"type", "statement"},
                           {"id-ref", fmt::format("{}.{{{}}}", text(citation), text(element))}});
    return out;
  }

  Object map(const std::string& crosswalk, const bundle::CrosswalkRow& row) {
    // The words of NIST IR 8477 as OSCAL writes them.
    constexpr std::string_view words[] = {"equal-to", "subset-of", "superset-of", "intersects-with",
                                          "no-relationship"};
    const std::string name = fmt::format("map {}\n{}\n{}\n{}\n{}\n{}", crosswalk, library.left(row),
                                         words[static_cast<size_t>(row.relation())],
                                         library.right(row), row.strength(), library.because(row));
    said += name;
    Object out{{"uuid", uuid(name)},
               {"relationship", std::string(words[static_cast<size_t>(row.relation())])},
               {"sources", items(row.from(), *row.from_elements())},
               {"targets", items(row.to(), *row.to_elements())}};
    if (row.strength() != 0)
      out["props"] = Array{Object{{"name", "strength"},
                                  {"ns", std::string(oscal_namespace)},
                                  {"value", std::to_string(row.strength())}}};
    if (const std::string because = library.because(row); !because.empty())
      out["remarks"] = because;
    return out;
  }

  Object mapping(const bundle::Crosswalk& crosswalk) {
    std::string description = text(crosswalk.title());
    for (const uint32_t source : *crosswalk.sources())
      description += "\n\nSource: " + text(source);
    const std::string name =
        fmt::format("mapping {}\n{}\n{}", library.claims.authorities[crosswalk.from()],
                    library.claims.authorities[crosswalk.to()], description);
    said += name;
    Array maps;
    for (const bundle::CrosswalkRow* row : *crosswalk.rows())
      maps.push_back(map(name, *row));
    const auto resource = [&](uint32_t authority) {
      return Object{{"type", "catalog"}, {"href", "#" + authority_uuid(authority)}};
    };
    return Object{{"uuid", uuid(name)},
                  {"source-resource", resource(crosswalk.from())},
                  {"target-resource", resource(crosswalk.to())},
                  {"mapping-description", description},
                  {"maps", std::move(maps)}};
  }

  std::string run() {
    Array mappings, resources;
    std::vector<bool> named(library.claims.authorities.size());
    for (const bundle::Crosswalk* crosswalk : library.crosswalks) {
      if (!is_chosen(filter, *crosswalk) || crosswalk->rows()->size() == 0)
        continue;
      mappings.push_back(mapping(*crosswalk));
      named[crosswalk->from()] = named[crosswalk->to()] = true;
    }
    if (mappings.empty())
      return {};
    for (uint32_t i = 0; i < named.size(); ++i) {
      if (!named[i])
        continue;
      std::string citation = library.authority_title(i);
      for (const uint32_t source : *root.authorities()->Get(i)->sources())
        citation += "; " + text(source);
      resources.push_back(Object{{"uuid", authority_uuid(i)},
                                 {"title", library.claims.authorities[i]},
                                 {"citation", Object{{"text", citation}}}});
    }
    const std::string version =
        root.version() == 0 ? std::to_string(root.release()) : text(root.version());
    Object metadata{{"title", fmt::format("Crosswalks of {}", text(root.library()))},
                    {"last-modified", format_day(library.day) + "T00:00:00Z"},
                    {"version", version},
                    {"oscal-version", "1.2.1"}};
    Object provenance{
        {"method", "human"},
        {"matching-rationale", "semantic"},
        {"status", "not-complete"},
        {"mapping-description",
         "Relations between sets of requirements as stated, after NIST IR 8477; nothing derived."}};
    const llvm::json::Value document =
        Object{{"mapping-collection",
                Object{{"uuid", uuid(fmt::format("collection {}\n{}\n{}", version,
                                                 format_day(library.day), said))},
                       {"metadata", std::move(metadata)},
                       {"provenance", std::move(provenance)},
                       {"mappings", std::move(mappings)},
                       {"back-matter", Object{{"resources", std::move(resources)}}}}}};
    return llvm::formatv("{0:2}\n", document).str();
  }
};

} // namespace

std::string export_csv(const CrosswalkLibrary& library, const ExportFilter& filter) {
  std::string out = "from,relation,to,strength,because,crosswalk,source\n";
  for (const bundle::Crosswalk* crosswalk : library.crosswalks) {
    if (!is_chosen(filter, *crosswalk))
      continue;
    std::string sources;
    for (const uint32_t source : *crosswalk->sources())
      sources += (sources.empty() ? "" : "; ") + text_of(library.bundle, source);
    const std::string tail =
        fmt::format("{},{}\n", cell(text_of(library.bundle, crosswalk->title())), cell(sources));
    for (const bundle::CrosswalkRow* row : *crosswalk->rows())
      out += fmt::format("{},{},{},{},{},{}", cell(library.left(*row)),
                         relation_word(static_cast<model::Relation>(row->relation())),
                         cell(library.right(*row)),
                         row->strength() == 0 ? "" : std::to_string(row->strength()),
                         cell(library.because(*row)), tail);
  }
  return out;
}

std::string export_oscal(const CrosswalkLibrary& library, const ExportFilter& filter) {
  return Oscal{library, filter}.run();
}

} // namespace ward::tool
