// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ward::lint {
namespace {

// What a person can still check against one condition.
constexpr size_t max_provisions = 6;
constexpr size_t max_elements = 5;

} // namespace

void check_broad_cover(const Context& context, diag::Sink& sink) {
  // Elements from the text of each citation, the most of its versions.
  std::map<std::string_view, size_t> elements;
  context.each_known_provision([&](const syntax::ProvisionDecl& provision) {
    size_t count = 0;
    for (const syntax::Element& element : provision.elements)
      count += !element.basis || element.basis->text == "text";
    size_t& most = elements[provision.citation.text];
    most = std::max(most, count);
  });
  context.each<syntax::ControlDecl>([&](const syntax::ControlDecl& control) {
    std::set<std::string_view> provisions;
    for (const syntax::Target& target : control.covers) {
      provisions.insert(target.citation.text);
      const auto known = elements.find(target.citation.text);
      if (!target.has_elements && known != elements.end() && known->second > max_elements)
        sink.report(diag::BroadCover, target.span, text_of(control.name),
                    fmt::format("{} elements at once", known->second))
            .with_help("name those that it meets: `covers P.{a, b}`");
    }
    if (provisions.size() > max_provisions)
      sink.report(diag::BroadCover, control.name.span, text_of(control.name),
                  fmt::format("{} provisions", provisions.size()))
          .with_help("split it: one condition seldom shows that much");
  });
}

} // namespace ward::lint
