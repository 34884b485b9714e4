# SPDX-License-Identifier: Apache-2.0
# Adds the pages of catalog/ to ward_diag (diag::catalog_page).
file(GLOB catalog_pages CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/catalog/*.md)
set(catalog_source ${CMAKE_CURRENT_BINARY_DIR}/diag/catalog_pages.cpp)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/diag)
add_custom_command(
  OUTPUT ${catalog_source}
  COMMAND ${CMAKE_COMMAND} -DPAGES=${CMAKE_CURRENT_LIST_DIR}/catalog -DOUTPUT=${catalog_source}
    -P ${CMAKE_CURRENT_LIST_DIR}/embed_catalog.cmake
  COMMAND ${CMAKE_COMMAND} -E touch ${catalog_source}
  DEPENDS ${catalog_pages} ${CMAKE_CURRENT_LIST_DIR}/embed_catalog.cmake
  COMMENT "Embedding the catalogue of diagnostics"
  VERBATIM)
target_sources(ward_diag PRIVATE ${catalog_source})
