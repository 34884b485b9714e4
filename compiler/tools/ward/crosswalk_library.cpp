// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/crosswalk_library.h"

#include "base/spelling.h"
#include "tools/ward/command.h"
#include "tools/ward/opened_bundle.h"

#include <fmt/format.h>

#include <algorithm>

namespace ward::tool {
namespace {

struct Reader {
  CrosswalkLibrary& out;
  const bundle::Bundle& root = out.bundle.root();
  std::unordered_map<uint32_t, uint32_t> of_bundle{}; ///< bundle's provision to that of the claims

  std::string text(uint32_t string) const { return text_of(out.bundle, string); }

  void run() {
    for (const bundle::Authority* authority : *root.authorities())
      out.claims.authorities.push_back(text(authority->name()));
    // Versions of a citation stand together, by their first day.
    for (uint32_t i = 0; i < root.provisions()->size(); ++i) {
      const bundle::Provision& version = *root.provisions()->Get(i);
      if (version.vacated() || version.until_day() <= out.day ||
          !out.of_citation
               .emplace(text(version.citation()), static_cast<uint32_t>(out.provisions.size()))
               .second)
        continue;
      of_bundle.emplace(i, static_cast<uint32_t>(out.provisions.size()));
      out.provisions.push_back(&version);
    }
    for (const bundle::Provision* version : out.provisions)
      provision(*version);
    if (root.crosswalks() != nullptr)
      for (const bundle::Crosswalk* crosswalk : *root.crosswalks())
        rows(*crosswalk);
  }

  void provision(const bundle::Provision& version) {
    relate::Provision made{text(version.citation()), version.authority(), {}, {}};
    for (const bundle::Element* element : *version.elements())
      if (element->basis() == bundle::Basis::text)
        made.elements.push_back(text(element->name()));
    const int32_t first = std::max(version.from_day(), out.day);
    for (const uint32_t child : *version.children()) {
      const auto found = of_bundle.find(child);
      if (found == of_bundle.end())
        continue;
      const bundle::Provision& part = *out.provisions[found->second];
      if (part.modality() <= bundle::Modality::condition && part.from_day() <= first)
        made.children.push_back(found->second);
    }
    out.claims.provisions.push_back(std::move(made));
  }

  void rows(const bundle::Crosswalk& crosswalk) {
    for (const bundle::CrosswalkRow* row : *crosswalk.rows()) {
      const auto from = side(row->from(), *row->from_elements());
      const auto to = side(row->to(), *row->to_elements());
      if (!from || !to) {
        out.orphans.push_back(row);
        continue;
      }
      out.claims.rows.push_back(
          {out.claims.crosswalks, *from, static_cast<model::Relation>(row->relation()), *to});
      out.rows.push_back(row);
    }
    out.crosswalks.push_back(&crosswalk);
    ++out.claims.crosswalks;
  }

  std::optional<relate::Side> side(uint32_t citation, const flatbuffers::Vector<uint32_t>& names) {
    const auto found = out.of_citation.find(text(citation));
    if (found == out.of_citation.end())
      return std::nullopt;
    relate::Side made{found->second, {}};
    for (const uint32_t name : names) {
      made.elements.push_back(text(name));
      const auto& elements = *out.provisions[found->second]->elements();
      if (std::none_of(elements.begin(), elements.end(), [&](const bundle::Element* element) {
            return text(element->name()) == made.elements.back();
          }))
        return std::nullopt;
    }
    std::sort(made.elements.begin(), made.elements.end());
    return made;
  }
};

} // namespace

CrosswalkLibrary::CrosswalkLibrary(const rt::Bundle& opened, int32_t on_day)
    : bundle(opened), day(on_day) {
  Reader{*this}.run();
}

std::optional<uint32_t> CrosswalkLibrary::authority(std::string_view name) const {
  for (uint32_t i = 0; i < claims.authorities.size(); ++i)
    if (claims.authorities[i] == name)
      return i;
  return std::nullopt;
}

std::string CrosswalkLibrary::authority_title(uint32_t authority) const {
  return text_of(bundle, bundle.root().authorities()->Get(authority)->title());
}

std::string CrosswalkLibrary::title(uint32_t provision) const {
  return text_of(bundle, provisions[provision]->title());
}

std::string CrosswalkLibrary::place(const bundle::Origin& origin) const {
  if (origin.line() == 0)
    return {};
  return fmt::format("{}:{}", text_of(bundle, bundle.root().files()->Get(origin.file())),
                     origin.line());
}

std::string CrosswalkLibrary::side(uint32_t citation,
                                   const flatbuffers::Vector<uint32_t>& elements) const {
  std::string out = text_of(bundle, citation);
  for (uint32_t i = 0; i < elements.size(); ++i)
    out += (i == 0 ? ".{" : ", ") + text_of(bundle, elements.Get(i));
  return elements.size() == 0 ? out : out + "}";
}

std::string CrosswalkLibrary::left(const bundle::CrosswalkRow& row) const {
  return side(row.from(), *row.from_elements());
}
std::string CrosswalkLibrary::right(const bundle::CrosswalkRow& row) const {
  return side(row.to(), *row.to_elements());
}
std::string CrosswalkLibrary::because(const bundle::CrosswalkRow& row) const {
  return text_of(bundle, row.because());
}

std::optional<relate::Side> CrosswalkLibrary::find(std::string_view written,
                                                   std::string& problem) const {
  const size_t brace = written.find(".{");
  const std::string citation(written.substr(0, brace));
  const auto near = [](std::string_view word, const std::vector<std::string>& list) {
    const std::vector<std::string_view> views(list.begin(), list.end());
    const std::string_view found = base::nearest(word, views);
    return found.empty() ? std::string() : fmt::format("; did you mean `{}`?", found);
  };
  const auto found = of_citation.find(citation);
  if (found == of_citation.end()) {
    const std::string name = citation.substr(0, citation.find(':'));
    if (citation.find(':') == std::string::npos) {
      problem = fmt::format("`{}` is no citation; write `authority:reference`", citation);
    } else if (!authority(name)) {
      problem = fmt::format("no authority `{}`{}", name, near(name, claims.authorities));
    } else {
      std::vector<std::string> list;
      for (const relate::Provision& provision : claims.provisions)
        if (provision.citation.compare(0, name.size() + 1, name + ":") == 0)
          list.push_back(provision.citation);
      std::sort(list.begin(), list.end());
      problem = fmt::format("no provision `{}` in force on {} or later{}", citation,
                            format_day(day), near(citation, list));
    }
    return std::nullopt;
  }
  relate::Side out{found->second, {}};
  if (brace == std::string_view::npos)
    return out;
  std::string_view names = written.substr(brace + 2);
  if (names.empty() || names.back() != '}') {
    problem = fmt::format("`{}`: elements are written `.{{a, b}}`", written);
    return std::nullopt;
  }
  names.remove_suffix(1);
  std::vector<std::string> known;
  for (const bundle::Element* element : *provisions[found->second]->elements())
    known.push_back(text_of(bundle, element->name()));
  while (true) {
    const size_t comma = names.find(',');
    std::string_view name = names.substr(0, comma);
    while (!name.empty() && name.front() == ' ')
      name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ')
      name.remove_suffix(1);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      problem = fmt::format("`{}` has no element `{}`; its elements are {}", citation, name,
                            fmt::join(known, ", "));
      return std::nullopt;
    }
    out.elements.emplace_back(name);
    if (comma == std::string_view::npos)
      break;
    names.remove_prefix(comma + 1);
  }
  std::sort(out.elements.begin(), out.elements.end());
  if (std::adjacent_find(out.elements.begin(), out.elements.end()) != out.elements.end()) {
    problem = fmt::format("`{}` names an element twice", written);
    return std::nullopt;
  }
  return out;
}

std::string_view relation_word(model::Relation relation) {
  constexpr std::string_view all[] = {"equal", "subset", "superset", "intersects", "none"};
  return all[static_cast<size_t>(relation)];
}

} // namespace ward::tool
