// SPDX-License-Identifier: Apache-2.0
#include "unit/support/catalog_examples.h"
#include "unit/support/check_diags.h"

#include <set>

using namespace ward;

TEST_CASE("the examples of the parser's pages give what they say") {
  const int count = test::run_catalog_examples(1100, 1999, [](const std::string& program) {
    test::Checked checked;
    test::parse_text(checked, program);
    std::vector<uint16_t> codes;
    for (const diag::Diagnostic* found : checked.sink.sorted())
      codes.push_back(found->code);
    return codes;
  });
  CHECK(count >= 70);
}

TEST_CASE("every diagnostic of the parser has a page, every such page a diagnostic") {
  std::set<uint16_t> codes;
  for (const diag::KindInfo& kind : diag::all_kinds())
    if (kind.code < 2000)
      codes.insert(kind.code);
  std::set<uint16_t> pages;
  for (const diag::CatalogPage& page : diag::catalog_pages())
    if (page.code < 2000)
      pages.insert(page.code);
  CHECK(codes == pages);
}
