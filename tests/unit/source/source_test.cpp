// SPDX-License-Identifier: Apache-2.0
#include "source/loader.h"
#include "source/source_manager.h"
#include "source/utf8.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace ward::source;

namespace {

struct Folder {
  std::filesystem::path path = std::filesystem::path(WARD_BINARY_DIR) / "unit_source_files";
  Folder() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }

  std::string write(const char* name, std::string_view bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
};

LoadFault fault_of(const std::string& path, const LoadOptions& options = {}) {
  SourceManager sources;
  auto loaded = load_file(sources, path, options);
  REQUIRE_FALSE(loaded.has_value());
  CHECK_EQ(sources.path(loaded.error().file), path);
  return loaded.error().fault;
}

} // namespace

TEST_CASE("positions count bytes, code points and UTF-16 units") {
  SourceManager sources;
  // a, e with acute (2 bytes), a lock (4 bytes, a surrogate pair), b
  const SourceId id = sources.add("x", "one\r\na\xC3\xA9\xF0\x9F\x94\x92"
                                       "b\n");
  CHECK(sources.position(id, 0) == Position{1, 1, 1, 0});
  CHECK(sources.position(id, 5) == Position{2, 1, 1, 5});
  CHECK(sources.position(id, 6) == Position{2, 2, 2, 6});
  CHECK(sources.position(id, 8) == Position{2, 3, 3, 8});
  CHECK(sources.position(id, 12) == Position{2, 4, 5, 12});
  CHECK(sources.position(id, 14) == Position{3, 1, 1, 14});
  CHECK(sources.position(id, 99) == Position{3, 1, 1, 14});
  CHECK_EQ(sources.line_count(id), 3);
  CHECK_EQ(sources.line_text(id, 1), "one");
  CHECK_EQ(sources.line_text(id, 2), "a\xC3\xA9\xF0\x9F\x94\x92"
                                     "b");
  CHECK_EQ(sources.line_text(id, 3), "");
  CHECK_EQ(sources.text(Span{id, 5, 6}), "a");
}

TEST_CASE("UTF-8 is checked to the letter") {
  CHECK_FALSE(find_invalid_utf8("plain ascii, longer than eight bytes").has_value());
  CHECK_FALSE(find_invalid_utf8("\xF0\x9F\x94\x92").has_value());
  CHECK_EQ(find_invalid_utf8("12345678\xFF"), 8);
  CHECK_EQ(find_invalid_utf8("a\xC0\x80"), 1);        // overlong
  CHECK_EQ(find_invalid_utf8("\xED\xA0\x80"), 0);     // a surrogate
  CHECK_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0); // past the last code point
  CHECK_EQ(find_invalid_utf8("ab\xE2\x82"), 2);       // cut off
  std::string out;
  for (uint32_t code_point : {0x41u, 0xE9u, 0x20ACu, 0x1F512u})
    append_utf8(out, code_point);
  CHECK_EQ(out, "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\x92");
  CHECK_EQ(display_width('a'), 1);
  CHECK_EQ(display_width(0x4E2D), 2);
  CHECK_EQ(display_width(0x301), 0);
}

TEST_CASE("what cannot be read is told by kind") {
  const Folder folder;
  CHECK(fault_of((folder.path / "absent.ward").string()) == LoadFault::missing);
  CHECK(fault_of(folder.path.string()) == LoadFault::directory);
  CHECK(fault_of(folder.write("empty.ward", "")) == LoadFault::empty);
  CHECK(fault_of(folder.write("latin.ward", "caf\xE9 au lait")) == LoadFault::not_utf8);
  const std::string pipe = (folder.path / "pipe").string();
  REQUIRE_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  CHECK(fault_of(pipe) == LoadFault::not_a_file);
  LoadOptions options;
  options.max_source_bytes = 4;
  CHECK(fault_of(folder.write("long.ward", "12345"), options) == LoadFault::too_large);
  SourceManager sources;
  auto fits = load_file(sources, folder.write("fits.ward", "1234"), options);
  REQUIRE(fits.has_value());
  CHECK_EQ(sources.text(*fits), "1234");
  options.allow_empty = true;
  CHECK(load_file(sources, (folder.path / "empty.ward").string(), options).has_value());
}

TEST_CASE("the place of the first byte that is not UTF-8 is told") {
  const Folder folder;
  SourceManager sources;
  auto loaded = load_file(sources, folder.write("latin.ward", "caf\xE9 au lait"));
  REQUIRE_FALSE(loaded.has_value());
  CHECK_EQ(loaded.error().at, 3);
}
