// SPDX-License-Identifier: Apache-2.0
#include "project/manifest.h"

#include "unit/project/folder.h"

#include <doctest/doctest.h>

#include <optional>

using namespace ward;
using project::test::Folder;

namespace {

struct Loaded {
  source::SourceManager sources;
  diag::Sink sink;
  std::optional<project::Manifest> manifest;

  std::string findings() const { return project::test::findings(sink, sources); }
};

void load(Loaded& out, const Folder& folder, std::string_view text) {
  out.manifest = project::load_manifest(out.sources, out.sink, folder.write("ward.toml", text));
}

constexpr std::string_view good = R"([package]
name = "riverside_clinic"
release = 7
version = "2026.1"
reviewed = 2026-02-28
root = "clinic.main"
sources = ["policy/", "./shared"]
profile = "small"
)";

} // namespace

TEST_CASE("a manifest with everything in it") {
  Folder folder;
  folder.write("policy/clinic/main.ward", "");
  folder.write("shared/x.ward", "");
  Loaded loaded;
  load(loaded, folder, good);
  CHECK(loaded.findings() == "");
  REQUIRE(loaded.manifest);
  const project::Manifest& manifest = *loaded.manifest;
  CHECK(manifest.folder == folder.path.string());
  CHECK(manifest.name == "riverside_clinic");
  CHECK(manifest.release == 7);
  CHECK(manifest.version == "2026.1");
  REQUIRE(manifest.reviewed);
  CHECK(*manifest.reviewed == base::CivilDate{2026, 2, 28});
  CHECK(manifest.root == "clinic.main");
  CHECK(loaded.sources.text(manifest.root_span) == "\"clinic.main\"");
  CHECK(manifest.profile == "small");
  REQUIRE(manifest.sources.size() == 2);
  CHECK(manifest.sources[0].name == "policy");
  CHECK(manifest.sources[0].path == folder.at("policy"));
  CHECK(manifest.sources[1].name == "shared");
}

TEST_CASE("what may be left out") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder,
       "package.name = \"a\"\npackage.release = 1\n"
       "package.version = \"1\"\npackage.root = \"a\"\n");
  CHECK(loaded.findings() == "");
  REQUIRE(loaded.manifest);
  CHECK_FALSE(loaded.manifest->reviewed);
  CHECK(loaded.manifest->profile == "");
  REQUIRE(loaded.manifest->sources.size() == 1);
  CHECK(loaded.manifest->sources[0].name == ".");
  CHECK(loaded.manifest->sources[0].path == folder.path.string());
}

TEST_CASE("every missing key is told in one run, at the table: WARD4003") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder, "\n[package]\n");
  CHECK(loaded.findings() == "WARD4003 2:1-2:10 the manifest does not say `name`\n"
                             "WARD4003 2:1-2:10 the manifest does not say `release`\n"
                             "WARD4003 2:1-2:10 the manifest does not say `root`\n"
                             "WARD4003 2:1-2:10 the manifest does not say `version`\n");
  REQUIRE(loaded.manifest);
  CHECK(loaded.manifest->release == 0);
}

TEST_CASE("a manifest without its table") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder, "# nothing yet\n");
  CHECK(loaded.findings() == "WARD4003 1:1-1:1 the manifest does not say `[package]`\n");
}

TEST_CASE("an unknown key brings its candidate: WARD4002") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder,
       "[package]\nname = \"a\"\nrelease = 1\nversion = \"1\"\nroot = \"a\"\n"
       "\"reviewd\" = 2026-01-01\nzebra = 1\n[tool]\n");
  CHECK(loaded.findings() == "WARD4002 6:1-6:10 `reviewd` is no key of `[package]`\n"
                             "WARD4002 7:1-7:6 `zebra` is no key of `[package]`\n"
                             "WARD4002 8:2-8:6 `tool` is no key of the manifest\n");
  const auto found = loaded.sink.sorted();
  REQUIRE(found.size() == 3);
  REQUIRE(found[0]->fixes.size() == 1);
  CHECK(found[0]->fixes[0].replacement == "reviewed");
  CHECK(found[1]->fixes.empty());
  CHECK(found[1]->help != "");
}

TEST_CASE("columns count code points, and spans bytes") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder, "package = { version = \"\u00fc\u00fc\", zebra = 1 }\n");
  bool seen = false;
  for (const diag::Diagnostic* found : loaded.sink.sorted())
    if (found->code == diag::ManifestUnknownKey.code) {
      seen = true;
      CHECK(loaded.sources.text(found->span) == "zebra");
      CHECK(loaded.sources.begin(found->span).column == 29);
    }
  CHECK(seen);
}

TEST_CASE("values of the wrong type: WARD4004") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder,
       "[package]\nname = 5\nrelease = \"1\"\nversion = 1.5\nroot = [\"a\"]\n"
       "reviewed = \"2026-01-01\"\nsources = \"policy\"\nprofile = true\n");
  CHECK(loaded.findings() ==
        "WARD4004 2:8-2:9 `name` is an integer and has to be a text\n"
        "WARD4004 3:11-3:14 `release` is a text and has to be an integer\n"
        "WARD4004 4:11-4:14 `version` is a number with a fraction and has to be a text\n"
        "WARD4004 5:8-5:13 `root` is a list and has to be a text\n"
        "WARD4004 6:12-6:24 `reviewed` is a text and has to be a date\n"
        "WARD4004 7:11-7:19 `sources` is a text and has to be a list of folders\n"
        "WARD4004 8:11-8:15 `profile` is a truth value and has to be a text\n");
}

TEST_CASE("`package` that is no table") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder, "package = 1\n");
  CHECK(loaded.findings() == "WARD4004 1:11-1:12 `package` is an integer and has to be a table\n");
}

TEST_CASE("values out of their range: WARD4005, WARD4006, WARD4007") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder,
       "[package]\nname = \"../x\"\nrelease = 0\nversion = \" \"\nroot = \"clinic/main.ward\"\n"
       "sources = []\n");
  CHECK(loaded.findings() == "WARD4005 2:8-2:14 `../x` is no package name\n"
                             "WARD4006 3:11-3:12 release 0 is out of range\n"
                             "WARD4007 4:11-4:14 `version` says nothing\n"
                             "WARD4005 5:8-5:26 `clinic/main.ward` is no module name\n"
                             "WARD4007 6:11-6:13 `sources` says nothing\n");
  REQUIRE(loaded.manifest);
  CHECK(loaded.manifest->name == "");
  CHECK(loaded.manifest->root == "");
}

TEST_CASE("the largest release, and one more") {
  Folder folder;
  const std::string before = "[package]\nname = \"a\"\nversion = \"1\"\nroot = \"a\"\nrelease = ";
  Loaded largest;
  load(largest, folder, before + "4294967295\n");
  CHECK(largest.findings() == "");
  CHECK(largest.manifest->release == 4294967295u);
  Loaded more;
  load(more, folder, before + "4294967296\n");
  CHECK(more.findings() == "WARD4006 5:11-5:21 release 4294967296 is out of range\n");
  Loaded negative;
  load(negative, folder, before + "-1\n");
  CHECK(negative.findings() == "WARD4006 5:11-5:13 release -1 is out of range\n");
}

TEST_CASE("module names of the root") {
  Folder folder;
  for (const char* name : {"a..b", ".a", "a.", "1a", "a-b", "a b"}) {
    CAPTURE(name);
    Loaded loaded;
    load(loaded, folder,
         "[package]\nname = \"a\"\nrelease = 1\nversion = \"1\"\nroot = \"" + std::string(name) +
             "\"\n");
    REQUIRE(loaded.sink.size() == 1);
    CHECK(loaded.sink.sorted()[0]->code == 4005);
  }
}

TEST_CASE("source folders: missing, outside, twice: WARD4008, WARD4009, WARD4010") {
  Folder folder;
  folder.write("policy/a.ward", "");
  Loaded loaded;
  load(loaded, folder,
       "[package]\nname = \"a\"\nrelease = 1\nversion = \"1\"\nroot = \"a\"\n"
       "sources = [\n  \"policy\",\n  \"polcy\",\n  \"policy/../..\",\n  \"/\",\n  "
       "\"./policy/\",\n]\n");
  CHECK(loaded.findings() ==
        "WARD4008 8:3-8:10 there is no folder `" + folder.at("polcy") + "`\n" +
            "WARD4009 9:3-9:17 `policy/../..` leaves the folder of the manifest\n"
            "WARD4009 10:3-10:6 `/` leaves the folder of the manifest\n"
            "WARD4010 11:3-11:14 `policy` is a source folder already\n");
  CHECK(loaded.manifest->sources.size() == 1);
}

TEST_CASE("text that is not TOML gives one finding with its place, and no manifest: WARD4001") {
  Folder folder;
  Loaded open_string;
  load(open_string, folder, "[package]\nname = \"clinic\nrelease = 1\n");
  CHECK_FALSE(open_string.manifest);
  REQUIRE(open_string.sink.size() == 1);
  CHECK(open_string.sink.sorted()[0]->code == 4001);
  CHECK(open_string.sources.begin(open_string.sink.sorted()[0]->span).line == 2);

  Loaded twice;
  load(twice, folder, "[package]\nrelease = 1\nrelease = 2\n");
  CHECK_FALSE(twice.manifest);
  REQUIRE(twice.sink.size() == 1);
  CHECK(twice.sink.sorted()[0]->code == 4001);
  CHECK(twice.sources.begin(twice.sink.sorted()[0]->span).line == 3);

  Loaded no_day;
  load(no_day, folder, "[package]\nreviewed = 2026-02-30\n");
  CHECK_FALSE(no_day.manifest);
  REQUIRE(no_day.sink.size() == 1);
  CHECK(no_day.sink.sorted()[0]->code == 4001);
}

TEST_CASE("text nested very deeply is refused, not followed") {
  Folder folder;
  Loaded loaded;
  load(loaded, folder, "a = " + std::string(100000, '[') + "\n");
  CHECK_FALSE(loaded.manifest);
  REQUIRE(loaded.sink.size() == 1);
  CHECK(loaded.sink.sorted()[0]->code == 4001);
}

TEST_CASE("a manifest that cannot be read") {
  Folder folder;
  Loaded missing;
  missing.manifest = project::load_manifest(missing.sources, missing.sink, folder.at("ward.toml"));
  CHECK_FALSE(missing.manifest);
  REQUIRE(missing.sink.size() == 1);
  CHECK(missing.sink.sorted()[0]->code == diag::MissingFile.code);

  Loaded directory;
  directory.manifest =
      project::load_manifest(directory.sources, directory.sink, folder.path.string());
  CHECK_FALSE(directory.manifest);
  REQUIRE(directory.sink.size() == 1);
  CHECK(directory.sink.sorted()[0]->code == diag::FileIsDirectory.code);

  Loaded empty;
  load(empty, folder, "");
  CHECK_FALSE(empty.manifest);
  REQUIRE(empty.sink.size() == 1);
  CHECK(empty.sink.sorted()[0]->code == diag::EmptyFile.code);

  Loaded latin;
  load(latin, folder, "[package]\nname = \"caf\xe9\"\n");
  CHECK_FALSE(latin.manifest);
  REQUIRE(latin.sink.size() == 1);
  CHECK(latin.sink.sorted()[0]->code == diag::FileNotUtf8.code);
}

TEST_CASE("the nearest manifest, here or above") {
  Folder folder;
  folder.write("policy/deep/x.ward", "");
  CHECK_FALSE(project::find_manifest(folder.at("nowhere")));
  folder.write("ward.toml", good);
  CHECK(project::find_manifest(folder.at("policy/deep")) == folder.at("ward.toml"));
  CHECK(project::find_manifest(folder.at("policy/deep/")) == folder.at("ward.toml"));
  folder.write("policy/ward.toml", good);
  CHECK(project::find_manifest(folder.at("policy/deep")) == folder.at("policy/ward.toml"));
  CHECK(project::find_manifest(folder.path.string()) == folder.at("ward.toml"));
}

TEST_CASE("a manifest above the current folder is named from there") {
  Folder folder;
  folder.write("a/b/x.ward", "");
  folder.write("ward.toml", good);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path / "a" / "b");
  const auto from_here = project::find_manifest(".");
  std::filesystem::current_path(folder.path / "a");
  const auto from_below = project::find_manifest("b");
  std::filesystem::current_path(folder.path);
  const auto beside = project::find_manifest("");
  std::filesystem::current_path(before);
  CHECK(from_here == "../../ward.toml");
  CHECK(from_below == "../ward.toml");
  CHECK(beside == "ward.toml");
}
