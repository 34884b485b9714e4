# SPDX-License-Identifier: Apache-2.0
set(folder ${BINARY_DIR}/consumer)
set(prefix ${folder}/prefix)
file(REMOVE_RECURSE ${folder})

function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${what} ended with ${result}:\n${output}")
  endif()
  message(STATUS "${what}: ok")
  set(output "${output}" PARENT_SCOPE)
endfunction()

run("install" ${CMAKE_COMMAND} --install ${BINARY_DIR} --prefix ${prefix})
foreach(name bin/ward include/ward/ward.h include/ward/ward.hpp share/ward/stdlib/hipaa/hipaa.ward
        share/doc/ward/FORMAT.md share/doc/ward/report.schema.json)
  if(NOT EXISTS ${prefix}/${name})
    message(FATAL_ERROR "${name} is not installed")
  endif()
endforeach()

set(flags)
if(SANITIZE)
  set(flags "-D" "CMAKE_CXX_FLAGS=-fsanitize=${SANITIZE}" "-D" "CMAKE_C_FLAGS=-fsanitize=${SANITIZE}")
endif()
run("configure" ${CMAKE_COMMAND} -S ${SOURCE_DIR}/project -B ${folder}/build -G ${GENERATOR}
  -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_C_COMPILER=${C_COMPILER} -D CMAKE_CXX_COMPILER=${CXX_COMPILER} ${flags})
run("build" ${CMAKE_COMMAND} --build ${folder}/build)

# The installed tool finds its library by itself, wherever it is called.
unset(ENV{WARD_STDLIB})
file(COPY ${SOURCE_DIR}/policy DESTINATION ${folder})
execute_process(COMMAND ${prefix}/bin/ward build --as-of 2026-01-01 -o ${folder}/door.wardb
  WORKING_DIRECTORY ${folder}/policy RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "ward build ended with ${result}:\n${output}")
endif()

# Reasoned in policy/door.ward: locked and checked, the rule is met; unlocked, it is not; untold, nobody knows.
foreach(program judge_c judge_cpp)
  foreach(case "locked|met" "unlocked|not_met" "untold|unknown")
    string(REPLACE "|" ";" case ${case})
    list(GET case 0 facts)
    list(GET case 1 verdict)
    run("${program} ${facts}" ${folder}/build/${program} ${folder}/door.wardb ${SOURCE_DIR}/policy/${facts}.json
      2026-01-01 house:1.a)
    if(NOT output STREQUAL "${verdict}\n")
      message(FATAL_ERROR "${program} of ${facts}.json says ${output}and not ${verdict}")
    endif()
  endforeach()
endforeach()
