// SPDX-License-Identifier: Apache-2.0
#include "tools/facts/collect.h"

#include "unit/tools_facts/declared_facts.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace ward::facts;

namespace {

/// A folder of files for one test, gone afterwards.
class Files {
public:
  Files()
      : folder_(std::filesystem::temp_directory_path() /
                fmt::format("ward_collect_{}_{}", ::getpid(), ++count_)) {
    std::filesystem::create_directories(folder_);
  }
  ~Files() { std::filesystem::remove_all(folder_); }

  void add(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    paths_.push_back(path);
  }
  Collected collect() const { return ward::facts::collect(declared_.bundle(), paths_, {}); }
  std::string json() const {
    std::string out = collect().json;
    shorten(out);
    return out;
  }
  /// "b.yaml:2:1 org.beds: is also in ..." for each problem.
  std::string problems(bool strict = false) const {
    std::string out;
    for (const Problem& one :
         ward::facts::collect(declared_.bundle(), paths_, {.strict = strict}).problems)
      out += fmt::format("{}:{}:{} {}{}{}\n", one.place.file, one.place.line, one.place.column,
                         one.path, one.path.empty() ? "" : ": ", one.message);
    shorten(out);
    return out;
  }

private:
  void shorten(std::string& text) const {
    const std::string prefix = folder_.string() + "/";
    for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
      text.erase(at, prefix.size());
  }
  static inline int count_ = 0;
  std::filesystem::path folder_;
  std::vector<std::string> paths_;
  test::DeclaredFacts declared_;
};

std::string problems_of(const std::string& name, const std::string& text, bool strict = false) {
  Files files;
  files.add(name, text);
  return files.problems(strict);
}

std::string json_of(const std::string& name, const std::string& text) {
  Files files;
  files.add(name, text);
  CHECK_EQ(files.problems(), "");
  return files.json();
}

} // namespace

TEST_CASE("R4.4: a leaf carries its value, what the document says of it, and its place") {
  CHECK_EQ(
      json_of("f.yaml", "as_of: 2026-11-10\nsource: binder\norg:\n  beds: 12\n"),
      R"({"org":{"beds":{"value":12,"as_of":"2026-11-10","source":"binder","at":"f.yaml:4"}}})");
}

TEST_CASE("R4.4: the nearest as_of, source and proof win") {
  CHECK_EQ(
      json_of(
          "f.yaml",
          "as_of: 2026-11-10\nproof: documented\norg:\n  beds: { value: 12, as_of: 2026-01-02 }\n"),
      R"({"org":{"beds":{"value":12,"as_of":"2026-01-02","proof":"documented","at":"f.yaml:4"}}})");
  CHECK_EQ(
      json_of("f.yaml", "as_of: 2026-11-10\nsystems:\n  as_of: 2026-11-01\n  rows:\n    - { id: a, "
                        "as_of: 2026-10-01, mfa: true }\n    - { id: b, mfa: true }\n"),
      R"({"systems":[{"id":"a","at":"f.yaml:5","mfa":{"value":true,"as_of":"2026-10-01","at":"f.yaml:5"}},{"id":"b","at":"f.yaml:6","mfa":{"value":true,"as_of":"2026-11-01","at":"f.yaml:6"}}]})");
}

TEST_CASE("the declared type decides what a bare word is") {
  CHECK_EQ(json_of("f.yaml", "org:\n  note: true\n"),
           R"({"org":{"note":{"value":"true","at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  note: 007\n"),
           R"({"org":{"note":{"value":"007","at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  open: true\n"),
           R"({"org":{"open":{"value":true,"at":"f.yaml:2"}}})");
  // A quoted truth is a text, which the runtime refuses for a bool; the same for yes.
  CHECK_EQ(json_of("f.yaml", "org:\n  open: \"true\"\n"),
           R"({"org":{"open":{"value":"true","at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  open: yes\n"),
           R"({"org":{"open":{"value":"yes","at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  beds: \"12\"\n"),
           R"({"org":{"beds":{"value":12,"at":"f.yaml:2"}}})");
}

TEST_CASE("none is null where the type allows it, and a member where the enum has it") {
  CHECK_EQ(json_of("f.yaml", "org:\n  kept: none\n"),
           R"({"org":{"kept":{"value":null,"at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  kept: null\n"),
           R"({"org":{"kept":{"value":null,"at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  kept: ~\n"),
           R"({"org":{"kept":{"value":null,"at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  mode: none\n"),
           R"({"org":{"mode":{"value":"none","at":"f.yaml:2"}}})");
  CHECK_EQ(json_of("f.yaml", "org:\n  note: none\n"),
           R"({"org":{"note":{"value":"none","at":"f.yaml:2"}}})");
}

TEST_CASE("R4.3: a blank is not an answer, and never none") {
  CHECK_EQ(problems_of("f.yaml", "org:\n  kept:\n"),
           "f.yaml:2:3 org.kept: has no value; leave it out until it is known, or write none where "
           "there is none\n");
  CHECK_EQ(problems_of("f.yaml", "org:\n  beds: { value: }\n"),
           "f.yaml:2:3 org.beds: has no value; leave it out until it is known\n");
  CHECK_EQ(json_of("systems.csv", "id,mfa,idle\na,,\n"),
           R"({"systems":[{"id":"a","at":"systems.csv:2"}]})");
  CHECK_EQ(json_of("f.yaml", "org:\n"), "{}");
}

TEST_CASE("JSON keeps what JSON says: a number is no text") {
  CHECK_EQ(json_of("f.json", R"({"org": {"note": 5, "beds": 5}})"),
           R"({"org":{"beds":{"value":5,"at":"f.json:1"},"note":{"value":5,"at":"f.json:1"}}})");
  CHECK_EQ(json_of("f.json", R"({"org": {"note": "\ud83d\ude00\/\n"}})"),
           "{\"org\":{\"note\":{\"value\":\"\xf0\x9f\x98\x80/\\n\",\"at\":\"f.json:1\"}}}");
  CHECK_EQ(problems_of("f.json", R"({"systems": [{"id": 5}]})"),
           "f.json:1:21 systems: the key `id` is a text; write it in quotes\n");
}

TEST_CASE("what is no JSON has its place") {
  CHECK_EQ(problems_of("f.json", "{\"org\":\n  {\"beds\": 05}}"),
           "f.json:2:14 not JSON: a number that begins with 0\n");
  CHECK_EQ(problems_of("f.json", "{\"org\": {\"beds\": 5,}}"),
           "f.json:1:20 not JSON: expected a name in quotes, found `}`\n");
  CHECK_EQ(problems_of("f.json", "{\"org\": {"),
           "f.json:1:10 not JSON: expected a name in quotes, found the end of the file\n");
  CHECK_EQ(problems_of("f.json", "{} {}"), "f.json:1:4 not JSON: more after the end: `{`\n");
  CHECK_EQ(problems_of("f.json", R"({"a": "\udc00"})"),
           "f.json:1:14 not JSON: half of a surrogate pair\n");
  CHECK_EQ(problems_of("f.json", R"({"org": {"beds": 1, "beds": 1}})"),
           "f.json:1:21 `beds` is given twice; the first is in line 1\n");
  std::string deep;
  for (int i = 0; i < 200; ++i)
    deep += "{\"a\":";
  CHECK(problems_of("f.json", deep).find("nested more than 64 levels deep") != std::string::npos);
}

TEST_CASE("what is no YAML, or more than facts need, has its place") {
  CHECK_EQ(problems_of("f.yaml", "org:\n  beds: 1\n  beds: 2\n"),
           "f.yaml:3:3 `beds` is given twice; the first is in line 2\n");
  CHECK_EQ(problems_of("f.yaml", "org: &a\n  beds: 1\n"),
           "f.yaml:1:6 anchors are not read; write each value where it belongs\n");
  CHECK_EQ(problems_of("f.yaml", "org: !x 1\n"),
           "f.yaml:1:6 the tag `!x` is not read; the fact's own type decides\n");
  CHECK_EQ(problems_of("f.yaml", "a: 1\n---\nb: 1\n").substr(0, 37),
           "f.yaml:3:1 a second document begins h");
  CHECK_EQ(problems_of("f.yaml", "# nothing\n"),
           "f.yaml:0:0 the file holds no facts; write at least one, or leave the file out\n");
  CHECK_EQ(problems_of("f.yaml", "- 1\n"), "f.yaml:1:1 facts are a mapping of names to values\n");
  CHECK_EQ(problems_of("f.yaml", "org.beds: 1\n"),
           "f.yaml:1:1 `org.beds` is no name; nest the parts of a path: `a:` and below it `b:`\n");
  CHECK(problems_of("f.yaml", "a: [1\n").find("not YAML") != std::string::npos);
  CHECK(problems_of("f.yaml", std::string(300, '[')).find("nested more than 64 levels deep") !=
        std::string::npos);
}

TEST_CASE("a file that cannot be read says why") {
  CHECK_EQ(problems_of("f.yaml", ""),
           "f.yaml:0:0 the file is empty; write at least one fact, or leave the file out\n");
  CHECK_EQ(problems_of("f.yaml", "a: \xff\n"),
           "f.yaml:1:4 not UTF-8: byte 3 is no part of a character; save the file as UTF-8\n");
  CHECK_EQ(problems_of("f.yaml", std::string("a: \0b\n", 6)),
           "f.yaml:0:0 not a text: byte 3 is NUL; save the file as UTF-8\n");
  CHECK_EQ(problems_of("f.txt", "org"),
           "f.txt:0:0 facts are read from .yaml, .yml, .json and .csv files\n");
}

TEST_CASE(
    "R4.12: the same value merges, however it is written; another is an error at both places") {
  Files same;
  same.add("a.yaml", "org:\n  kept: 6 years\n  share: 95%\n  tags: [x, y]\n  beds: 4\n");
  same.add("b.json",
           R"({"org": {"kept": "72 months", "share": "95.0%", "tags": ["y", "x"], "beds": "4"}})");
  CHECK_EQ(same.problems(), "");
  Files other;
  other.add("a.yaml", "org:\n  kept: 6 years\n");
  other.add("b.yaml", "\norg:\n  kept: 73 months\n");
  CHECK_EQ(other.problems(), "b.yaml:3:3 org.kept: is also in a.yaml:2, with another value (\"6 "
                             "years\" there, \"73 months\" here); keep one\n");
  Files kind; // a truth and a text are not the same value
  kind.add("a.yaml", "org:\n  open: true\n");
  kind.add("b.json", R"({"org": {"open": "true"}})");
  CHECK_EQ(kind.problems(), "b.json:1:10 org.open: is also in a.yaml:2, with another value (true "
                            "there, \"true\" here); keep one\n");
}

TEST_CASE("R4.12: of two statements of one value the later counts, in any order of files") {
  for (const bool swapped : {false, true}) {
    Files files;
    const std::string old_text = "as_of: 2026-01-01\norg:\n  beds: 4\n",
                      new_text = "as_of: 2026-06-01\norg:\n  beds: 4\n";
    files.add("a.yaml", swapped ? new_text : old_text);
    files.add("b.yaml", swapped ? old_text : new_text);
    CHECK(files.json().find("2026-06-01") != std::string::npos);
    CHECK(files.json().find("2026-01-01") == std::string::npos);
  }
}

TEST_CASE("R4.12: rows merge by their key; a row twice in one file is an error") {
  Files files;
  files.add("f.yaml", "systems:\n  - { id: a, mfa: true }\n");
  files.add("systems.csv", "id,kinds\nb,x; y\na,z\n");
  CHECK_EQ(files.problems(), "");
  CHECK_EQ(
      files.json(),
      R"({"systems":[{"id":"a","at":"f.yaml:2","kinds":{"value":["z"],"at":"systems.csv:3"},"mfa":{"value":true,"at":"f.yaml:2"}},{"id":"b","at":"systems.csv:2","kinds":{"value":["x","y"],"at":"systems.csv:2"}}]})");
  CHECK_EQ(problems_of("systems.csv", "id,mfa\na,true\na,true\n"),
           "systems.csv:3:1 systems[\"a\"]: the row is given twice; the first is in line 2\n");
  CHECK_EQ(problems_of("systems.csv", "id,mfa\n,true\n"),
           "systems.csv:2:1 systems: a row without its key `id`\n");
}

TEST_CASE("CSV: the first line says which table, and more") {
  CHECK_EQ(
      json_of("x.csv", "# table: systems  as_of: 2026-11-01  source: asset inventory  proof: "
                       "documented  complete: 2026-11-02  by: IT lead\nid,mfa\n\"a,b\",true\n"),
      R"({"complete":[{"table":"systems","by":"IT lead","on":"2026-11-02"}],"systems":[{"id":"a,b","at":"x.csv:3","mfa":{"value":true,"as_of":"2026-11-01","source":"asset inventory","proof":"documented","at":"x.csv:3"}}]})");
  CHECK_EQ(problems_of("x.csv", "id\na\n"), "x.csv:1:1 x: no table of facts is named `x`; name the "
                                            "table in a first line `# table: ...`\n");
  CHECK_EQ(problems_of("systems.csv", "id,mfa\na\n"),
           "systems.csv:2:1 1 cells in a table of 2 columns\n");
  CHECK_EQ(problems_of("systems.csv", "id,id\na,b\n").substr(0, 42),
           "systems.csv:1:4 two columns are named `id`");
  CHECK_EQ(problems_of("systems.csv", "id,mfa\n\"a,true\n"),
           "systems.csv:2:1 a quote opens here and never closes\n");
  CHECK_EQ(problems_of("systems.csv", "# complete: 2026-11-02\nid\na\n"),
           "systems.csv:1:1 systems: a list is complete by somebody's word: write `complete: "
           "YYYY-MM-DD  by: WHO`\n");
}

TEST_CASE("R4.7: who declares a table complete, twice the same way or once") {
  Files same;
  same.add("a.yaml", "complete:\n  - { on: 2026-11-01, table: systems, by: IT }\n");
  same.add("systems.csv", "# complete: 2026-11-01  by: IT\nid\na\n");
  CHECK_EQ(same.problems(), "");
  Files other;
  other.add("a.yaml", "complete:\n  - { on: 2026-11-01, table: systems, by: IT }\n");
  other.add("systems.csv", "# complete: 2026-11-02  by: IT\nid\na\n");
  CHECK_EQ(other.problems(), "systems.csv:1:1 systems: is also declared complete in a.yaml:2, by "
                             "another or on another day; keep one\n");
  CHECK_EQ(problems_of("a.yaml", "complete:\n  - { table: sytems, by: IT, on: 2026-11-01 }\n"),
           "a.yaml:2:5 complete: no table of facts is named `sytems`; did you mean `systems`?\n");
  CHECK(problems_of("a.yaml", "complete:\n  - { table: systems, by: IT }\n")
            .find("says `table`, `by`") != std::string::npos);
}

TEST_CASE("a date or a proof that is none is told where it stands") {
  CHECK_EQ(problems_of("f.yaml", "as_of: 2026-02-30\norg:\n  beds: 1\n"),
           "f.yaml:1:8 `as_of` is a date, YYYY-MM-DD, not `2026-02-30`\n");
  CHECK_EQ(problems_of("f.yaml", "org:\n  beds: { value: 1, proof: sure }\n"),
           "f.yaml:2:28 org.beds: `proof` is self_stated, documented, sampled or "
           "independently_tested, not `sure`\n");
}

TEST_CASE("what no declaration knows goes on to the runtime, with its place") {
  const std::string json = json_of("f.yaml", "org:\n  bedz: 1\n");
  CHECK_EQ(json, R"({"org":{"bedz":"1"}})");
  Files files;
  files.add("f.yaml", "org:\n  beds: 1\n  bedz: 1\n");
  const Collected found = files.collect();
  const Place place = found.place_of(found.json.find("\"bedz\""));
  CHECK_EQ(place.line, 3);
  CHECK_EQ(place.column, 3);
}

TEST_CASE("the place of a value is found from its byte") {
  Files files;
  files.add("f.yaml", "org:\n  beds: x\n  open: true\nsystems:\n  - id: a\n    mfa: maybe\n");
  const Collected found = files.collect();
  CHECK_EQ(found.place_of(found.json.find("\"x\"")).line, 2);
  CHECK_EQ(found.place_of(found.json.find("true")).line, 3);
  CHECK_EQ(found.place_of(found.json.find("\"maybe\"")).line, 6);
  CHECK_EQ(found.place_of(0).line, 0);
}

TEST_CASE("--strict: what looks like a person is refused and not repeated") {
  CHECK_EQ(problems_of("f.yaml", "org:\n  note: 123-45-6789\n", true),
           "f.yaml:2:3 org.note: looks like a social security number; facts hold no PHI and no "
           "names: use a number\n");
  CHECK(problems_of("f.yaml", "org:\n  note: Jane Miller\n", true).find("a person's name") !=
        std::string::npos);
  CHECK_EQ(problems_of("f.yaml", "org:\n  note: Security Officer\n", true), "");
  CHECK_EQ(problems_of("f.yaml", "org:\n  note: Jane Miller\n"), "");
  CHECK_EQ(problems_of("systems.csv", "id\nMRN 10022\n", true),
           "systems.csv:2:1 systems: the key of a row looks like a record number; facts hold no "
           "PHI and no names: use a number\n");
}
