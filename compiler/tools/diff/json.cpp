// SPDX-License-Identifier: Apache-2.0
#include "tools/diff/write.h"

#include <algorithm>

namespace ward::diff {

namespace {

namespace json = llvm::json;

json::Array texts(const std::vector<std::string>& all) {
  json::Array out;
  for (const std::string& each : all)
    out.push_back(each);
  return out;
}

/// Null where there is nothing on that side.
json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Object change_json(const Change& change) {
  json::Array details;
  for (const Detail& each : change.details)
    details.push_back(json::Object{{"what", each.what},
                                   {"before", text_or_null(each.from)},
                                   {"after", text_or_null(each.to)}});
  json::Array examples;
  for (const Shown& each : change.examples)
    examples.push_back(json::Object{{"asks", each.less ? "less" : "more"},
                                    {"given", each.given},
                                    {"as_of", each.day},
                                    {"assumes", texts(each.assumed)},
                                    {"before", each.before},
                                    {"after", each.after}});
  return json::Object{{"topic", topic_name(change.topic)},
                      {"kind", kind_name(change.kind)},
                      {"name", change.name},
                      {"title", text_or_null(change.title)},
                      {"at", text_or_null(change.place)},
                      {"weaker", change.weaker},
                      {"loses_coverage", change.coverage},
                      {"details", std::move(details)},
                      {"examples", std::move(examples)},
                      {"not_decided", text_or_null(change.because)}};
}

json::Object side_json(const std::string& path, bool is_bundle) {
  return json::Object{{"path", path}, {"kind", is_bundle ? "bundle" : "source"}};
}

} // namespace

size_t count(const Diff& diff, const std::string& name) {
  return static_cast<size_t>(
      std::count_if(diff.changes.begin(), diff.changes.end(), [&](const Change& change) {
        if (name == "weaker")
          return change.weaker && !change.flip;
        if (name == "coverage")
          return change.coverage;
        if (name == "worse")
          return change.flip && change.weaker;
        return name == "any" || change.flip;
      }));
}

json::Object diff_json(const Diff& diff, const Titles& titles) {
  json::Array changes;
  for (const Change& change : diff.changes)
    changes.push_back(change_json(change));
  json::Object counts, compared;
  for (const char* name : {"weaker", "coverage", "worse", "flips", "any"})
    counts[name] = static_cast<int64_t>(count(diff, name));
  for (size_t topic = 0; topic < topic_count; ++topic)
    if (diff.compared[topic] != 0)
      compared[topic_name(static_cast<Topic>(topic))] = static_cast<int64_t>(diff.compared[topic]);
  return json::Object{{"schema_version", 1},
                      {"before", side_json(titles.before, titles.before_is_bundle)},
                      {"after", side_json(titles.after, titles.after_is_bundle)},
                      {"as_of", titles.as_of},
                      {"counts", std::move(counts)},
                      {"changes", std::move(changes)},
                      {"compared", std::move(compared)},
                      {"questions", static_cast<int64_t>(diff.questions)},
                      {"not_compared", texts(diff.limits)}};
}

} // namespace ward::diff
