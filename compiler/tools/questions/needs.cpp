// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/needs.h"

#include "tools/report/bundle_text.h"
#include "tools/report/fact_reads.h"

#include <algorithm>
#include <vector>

namespace ward::tool {

namespace {

struct State {
  const rt::Bundle& bundle;
  const bundle::Profile* profile;
  int32_t as_of_days;
  Needs out;

  bool selects(uint32_t authority) const {
    if (profile == nullptr || profile->authorities()->size() == 0)
      return true;
    return std::find(profile->authorities()->begin(), profile->authorities()->end(), authority) !=
           profile->authorities()->end();
  }
  bool assumes(uint32_t proposal) const {
    return profile != nullptr && std::find(profile->assumes()->begin(), profile->assumes()->end(),
                                           proposal) != profile->assumes()->end();
  }
  bool is_judged(const bundle::Provision& one) const {
    return selects(one.authority()) && !one.vacated() && one.from_day() <= as_of_days &&
           as_of_days < one.until_day() && (one.proposal() == 0 || assumes(one.proposal() - 1)) &&
           one.modality() <= bundle::Modality::condition;
  }

  void take(uint32_t node, const std::string& citation) {
    for (const std::string& path : fact_reads(bundle, node))
      out.read_by[path].insert(citation);
  }
  /// What a decision reads, which may name any control as the alternative: it is needed, but is not
  /// what the provision is about.
  void take_quietly(uint32_t node) {
    for (const std::string& path : fact_reads(bundle, node))
      out.read_by[path];
  }
  /// A control's own line reads what its line for a law does, and supplied facts besides.
  void take_control(uint32_t index, const std::string& citation) {
    const bundle::Control& control = *bundle.root().controls()->Get(index);
    take(control.applies(), citation);
    take(control.implemented(), citation);
  }

  Needs run() {
    for (const bundle::Provision* one : *bundle.root().provisions()) {
      if (!is_judged(*one))
        continue;
      const std::string citation = text_of(bundle, one->citation());
      take(one->applies(), citation);
      take(one->due(), citation);
      take_quietly(one->entity_decision());
      for (const bundle::Element* element : *one->elements()) {
        take(element->applies(), citation);
        take(element->met_plain(), citation);
        take_quietly(element->met());
        for (const uint32_t control : *element->controls())
          take_control(control, citation);
      }
      for (const uint32_t control : *one->contributors())
        take_control(control, citation);
    }
    if (profile != nullptr)
      take(profile->scope(), "");
    return std::move(out);
  }
};

} // namespace

Needs needs_of(const rt::Bundle& bundle, const std::string& profile, int32_t as_of_days) {
  const bundle::Profile* chosen = nullptr;
  for (const bundle::Profile* one : *bundle.root().profiles())
    if (text_of(bundle, one->name()) == profile)
      chosen = one;
  return State{bundle, chosen, as_of_days, {}}.run();
}

} // namespace ward::tool
