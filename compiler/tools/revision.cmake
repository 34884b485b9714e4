# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT, a source with the revision of SOURCE: of the archive it came in, else what git knows, "-modified" where
# the sources differ from that commit, else "unknown". Touches the file only when it says something else.
file(READ ${SOURCE}/compiler/tools/ward/revision.txt revision)
string(STRIP "${revision}" revision)
if(NOT revision MATCHES "^[0-9a-f]+$")
  set(revision unknown)
  find_program(git git)
  # Only of the tree itself: a copy of the sources inside another repository has not that one's revision.
  if(git AND EXISTS ${SOURCE}/.git)
    execute_process(COMMAND ${git} -C ${SOURCE} rev-parse --verify HEAD
      RESULT_VARIABLE result OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
    execute_process(COMMAND ${git} -C ${SOURCE} --no-optional-locks status --porcelain
      RESULT_VARIABLE status OUTPUT_VARIABLE changes ERROR_QUIET)
    if(result EQUAL 0 AND status EQUAL 0)
      set(revision ${commit})
      if(changes)
        string(APPEND revision -modified)
      endif()
    endif()
  endif()
endif()
set(text "#include \"tools/ward/build_facts.h\"\nconst char* const ward::tool::revision = \"${revision}\";\n")
set(before "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} before)
endif()
if(NOT before STREQUAL text)
  file(WRITE ${OUTPUT} "${text}")
endif()
