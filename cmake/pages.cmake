# SPDX-License-Identifier: Apache-2.0
# The manual and the completions, made by the program from its own options; installed where man and the shells look.
set(pages ${PROJECT_BINARY_DIR}/pages)
add_custom_command(OUTPUT ${pages}/made
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}/man1
  COMMAND ward manual --all ${pages}/man1
  COMMAND ward completion bash > ${pages}/ward.bash
  COMMAND ward completion zsh > ${pages}/_ward
  COMMAND ward completion fish > ${pages}/ward.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${pages}/made
  DEPENDS ward VERBATIM COMMENT "Manual and completions")
add_custom_target(ward_pages ALL DEPENDS ${pages}/made)
install(DIRECTORY ${pages}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} FILES_MATCHING PATTERN "*.1")
install(FILES ${pages}/ward.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ward)
install(FILES ${pages}/ward.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# Where zsh looks below /usr/local, and where Debian's looks below /usr.
foreach(folder site-functions vendor-completions)
  install(FILES ${pages}/_ward DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${folder})
endforeach()
