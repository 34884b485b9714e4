# SPDX-License-Identifier: Apache-2.0
# Installs BINARY_DIR into PREFIX, anew, and looks whether all that a customer needs is there.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BINARY_DIR} --prefix ${PREFIX}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "installing ended with ${result}:\n${output}")
endif()
foreach(name bin/ward include/ward/ward.h include/ward/ward.hpp share/ward/stdlib/hipaa/hipaa.ward
        share/doc/ward/FORMAT.md share/doc/ward/report.schema.json)
  if(NOT EXISTS ${PREFIX}/${name})
    message(FATAL_ERROR "${name} is not installed")
  endif()
endforeach()
