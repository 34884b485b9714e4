// SPDX-License-Identifier: Apache-2.0
#include "tools/plan/plan_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

constexpr size_t changes_shown = 6;
constexpr size_t rows_named = 3;

std::string change_words(const View& view, const Change& change) {
  std::string out = change.path;
  if (!change.rows.empty()) {
    const size_t shown = view.shown(change.rows.size(), rows_named);
    const std::vector<std::string> some(change.rows.begin(),
                                        change.rows.begin() + static_cast<ptrdiff_t>(shown));
    out += fmt::format(
        " for {}{}", fmt::join(some, ", "),
        change.rows.size() > shown ? fmt::format(" and {} more", change.rows.size() - shown) : "");
  }
  out += ": ";
  if (change.renews)
    return out + fmt::format("say again that it is {}", change.to);
  if (!change.from.empty() && change.to.rfind("with", 0) != 0)
    out += change.from + ", to be ";
  return out + change.to;
}

llvm::json::Array list(const std::vector<std::string>& texts) {
  llvm::json::Array out;
  for (const std::string& one : texts)
    out.push_back(one);
  return out;
}

} // namespace

std::string counted(size_t number, const char* noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

void add_field(page::Item& item, const std::string& label, page::Words words) {
  const bool again =
      !item.fields.empty() &&
      std::any_of(item.fields.begin(), item.fields.end(),
                  [&](const page::Item::Field& one) { return one.label == label; }) &&
      (item.fields.back().label == label || item.fields.back().label.empty());
  item.fields.push_back({again ? "" : label, std::move(words), ""});
}

void add_changes(const View& view, page::Item& item, const std::vector<Change>& all) {
  const size_t shown = view.shown(all.size(), changes_shown);
  size_t left = shown;
  for (const bool unknown : {false, true})
    for (size_t i = 0; i < all.size() && left > 0; ++i)
      if (all[i].was_unknown == unknown && left-- > 0)
        add_field(item, unknown ? "provided" : "so that",
                  {change_words(view, all[i]), page::Tone::code});
  if (all.size() > shown)
    item.fields.push_back(
        {"", {fmt::format("and {} more (--verbose)", all.size() - shown), page::Tone::faint}, ""});
}

void add_law_first(const LawOpen& law, page::Page& page) {
  if (law.not_met + law.unknown == 0)
    return;
  page.add(page::Paragraph{
      {"Law first:", page::Tone::bad},
      fmt::format("of {} of law {} not met and {} unknown; `ward plan` without --target says what "
                  "to do about them.",
                  counted(law.judged, "provision"), law.not_met, law.unknown)});
}

llvm::json::Array changes_json(const std::vector<Change>& all) {
  llvm::json::Array out;
  for (const Change& one : all)
    out.push_back(llvm::json::Object{{"path", one.path},
                                     {"rows", list(one.rows)},
                                     {"from", one.from},
                                     {"to", one.to},
                                     {"was_unknown", one.was_unknown},
                                     {"renews", one.renews}});
  return out;
}

llvm::json::Object law_json(const LawOpen& law) {
  return llvm::json::Object{
      {"judged", law.judged}, {"not_met", law.not_met}, {"unknown", law.unknown}};
}

} // namespace ward::tool
