// SPDX-License-Identifier: Apache-2.0
// preview BUNDLE SAVED.json DRAFT.json AS_OF
//
// What the settings page of a practice portal shows before a change of the inventory is saved:
// which verdicts the change would turn, and why. Both documents are whole; they are judged at the
// same time by one bundle.
//
// Exit code: 0 nothing that was met is lost, 1 something is, 2 a document or the bundle cannot be
// read.
#include <rapidjson/document.h>
#include <ward/ward.hpp>

#include <cctype>
#include <cstdio>
#include <fstream>
#include <future>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace {

using Json = rapidjson::Value;

std::string_view text(const Json& object, const char* member) {
  const auto found = object.FindMember(member);
  if (found == object.MemberEnd() || !found->value.IsString())
    return {};
  return {found->value.GetString(), found->value.GetStringLength()};
}

std::string words(std::string_view verdict) {
  std::string out(verdict);
  for (char& letter : out)
    if (letter == '_')
      letter = ' ';
  return out;
}

/// The whole file, or nothing if it cannot be read.
std::optional<std::string> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return {};
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int refuse(const char* path, const ward::Error& error) {
  std::fprintf(stderr, "%s", path);
  if (error.line != 0)
    std::fprintf(stderr, ":%u:%u", error.line, error.column);
  if (!error.path.empty())
    std::fprintf(stderr, ": %s", error.path.c_str());
  std::fprintf(stderr, ": %s\n", error.message.c_str());
  return 2;
}

/// Judged, and the report read. An error of the facts keeps its place.
ward::Result<rapidjson::Document> judge(const ward::Bundle& bundle, const std::string& facts,
                                        int32_t as_of) {
  ward::Result<ward::Report> report = bundle.evaluate(facts, as_of);
  if (!report)
    return report.error();
  const ward::Result<std::string_view> json = report->json();
  if (!json)
    return json.error();
  rapidjson::Document document;
  document.Parse(json->data(), json->size());
  return document;
}

// ---- what is shown ---------------------------------------------------------------------------

void show_counts(const Json& report) {
  for (const Json& authority : report["authorities"].GetArray()) {
    const auto number = [&](const char* verdict) { return authority[verdict].GetUint(); };
    std::printf("%s, were the draft saved: %u met, %u not met, %u unknown, %u not applicable\n",
                authority["title"].GetString(), number("met"), number("not_met"), number("unknown"),
                number("not_applicable"));
  }
}

/// One fact: `systems["pms"].shared_accounts = 4`, that it is unknown and why, or that a list is
/// complete.
void show_fact(const Json& fact) {
  const std::string path(text(fact, "path")), value(text(fact, "value")),
      cause(text(fact, "cause"));
  if (text(fact, "kind") == "complete")
    std::printf("      %s is complete\n", path.c_str());
  else if (!cause.empty())
    std::printf("      %s: %s\n", path.c_str(), cause.c_str());
  else
    std::printf("      %s = %s\n", path.c_str(), value.c_str());
}

/// For a verdict that is no longer good: its reason, or the facts that keep it open.
void show_change(std::string_view name, const Json& before, const Json& after,
                 std::string_view good) {
  std::printf("  %s -> %s  %.*s  %s\n", words(text(before, "verdict")).c_str(),
              words(text(after, "verdict")).c_str(), int(name.size()), name.data(),
              after["title"].GetString());
  if (text(after, "verdict") == good)
    return;
  for (const char* list : {"reason", "missing", "stale"}) {
    const auto found = after.FindMember(list);
    if (found == after.MemberEnd())
      continue;
    for (const Json& fact : found->value.GetArray())
      show_fact(fact);
  }
}

/// Both reports hold the same lines in the same order: it is the bundle's. Gives whether a good
/// verdict is lost.
bool show_changes(const Json& before, const Json& after, const char* list, const char* name,
                  std::string_view good) {
  std::printf("\n%c%s that would change:\n", std::toupper(list[0]), list + 1);
  bool any = false, lost = false;
  const auto old_lines = before[list].GetArray(), new_lines = after[list].GetArray();
  for (rapidjson::SizeType i = 0; i < new_lines.Size(); ++i) {
    if (text(old_lines[i], "verdict") == text(new_lines[i], "verdict"))
      continue;
    show_change(text(new_lines[i], name), old_lines[i], new_lines[i], good);
    any = true;
    lost |= text(old_lines[i], "verdict") == good;
  }
  if (!any)
    std::puts("  none");
  return lost;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: preview BUNDLE SAVED.json DRAFT.json AS_OF\n", stderr);
    return 2;
  }
  const auto as_of = ward::parse_date(argv[4]);
  if (!as_of) {
    std::fprintf(stderr, "%s is not a date like 2026-11-22\n", argv[4]);
    return 2;
  }
  const ward::Result<ward::Bundle> bundle = ward::Bundle::open(argv[1]);
  if (!bundle)
    return refuse(argv[1], bundle.error());
  std::optional<std::string> facts[2];
  for (int i : {0, 1}) {
    facts[i] = read(argv[2 + i]);
    if (!facts[i]) {
      std::fprintf(stderr, "%s: cannot be read\n", argv[2 + i]);
      return 2;
    }
  }

  auto pending = std::async(std::launch::async, [&] { return judge(*bundle, *facts[0], *as_of); });
  const auto draft = judge(*bundle, *facts[1], *as_of);
  const auto saved = pending.get();
  if (!saved)
    return refuse(argv[2], saved.error());
  if (!draft)
    return refuse(argv[3], draft.error());

  std::printf("%.*s, as of %s\n", int(text(*draft, "organization").size()),
              text(*draft, "organization").data(), argv[4]);
  show_counts(*draft);
  const bool lost = show_changes(*saved, *draft, "provisions", "citation", "met");
  show_changes(*saved, *draft, "controls", "path", "implemented");
  std::printf("\n%s\n", (*draft)["disclaimer"].GetString());
  if (lost)
    std::puts("Something that is met would no longer be.");
  return lost ? 1 : 0;
}
