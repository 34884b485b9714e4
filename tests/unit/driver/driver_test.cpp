// SPDX-License-Identifier: Apache-2.0
#include "driver/driver.h"

#include "base/calendar.h"
#include "diag/catalog.h"
#include "diag/render.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

using namespace ward;

namespace {

/// A folder of its own for one test case, gone afterwards.
struct Folder {
  std::filesystem::path path;

  Folder() {
    std::string name = WARD_BINARY_DIR "/driver-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(std::string_view name, std::string_view text) const {
    const std::filesystem::path file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  std::string at(std::string_view name) const { return (path / name).string(); }
};

std::unique_ptr<driver::Compilation> run(driver::Options options) {
  options.as_of_days = base::days_since_epoch({2026, 1, 1});
  return driver::compile(options);
}

std::unique_ptr<driver::Compilation> compile(const std::string& input,
                                             const std::string& library = "") {
  driver::Options options;
  options.input = input;
  options.library = library;
  return run(options);
}

std::unique_ptr<driver::Compilation> compile_files(const driver::MemoryFiles& files,
                                                   driver::Phase last = driver::Phase::emit) {
  driver::Options options;
  options.input = "main.ward";
  options.memory = &files;
  options.last = last;
  return run(options);
}

/// "WARD2001", codes in the order of the text.
std::string codes(const driver::Compilation& compilation) {
  std::string out;
  for (const diag::Diagnostic* found : compilation.sink.sorted())
    out += (out.empty() ? "" : " ") + diag::code_text(found->code);
  return out;
}

constexpr std::string_view manifest = R"toml([package]
name = "riverside_clinic"
release = 7
version = "2026.1"
reviewed = 2025-12-01
root = "clinic"
sources = ["policy"]
)toml";
constexpr std::string_view town = R"ward(module town
authority town "Town" { force law source "code" }
provision town:1 "Doors" { in force from 2020-01-01 }
)ward";
constexpr std::string_view clinic = R"ward(module clinic
use clinic.doors
use town
)ward";
constexpr std::string_view doors = R"ward(module clinic.doors
use town
facts { locked : bool "Are the doors locked?" }
control doors.locked "Lock the doors" {
  implemented when locked
  covers town:1
}
)ward";

/// A project of two modules, and a library of one beside it.
void write_project(const Folder& folder) {
  folder.write("project/ward.toml", manifest);
  folder.write("project/policy/clinic/clinic.ward", clinic);
  folder.write("project/policy/clinic/doors.ward", doors);
  folder.write("library/town.ward", town);
}

} // namespace

TEST_CASE("a project of two modules and a library, from the manifest to the bytes") {
  const Folder folder;
  write_project(folder);
  for (const std::string input : {"project", "project/ward.toml"}) {
    const auto compilation = compile(folder.at(input), folder.at("library"));
    INFO(diag::render_text(compilation->sink, compilation->sources));
    CHECK(codes(*compilation) == "");
    CHECK(!compilation->bytes.empty());
    CHECK(compilation->model->library.name == "riverside_clinic");
    CHECK(compilation->model->library.release == 7);
    CHECK(compilation->model->library.reviewed_days == base::days_since_epoch({2025, 12, 1}));
    CHECK(compilation->counts.files == 3);
    CHECK(compilation->counts.controls == 1);
    CHECK(compilation->counts.provisions == 1);
    CHECK(compilation->counts.bytes == town.size() + clinic.size() + doors.size());
    // The library's module is not the project's own.
    CHECK(compilation->own_modules.size() == 2);
    CHECK(driver::phase_timings(*compilation).starts_with("manifest "));
  }
}

TEST_CASE("the built-in library is named by its own manifest (R11.8)") {
  const Folder folder;
  write_project(folder);
  // Without a manifest of its own a library has a name and nothing else.
  auto compilation = compile(folder.at("project"), folder.at("library"));
  REQUIRE(compilation->model->standard);
  CHECK(compilation->model->standard->name == "ward-stdlib");
  CHECK(compilation->model->standard->version.empty());
  folder.write("library/ward.toml", "[package]\nname = \"town\"\nrelease = 3\nversion = \"0.4\"\n"
                                    "reviewed = 2025-11-30\nroot = \"town\"\nsources = [\".\"]\n");
  compilation = compile(folder.at("project"), folder.at("library"));
  INFO(diag::render_text(compilation->sink, compilation->sources));
  CHECK(codes(*compilation) == "");
  REQUIRE(compilation->model->standard);
  CHECK(compilation->model->standard->name == "town");
  CHECK(compilation->model->standard->version == "0.4");
  CHECK(compilation->model->standard->release == 3);
  CHECK(compilation->model->standard->reviewed_days == base::days_since_epoch({2025, 11, 30}));
  const program::Program& made = *compilation->program;
  CHECK(made.text(made.standard_library) == "town");
  // The library itself, compiled as a project, stands on none.
  compilation = compile(folder.at("library"), folder.at("library"));
  CHECK(!compilation->model->standard);
}

TEST_CASE("the same bytes from another folder and by another spelling of the path") {
  const Folder here, there;
  write_project(here);
  write_project(there);
  const auto one = compile(here.at("project"), here.at("library"));
  const auto two = compile(there.at("project/policy/../ward.toml"), there.at("library"));
  REQUIRE(one->ok());
  REQUIRE(two->ok());
  CHECK(one->bytes == two->bytes);
}

TEST_CASE("a warning of the library is not the project's") {
  const Folder folder;
  write_project(folder);
  folder.write("library/town.ward", std::string(town) + "facts { spare : bool \"?\" }\n");
  CHECK(codes(*compile(folder.at("project"), folder.at("library"))) == "");
  folder.write("project/policy/clinic/doors.ward",
               std::string(doors) + "facts { unread : bool \"?\" }\n");
  CHECK(codes(*compile(folder.at("project"), folder.at("library"))) == "WARD3501");
}

TEST_CASE("a file alone finds its neighbours by its module's name") {
  const Folder folder;
  write_project(folder);
  const auto compilation =
      compile(folder.at("project/policy/clinic/clinic.ward"), folder.at("library"));
  INFO(diag::render_text(compilation->sink, compilation->sources));
  CHECK(codes(*compilation) == "");
  CHECK(compilation->counts.files == 3);
}

TEST_CASE("R1.8: the root's name agrees with the manifest, and with its file") {
  const Folder folder;
  write_project(folder);
  folder.write("project/policy/clinic/clinic.ward", "module klinik\n");
  CHECK(codes(*compile(folder.at("project"), folder.at("library"))) == "WARD2003");
  folder.write("other.ward", "module clinic\n");
  CHECK(codes(*compile(folder.at("other.ward"))) == "WARD2003");
}

TEST_CASE("R1.9: missing and cyclic imports") {
  const Folder folder;
  write_project(folder);
  folder.write("project/policy/clinic/clinic.ward", "module clinic\nuse clinic.dors\n");
  const auto missing = compile(folder.at("project"), folder.at("library"));
  CHECK(codes(*missing) == "WARD2001");
  CHECK(missing->bytes.empty());
  CHECK(!missing->sink.sorted()[0]->help.empty());
  folder.write("project/policy/clinic/clinic.ward", clinic);
  folder.write("project/policy/clinic/doors.ward", "module clinic.doors\nuse clinic\n");
  CHECK(codes(*compile(folder.at("project"), folder.at("library"))) == "WARD2002");
}

TEST_CASE("mistakes of the manifest, and a profile that is not there") {
  const Folder folder;
  write_project(folder);
  folder.write("project/ward.toml", "[package\n");
  CHECK(codes(*compile(folder.at("project"))) == "WARD4001");
  folder.write("project/ward.toml", std::string(manifest) + "profile = \"hole\"\n");
  const auto compilation = compile(folder.at("project"), folder.at("library"));
  CHECK(codes(*compilation) == "WARD3106");
  CHECK(compilation->bytes.empty());
  folder.write("project/ward.toml", "[package]\nname = \"a\"\nrelease = 1\nversion = \"1\"\n"
                                    "root = \"nothing\"\nsources = [\"policy\"]\n");
  CHECK(codes(*compile(folder.at("project"))) == "WARD4104");
}

TEST_CASE("input that cannot be read: one finding each, and no bytes") {
  const Folder folder;
  folder.write("empty.ward", "");
  folder.write("latin.ward", "module latin // caf\xE9\n");
  folder.write("folder/file.txt", "x");
  std::filesystem::create_directories(folder.path / "dir.ward");
  CHECK(codes(*compile(folder.at("missing.ward"))) == "WARD1001");
  CHECK(codes(*compile(folder.at("folder"))) == "WARD4011");
  CHECK(codes(*compile(folder.at("dir.ward"))) == "WARD4011");
  CHECK(codes(*compile(folder.at("latin.ward"))) == "WARD1004");
  CHECK(codes(*compile(folder.at("empty.ward"))) == "WARD1005");

  folder.write("large.ward", "module large\n// " + std::string(1000, 'x') + "\n");
  driver::Options options;
  options.input = folder.at("large.ward");
  options.limits.max_source_bytes = 1000;
  const auto large = run(options);
  CHECK(codes(*large) == "WARD1006");
  CHECK(large->bytes.empty());
  CHECK(!large->model);
}

TEST_CASE("a file that one module uses cannot be read: said once, at the file") {
  const Folder folder;
  write_project(folder);
  folder.write("project/policy/clinic/doors.ward", "module \xFF\n");
  const auto compilation = compile(folder.at("project"), folder.at("library"));
  CHECK(codes(*compilation) == "WARD1004");
}

TEST_CASE("the same problems from memory") {
  CHECK(codes(*compile_files({{"other.ward", "module other\n"}})) == "WARD1001");
  CHECK(codes(*compile_files({{"main.ward", "module main\nuse a\n"},
                              {"a.ward", "module a\nuse b\n"},
                              {"b/b.ward", "module b\nuse a\n"}})) == "WARD2002");
  CHECK(codes(*compile_files({{"main.ward", "module main\nuse town\n"},
                              {"ward:town.ward", std::string(town)}})) == "");
}

TEST_CASE("model errors stop before the program, and a phase may be the last") {
  const auto broken = compile_files({{"main.ward", "module main\nfacts { a : colour \"?\" }\n"}});
  CHECK(!broken->ok());
  CHECK(broken->model);
  CHECK(!broken->program);
  // Without the checks nothing is said of the unread fact.
  const driver::MemoryFiles unread = {{"main.ward", "module main\nfacts { a : bool \"?\" }\n"}};
  CHECK(codes(*compile_files(unread, driver::Phase::typecheck)) == "");
  const auto checked = compile_files(unread, driver::Phase::check);
  CHECK(codes(*checked) == "WARD3501");
  CHECK(!checked->program);
  const auto lowered = compile_files(unread, driver::Phase::lower);
  CHECK(lowered->program);
  CHECK(lowered->bytes.empty());
}

TEST_CASE("what no program can show has a page all the same") {
  const auto page = diag::catalog_page(diag::MisplacedExpression.code);
  REQUIRE(page);
  CHECK(page->find("a mistake of the compiler") != std::string_view::npos);
}
