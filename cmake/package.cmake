# SPDX-License-Identifier: Apache-2.0
# `cpack` in the build folder makes a Debian package of what `cmake --install` installs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ward)
set(CPACK_PACKAGE_VENDOR "Ward")
set(CPACK_PACKAGE_CONTACT "The Ward project")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # asks dpkg-shlibdeps of dpkg-dev which libraries the program needs
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "policy language for healthcare compliance, its compiler and runtime")
set(CPACK_PACKAGE_DESCRIPTION
  "The law as provisions, an organization's rules as controls that cover them; a compiler checks both against each\n other, and a small runtime judges an organization's facts and says why. With the library of law.")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
include(CPack)
