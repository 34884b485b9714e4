// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diag/catalog.h"
#include "diag/kinds.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ward::test {

/// One fenced block of a catalogue page: ```ward bad, ```ward good.
struct Example {
  bool is_bad = false;
  std::string text;
};

inline std::vector<Example> examples_of(std::string_view page) {
  std::vector<Example> out;
  for (size_t at = 0;;) {
    const size_t begin = page.find("```ward ", at);
    if (begin == std::string_view::npos)
      return out;
    const size_t body = page.find('\n', begin) + 1;
    const size_t end = page.find("```", body);
    if (end == std::string_view::npos)
      return out;
    const bool is_bad = page.substr(begin + 8, body - begin - 9).starts_with("bad");
    out.push_back({is_bad, std::string(page.substr(body, end - body))});
    at = end + 3;
  }
}

/// What a pipeline finds in a program: the codes, each as often as found.
using Compile = std::function<std::vector<uint16_t>(const std::string& program)>;

/// Runs the examples of all pages with codes in [first, last]: a bad one gives the code of its
/// page, a good one nothing. Returns how many were run.
inline int run_catalog_examples(uint16_t first, uint16_t last, const Compile& compile) {
  int count = 0;
  for (const diag::CatalogPage& page : diag::catalog_pages()) {
    if (page.code < first || page.code > last)
      continue;
    for (const Example& example : examples_of(page.text)) {
      ++count;
      CAPTURE(page.file_name);
      CAPTURE(example.text);
      const std::vector<uint16_t> codes = compile(example.text);
      bool found = false;
      for (uint16_t code : codes)
        found = found || code == page.code;
      if (example.is_bad)
        CHECK(found);
      else
        CHECK(codes.empty());
    }
  }
  return count;
}

} // namespace ward::test
