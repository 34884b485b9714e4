// SPDX-License-Identifier: Apache-2.0
#include "driver/test_coverage.h"

#include "driver/driver.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

namespace ward::driver {

namespace {

std::string text_of(const rt::Bundle& bundle, uint32_t string) {
  const rt::Bytes bytes = bundle.string(string);
  return {bytes.data, bytes.size};
}

/// What of the model is the project's own, by the names that a bundle uses.
struct Own {
  std::set<std::string> controls;
  std::set<std::pair<std::string, int32_t>> provisions; ///< citation, first day
  std::set<std::string> files;

  explicit Own(const Compilation& compilation) {
    const model::Model& model = *compilation.model;
    const std::set<model::ModuleId> modules(compilation.own_modules.begin(),
                                            compilation.own_modules.end());
    for (const model::Control& control : model.controls)
      if (modules.contains(control.module))
        controls.insert(control.path);
    for (const model::Provision& provision : model.provisions)
      if (modules.contains(provision.module))
        provisions.emplace(model.citations[provision.citation].text, provision.window.from_days);
    for (const model::ModuleId module : modules)
      files.insert(compilation.file_names[model.modules[module].file.index]);
  }
};

} // namespace

CoverageItem CoverageCounter::item_of(CoverageItem::Kind kind, std::string name,
                                      const bundle::Origin* origin) const {
  CoverageItem item;
  item.kind = kind;
  item.name = std::move(name);
  if (origin != nullptr && origin->line() != 0) {
    item.file = text_of(bundle_, bundle_.root().files()->Get(origin->file()));
    item.line = origin->line();
    item.column = origin->column();
  }
  return item;
}

CoverageCounter::CoverageCounter(const Compilation& compilation, const rt::Bundle& bundle)
    : compilation_(compilation), bundle_(bundle), seen_(bundle.node_count()) {
  seen_conditions_.seen = seen_.data();
  const Own own(compilation);
  const auto& root = bundle.root();
  std::vector<bool> own_controls;
  for (const auto* control : *root.controls()) {
    std::string path = text_of(bundle, control->path());
    own_controls.push_back(own.controls.contains(path));
    if (own_controls.back())
      watched_.push_back({item_of(CoverageItem::Kind::control, std::move(path), control->origin()),
                          control->applies(), control->implemented()});
  }
  for (const auto* provision : *root.provisions()) {
    const std::string citation = text_of(bundle, provision->citation());
    const bool own_provision = own.provisions.contains({citation, provision->from_day()});
    for (const auto* element : *provision->elements()) {
      bool watched = own_provision;
      for (const uint32_t control : *element->controls())
        watched |= own_controls[control];
      if (!watched || element->met() == rt::no_node)
        continue;
      watched_.push_back(
          {item_of(CoverageItem::Kind::element,
                   fmt::format("{}.{{{}}}", citation, text_of(bundle, element->name())),
                   element->origin()),
           rt::no_node, element->met()});
    }
  }
}

void CoverageCounter::add(const rt::Evaluation& evaluation) {
  for (Watched& watched : watched_) {
    if (watched.applies != rt::no_node && evaluation.truth(watched.applies) != rt::Truth::yes)
      continue;
    const rt::Truth met = evaluation.truth(watched.met);
    watched.item.seen_true |= met == rt::Truth::yes;
    watched.item.seen_false |= met == rt::Truth::no;
  }
}

std::vector<CoverageItem> CoverageCounter::items() const {
  std::vector<CoverageItem> out;
  for (const Watched& watched : watched_)
    out.push_back(watched.item);
  const std::set<std::string> files = Own(compilation_).files;
  for (uint32_t node = 0; node < bundle_.node_count(); ++node) {
    if (!rt::is_condition(bundle_, node))
      continue;
    CoverageItem item =
        item_of(CoverageItem::Kind::condition, {}, bundle_.root().origins()->Get(node));
    if (!files.contains(item.file))
      continue;
    item.name = fmt::format("{}:{}:{}", item.file, item.line, item.column);
    item.seen_false = (seen_[node] & 1) != 0;
    item.seen_true = (seen_[node] & 2) != 0;
    out.push_back(std::move(item));
  }
  return out;
}

} // namespace ward::driver
