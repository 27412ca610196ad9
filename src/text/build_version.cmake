# Writes OUTPUT, a source that says which build this is: `git describe` where SOURCE is a work tree, else VERSION. The file
# is touched only where it says something else, so that a commit costs one small source and a link.
#   cmake -D SOURCE=… -D VERSION=… -D OUTPUT=… -P build_version.cmake
set(text "${VERSION}")
find_program(git git)
# A tarball that was unpacked within somebody else's repository is no work tree of that.
if(git AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${git} -C ${SOURCE} describe --tags --match "v[0-9]*" --always --abbrev=8
    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND described MATCHES "^v([0-9.]+)$")
    set(text "${CMAKE_MATCH_1}")
  elseif(NOT failed AND described MATCHES "^v([0-9.]+)-([0-9]+)-(g[0-9a-f]+)$")
    set(text "${CMAKE_MATCH_1}+${CMAKE_MATCH_2}.${CMAKE_MATCH_3}")
  elseif(NOT failed AND described MATCHES "^([0-9a-f]+)$")
    set(text "${VERSION}+g${CMAKE_MATCH_1}")
  endif()
endif()
set(source "// Written by src/text/build_version.cmake.
#include <string_view>
extern const std::string_view censusctl_build;
const std::string_view censusctl_build = \"${text}\";
")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} written)
endif()
if(NOT written STREQUAL source)
  file(WRITE ${OUTPUT} "${source}")
endif()
