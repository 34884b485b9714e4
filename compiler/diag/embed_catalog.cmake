# SPDX-License-Identifier: Apache-2.0
# Run as a script: writes OUTPUT, a .cpp that holds every page of the folder PAGES as a raw string.
file(GLOB pages RELATIVE ${PAGES} ${PAGES}/*.md)
list(SORT pages)
set(text "// SPDX-License-Identifier: Apache-2.0\n#include \"diag/catalog.h\"\n\nnamespace ward::diag {\nnamespace {\n\nconstexpr CatalogPage pages[] = {\n")
string(APPEND text "    {0, \"\", \"\"},\n")
foreach(page IN LISTS pages)
  if(NOT page MATCHES "^([0-9][0-9][0-9][0-9])-")
    continue()
  endif()
  string(REGEX REPLACE "^0+" "" code "${CMAKE_MATCH_1}")
  file(READ ${PAGES}/${page} body)
  # Brackets and semicolons would be lists to CMake, so the page is never taken apart here.
  string(APPEND text "    {${code}, \"${page}\", R\"=page=(${body})=page=\"},\n")
endforeach()
string(APPEND text "};\n\n}  // namespace\n\n// The first entry keeps the array from being empty.\nstd::span<const CatalogPage> catalog_pages() { return std::span<const CatalogPage>(pages).subspan(1); }\n\n}  // namespace ward::diag\n")
file(WRITE ${OUTPUT}.new "${text}")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
