// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/form.h"

#include "tools/report/bundle_text.h"

#include <fmt/format.h>

namespace ward::tool {

namespace {

std::string members_of(const rt::Bundle& bundle, const bundle::TypeRef& type) {
  std::string out;
  for (const uint32_t member : *bundle.root().enums()->Get(type.of())->members())
    out += (out.empty() ? "" : ", ") + text_of(bundle, member);
  return out;
}

std::string scalar_form(const rt::Bundle& bundle, const bundle::TypeRef& type) {
  using bundle::LanguageType;
  switch (type.type()) {
  case LanguageType::boolean:
    return "true or false";
  case LanguageType::count:
    return "a whole number, 0 or more";
  case LanguageType::integer:
    return "a whole number";
  case LanguageType::decimal:
    return "a number such as 2.5";
  case LanguageType::percent:
    return "a percentage such as 95%";
  case LanguageType::money:
    return "an amount such as $12.50";
  case LanguageType::date:
    return "a date such as 2026-01-31";
  case LanguageType::days:
    return "days or weeks, such as 60 days";
  case LanguageType::months:
    return "months or years, such as 6 years";
  case LanguageType::minutes:
    return "minutes or hours, such as 15 minutes";
  case LanguageType::text:
    return "a text";
  case LanguageType::enumeration:
    return "one of " + members_of(bundle, type);
  case LanguageType::key:
    return "a row of " + text_of(bundle, bundle.root().tables()->Get(type.of())->path());
  }
  return "a value";
}

} // namespace

std::string form_of(const rt::Bundle& bundle, const bundle::TypeRef& type) {
  std::string form = scalar_form(bundle, type);
  if (type.is_set())
    form = type.type() == bundle::LanguageType::enumeration
               ? "a list, some of " + members_of(bundle, type) + "; [] where there is none"
               : "a list, each " + form + "; [] where there is none";
  return type.optional() ? form + ", or none" : form;
}

std::string period_words(const bundle::Period* period) {
  if (period == nullptr || period->amount() == 0)
    return "";
  return fmt::format("{} {}{}", period->amount(), period->months() ? "month" : "day",
                     period->amount() == 1 ? "" : "s");
}

} // namespace ward::tool
