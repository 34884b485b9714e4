// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/context.h"

#include "base/calendar.h"
#include "model/print.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace ward::diff {

namespace {

constexpr const char* kind_names[] = {"added",        "removed",  "changed", "stronger", "weaker",
                                      "incomparable", "unproved", "lost",    "gained",   "flipped"};
constexpr const char* topic_names[] = {"policy", "provision", "element",   "control",   "fact",
                                       "duty",   "penalty",   "crosswalk", "exception", "verdict"};

constexpr const char* type_names[] = {"bool",  "count", "integer", "decimal", "percent",
                                      "money", "date",  "days",    "months",  "minutes",
                                      "text",  "",      ""};
constexpr model::TypeKind kinds[] = {
    model::TypeKind::truth,   model::TypeKind::count,   model::TypeKind::integer,
    model::TypeKind::decimal, model::TypeKind::percent, model::TypeKind::money,
    model::TypeKind::date,    model::TypeKind::days,    model::TypeKind::months,
    model::TypeKind::minutes, model::TypeKind::text,    model::TypeKind::text,
    model::TypeKind::text};

Shown shown(const prove::Example& example, bool less, Context::Words words) {
  return {less,
          example.given,
          day_text(example.day),
          example.assumed,
          words(example.before),
          words(example.after)};
}

} // namespace

const char* kind_name(Kind kind) {
  return kind_names[static_cast<size_t>(kind)];
}

const char* topic_name(Topic topic) {
  return topic_names[static_cast<size_t>(topic)];
}

Change& Context::add(Topic topic, Kind kind, std::string name, std::string title) {
  Change change;
  change.topic = topic;
  change.kind = kind;
  change.name = std::move(name);
  change.title = std::move(title);
  return out.changes.emplace_back(std::move(change));
}

void Context::file(Change& change, const prove::Compared& compared, Words words) const {
  using prove::Strength;
  constexpr Kind kinds_of[] = {Kind::changed, Kind::stronger, Kind::weaker, Kind::incomparable,
                               Kind::unproved};
  if (change.kind == Kind::changed)
    change.kind = kinds_of[static_cast<size_t>(compared.strength)];
  // What may be weaker is not said to be harmless.
  change.weaker |= compared.may_be_less;
  if (compared.less)
    change.examples.push_back(shown(*compared.less, true, words));
  if (compared.more)
    change.examples.push_back(shown(*compared.more, false, words));
  if (change.because.empty())
    change.because = compared.because;
}

void differ(std::vector<Detail>& out, const char* what, const std::string& from,
            const std::string& to) {
  if (from != to)
    out.push_back({what, from, to});
}

std::string day_text(int32_t day) {
  if (day == program::no_day || day == program::open_end)
    return {};
  return model::number_text(model::Model(), {model::TypeKind::date}, day);
}

std::string period_text(const program::Period& period) {
  if (period.amount == 0)
    return {};
  return fmt::format("{} {}", period.amount, period.months ? "months" : "days");
}

std::string type_text(const Program& program, const program::TypeRef& type) {
  using program::LanguageType;
  std::string out = type.is_set ? "set of " : "";
  if (type.type == LanguageType::enumeration) {
    std::vector<std::string> members;
    for (const program::Text member : program.enums[type.of].members)
      members.push_back(program.text(member));
    out += fmt::format("{} {{{}}}", program.text(program.enums[type.of].name),
                       fmt::join(members, ", "));
  } else if (type.type == LanguageType::key) {
    out += "key of " + program.text(program.tables[type.of].path);
  } else {
    out += type_names[static_cast<size_t>(type.type)];
  }
  return out + (type.optional ? "?" : "");
}

std::string number_text(const Program& program, const program::TypeRef& type, int64_t number) {
  if (type.type == program::LanguageType::enumeration)
    return program.text(program.enums[type.of].members[static_cast<size_t>(number)]);
  model::Type to;
  to.kind = kinds[static_cast<size_t>(type.type)];
  to.scale = type.scale;
  return model::number_text(model::Model(), to, number);
}

std::string place_text(const Program& program, const program::Origin& origin) {
  if (origin.line == 0)
    return {};
  return fmt::format("{}:{}:{}", program.text(program.files[origin.file]), origin.line,
                     origin.column);
}

std::string list_text(const Program& program, const std::vector<program::Text>& texts) {
  std::vector<std::string> out;
  for (const program::Text text : texts)
    out.push_back(program.text(text));
  return fmt::format("{}", fmt::join(out, "; "));
}

const program::Profile* profile_of(const prove::Policy& policy) {
  return policy.profile == 0 ? nullptr : &policy.program.profiles[policy.profile - 1];
}

Diff compare(const Side& before, const Side& after, prove::Comparison& proofs, int32_t as_of_days) {
  Diff out;
  Context context{before,     after, proofs,
                  as_of_days, out,   match_provisions(before.policy.program, after.policy.program)};
#define WARD_TOPIC(name) compare_##name(context);
#include "tools/diff/topics.def"
#undef WARD_TOPIC
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const Change& x, const Change& y) { return x.topic < y.topic; });
  if (before.model == nullptr || after.model == nullptr)
    out.limits.push_back(
        fmt::format("{}: a bundle holds no bounds of parameters. Bounds were not compared; "
                    "parameters have the numbers of the profile.",
                    before.model == nullptr && after.model == nullptr ? "Both are bundles"
                    : before.model == nullptr                         ? "The old one is a bundle"
                                                                      : "The new one is a bundle"));
  out.limits.push_back(
      "Tests, comments and layout are no part of what is compared, nor are assessments.");
  out.questions = proofs.questions;
  out.faults = proofs.faults;
  return out;
}

} // namespace ward::diff
