# Has PROGRAM write its man pages and the completion of each shell below OUTPUT.
#   cmake -D PROGRAM=… -D OUTPUT=… -P make_pages.cmake
function(write_answer file)
  execute_process(COMMAND ${PROGRAM} ${ARGN} OUTPUT_FILE ${OUTPUT}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(MAKE_DIRECTORY ${OUTPUT}/man/man1)
foreach(shell IN ITEMS bash zsh fish)
  write_answer(censusctl.${shell} completion ${shell})
endforeach()
write_answer(man/man1/censusctl.1 help --man)
# A shell is told of all commands, one a line, each before a tab and its description.
execute_process(COMMAND ${PROGRAM} __complete fish "" OUTPUT_VARIABLE told COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n[a-z-]+\t" commands "${told}")
list(TRANSFORM commands STRIP)
list(REMOVE_ITEM commands help version)
foreach(command IN LISTS commands)
  write_answer(man/man1/censusctl-${command}.1 help --man ${command})
endforeach()
# And of all topics behind `help`.
file(MAKE_DIRECTORY ${OUTPUT}/man/man7)
execute_process(COMMAND ${PROGRAM} __complete fish help "" OUTPUT_VARIABLE told COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n[a-z-]+\t" topics "${told}")
list(TRANSFORM topics STRIP)
list(REMOVE_ITEM topics ${commands})
foreach(topic IN LISTS topics)
  write_answer(man/man7/censusctl-${topic}.7 help --man ${topic})
endforeach()
file(TOUCH ${OUTPUT}/made)
