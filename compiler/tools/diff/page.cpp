// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/write.h"

#include <fmt/format.h>

namespace ward::diff {

namespace {

using page::Item;
using page::Tone;
using page::Words;

constexpr const char* sections[] = {
    "Judged with", "Provisions", "Elements",   "Controls",   "Facts",
    "Duties",      "Penalties",  "Crosswalks", "Exceptions", "Verdicts of the facts given"};

Tone tone_of(const Change& change) {
  if (change.weaker || change.coverage)
    return Tone::bad;
  return change.kind == Kind::stronger || change.kind == Kind::gained ? Tone::good : Tone::plain;
}

std::string kind_words(const Change& change) {
  switch (change.kind) {
  case Kind::lost:
    return "nothing covers it any more";
  case Kind::gained:
    return "covered now";
  case Kind::unproved:
    return change.weaker ? "unproved: it may ask less" : "unproved: no less, and perhaps more";
  case Kind::incomparable:
    return "incomparable: it asks less of some, more of others";
  case Kind::flipped:
    return change.weaker ? "worse" : "better";
  default:
    return kind_name(change.kind);
  }
}

void add_detail(Item& item, const Detail& detail) {
  Words words;
  if (detail.from.empty())
    words.add(detail.to);
  else if (detail.to.empty())
    words.add(detail.from).add(" -> ", Tone::faint).add("none");
  else
    words.add(detail.from).add(" -> ", Tone::faint).add(detail.to);
  item.fields.push_back({detail.what, std::move(words), ""});
}

void add_example(Item& item, const Shown& shown) {
  const std::string label = shown.less ? "asks less" : "asks more";
  size_t begin = 0;
  bool first = true;
  while (begin <= shown.given.size()) {
    const size_t end = std::min(shown.given.find('\n', begin), shown.given.size());
    item.fields.push_back(
        {first ? label : "", Words(shown.given.substr(begin, end - begin), Tone::code), ""});
    first = false;
    begin = end + 1;
  }
  Words outcome("as of " + shown.day);
  for (const std::string& proposal : shown.assumed)
    outcome.add(fmt::format(", assuming {}", proposal));
  outcome.add(": ")
      .add(shown.before)
      .add(" -> ", Tone::faint)
      .add(shown.after, shown.less ? Tone::bad : Tone::good);
  item.fields.push_back({"", std::move(outcome), ""});
}

Item item_of(const Change& change) {
  Item item;
  item.name = change.name;
  item.title = change.title;
  item.notes = Words(kind_words(change), tone_of(change));
  for (const Detail& detail : change.details)
    add_detail(item, detail);
  for (const Shown& shown : change.examples)
    add_example(item, shown);
  if (!change.because.empty())
    item.fields.push_back({"undecided", Words(change.because, Tone::open), ""});
  if (!change.place.empty())
    item.fields.push_back({"at", Words(change.place, Tone::faint), ""});
  return item;
}

std::string counted(size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string side_words(const std::string& path, bool is_bundle) {
  return is_bundle ? path + " (bundle)" : path;
}

} // namespace

page::Page diff_page(const Diff& diff, const Titles& titles) {
  page::Page page;
  page.add(page::Heading{
      1,
      Words(fmt::format("{} -> {}", side_words(titles.before, titles.before_is_bundle),
                        side_words(titles.after, titles.after_is_bundle)),
            Tone::strong),
      Words("as of " + titles.as_of)});
  Words summary;
  if (diff.changes.empty()) {
    summary.add("They ask the same", Tone::good);
    summary.add(fmt::format(
        ": {}, {} and {} are equal.",
        counted(diff.compared[static_cast<size_t>(Topic::control)], "control", "controls"),
        counted(diff.compared[static_cast<size_t>(Topic::provision)], "provision", "provisions"),
        counted(diff.compared[static_cast<size_t>(Topic::element)], "element", "elements")));
  } else {
    const size_t weaker = count(diff, "weaker"), lost = count(diff, "coverage"),
                 flips = count(diff, "flips");
    summary.add(counted(diff.changes.size(), "difference", "differences"), Tone::strong);
    summary.add(": ");
    summary.add(fmt::format("{} may ask less", weaker), weaker > 0 ? Tone::bad : Tone::plain);
    summary.add(lost == 0   ? ", no element loses its cover"
                : lost == 1 ? ", 1 element loses its cover"
                            : fmt::format(", {} elements lose their cover", lost),
                lost > 0 ? Tone::bad : Tone::plain);
    if (flips > 0)
      summary.add(fmt::format(", {}, {} of them for the worse",
                              counted(flips, "verdict flips", "verdicts flip"),
                              count(diff, "worse")));
  }
  page.add(page::Paragraph{{}, std::move(summary)});
  Topic topic = Topic::policy;
  bool first = true;
  for (const Change& change : diff.changes) {
    if (first || change.topic != topic)
      page.add(page::Heading{2, Words(sections[static_cast<size_t>(change.topic)]), {}});
    first = false;
    topic = change.topic;
    page.add(item_of(change));
  }
  for (const std::string& limit : diff.limits)
    page.add(page::Paragraph{"not compared", Words(limit, Tone::faint)});
  return page;
}

} // namespace ward::diff
