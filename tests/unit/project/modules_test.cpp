// SPDX-License-Identifier: Apache-2.0
#include "project/modules.h"

#include "project/manifest.h"
#include "unit/project/folder.h"

#include <doctest/doctest.h>

using namespace ward;
using project::find_module;
using project::test::Folder;

namespace {

struct Fixture {
  Folder folder;
  source::SourceManager sources;
  diag::Sink sink;
  project::ModuleFolders folders;

  Fixture() {
    folder.write("policy/clinic/access.ward", "");
    folder.write("policy/vendors/vendors.ward", "");
    folder.write("lib/hipaa/hipaa.ward", "");
    folder.write("lib/hipaa/roles.ward", "");
    folders.sources.push_back({folder.at("policy"), "policy"});
    folders.library = folder.at("lib");
  }
  std::optional<project::ModuleFile> find(std::string_view module) {
    return find_module(folders, module, source::Span::none(), sink);
  }
  std::string findings() const { return project::test::findings(sink, sources); }
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "a module is the file of its path") {
  const auto file = find("clinic.access");
  REQUIRE(file);
  CHECK(file->path == folder.at("policy/clinic/access.ward"));
  CHECK(file->shown == folder.at("policy/clinic/access.ward"));
  CHECK(file->name == "policy/clinic/access.ward");
  CHECK(findings() == "");
}

TEST_CASE_FIXTURE(Fixture, "a file in a folder of its own name serves too") {
  const auto file = find("vendors");
  REQUIRE(file);
  CHECK(file->name == "policy/vendors/vendors.ward");
}

TEST_CASE_FIXTURE(Fixture, "the library is named without its place on the machine") {
  const auto file = find("hipaa");
  REQUIRE(file);
  CHECK(file->path == folder.at("lib/hipaa/hipaa.ward"));
  CHECK(file->shown == "ward:hipaa/hipaa.ward");
  CHECK(file->name == "ward:hipaa/hipaa.ward");
  REQUIRE(find("hipaa.roles"));
  CHECK(find("hipaa.roles")->name == "ward:hipaa/roles.ward");
}

TEST_CASE_FIXTURE(Fixture, "what is nowhere is not found, and nothing is filed") {
  CHECK_FALSE(find("clinic"));
  CHECK_FALSE(find("clinic.acess"));
  for (const char* name : {"", ".", "a..b", "clinic.", ".clinic", "../lib/hipaa"}) {
    CAPTURE(name);
    CHECK_FALSE(find(name));
  }
  CHECK(findings() == "");
}

TEST_CASE_FIXTURE(Fixture, "two files for one module: WARD4101") {
  folder.write("more/clinic/access.ward", "");
  folders.sources.push_back({folder.at("more"), "more"});
  const auto file = find("clinic.access");
  REQUIRE(file);
  CHECK(file->name == "policy/clinic/access.ward");
  CHECK(findings() == "WARD4101 module `clinic.access` is in two places\n");
  CHECK(sink.sorted()[0]->notes.size() == 2);

  sink.clear();
  folder.write("policy/vendors.ward", "");
  REQUIRE(find("vendors"));
  CHECK(findings() == "WARD4101 module `vendors` is in two places\n");
}

TEST_CASE_FIXTURE(Fixture, "a project does not replace the library: WARD4102") {
  folder.write("policy/hipaa.ward", "");
  const auto file = find("hipaa");
  REQUIRE(file);
  CHECK(file->name == "policy/hipaa.ward");
  CHECK(findings() == "WARD4102 module `hipaa` would replace the one of the library\n");
}

TEST_CASE_FIXTURE(Fixture, "without a library") {
  folders.library.clear();
  CHECK_FALSE(find("hipaa"));
  CHECK(find("clinic.access"));
}

TEST_CASE_FIXTURE(Fixture, "the root module: WARD4104") {
  project::Manifest manifest;
  manifest.sources.push_back({"policy", folder.at("policy"), source::Span::none()});
  const auto own = project::ModuleFolders::of(manifest, "");
  REQUIRE(own.sources.size() == 1);
  CHECK(own.sources[0].path == folder.at("policy"));
  CHECK(own.sources[0].name == "policy");

  manifest.root = "clinic.access";
  CHECK(find_root(own, manifest, sink));
  CHECK(findings() == "");
  manifest.root = "clinic.main";
  CHECK_FALSE(find_root(own, manifest, sink));
  CHECK(findings() == "WARD4104 no source folder holds the root module `clinic.main`\n");
  sink.clear();
  manifest.root = ""; // a bad one, told when the manifest was read
  CHECK_FALSE(find_root(own, manifest, sink));
  CHECK(findings() == "");
}

TEST_CASE_FIXTURE(Fixture, "the library lies beside the program, or where it is said: WARD4103") {
  folder.write("prefix/bin/ward", "");
  folder.write("prefix/share/ward/stdlib/hipaa.ward", "");
  const std::string program = folder.at("prefix/bin/ward");
  CHECK(project::find_library(program, nullptr, sink) ==
        std::filesystem::canonical(folder.path / "prefix/share/ward/stdlib").string());
  CHECK(project::find_library(program, "", sink) ==
        std::filesystem::canonical(folder.path / "prefix/share/ward/stdlib").string());
  CHECK(project::find_library(program, folder.at("lib").c_str(), sink) == folder.at("lib"));
  // By a link to the program, the program's own place counts.
  std::filesystem::create_symlink(program, folder.path / "link");
  CHECK(project::find_library(folder.at("link"), nullptr, sink) ==
        std::filesystem::canonical(folder.path / "prefix/share/ward/stdlib").string());
  CHECK(findings() == "");

  CHECK(project::find_library(folder.at("policy/clinic/access.ward"), nullptr, sink) == "");
  CHECK(sink.size() == 1);
  CHECK(project::find_library(program, folder.at("none").c_str(), sink) == "");
  REQUIRE(sink.size() == 2);
  for (const diag::Diagnostic* found : sink.sorted())
    CHECK(found->code == 4103);
}
