# SPDX-License-Identifier: Apache-2.0
# libsodium, which brings no CMake package of its own: target sodium::sodium. The static library is preferred, so
# that a program with the runtime in it stands alone.
find_path(sodium_INCLUDE_DIR sodium.h)
find_library(sodium_LIBRARY NAMES libsodium.a sodium)
mark_as_advanced(sodium_INCLUDE_DIR sodium_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(sodium REQUIRED_VARS sodium_LIBRARY sodium_INCLUDE_DIR)
if(sodium_FOUND AND NOT TARGET sodium::sodium)
  add_library(sodium::sodium UNKNOWN IMPORTED)
  set_target_properties(sodium::sodium PROPERTIES
    IMPORTED_LOCATION "${sodium_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${sodium_INCLUDE_DIR}")
endif()
