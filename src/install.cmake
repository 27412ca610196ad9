# What is installed, what is packed, and the program that runs on any Linux of this processor.
#   cmake --install BUILD --prefix /usr/local
#   cpack --config BUILD/CPackConfig.cmake -G DEB     needs Debian's shared libraries; says which
#   cpack --config BUILD/CPackConfig.cmake -G TGZ     needs -DCENSUSCTL_STATIC=ON: one program that needs nothing
include(GNUInstallDirs)

# Man pages and completion are made by the program, of the words of its help.
set(made ${PROJECT_BINARY_DIR}/share)
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(OUTPUT ${made}/made DEPENDS censusctl ${PROJECT_SOURCE_DIR}/src/cli/make_pages.cmake
    COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:censusctl> -D OUTPUT=${made}
      -P ${PROJECT_SOURCE_DIR}/src/cli/make_pages.cmake)
  add_custom_target(censusctl_pages ALL DEPENDS ${made}/made)
  install(DIRECTORY ${made}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT files)
  install(FILES ${made}/censusctl.bash RENAME censusctl
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT files)
  install(FILES ${made}/censusctl.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT files)
  install(FILES ${made}/censusctl.zsh RENAME _censusctl
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT elsewhere)
  # Below /usr Debian's zsh looks elsewhere.
  install(FILES ${made}/censusctl.zsh RENAME _censusctl
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT debian EXCLUDE_FROM_ALL)
endif()
install(TARGETS censusctl RUNTIME COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/censusctl COMPONENT files)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT files
  PATTERN ".censusctl" EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT files)

if(CENSUSCTL_STATIC)
  # The same objects, but for two: spdlog and fmt are no static libraries in Debian, so that they come as headers.
  # They are objects of their own, so that the linker can leave them in the archive.
  set_property(SOURCE ${PROJECT_SOURCE_DIR}/src/cli/logging.cpp PROPERTY SKIP_UNITY_BUILD_INCLUSION ON)
  add_executable(censusctl_static src/main.cpp ${build_version} src/static_link.cpp src/cli/logging.cpp)
  add_dependencies(censusctl_static censusctl_build_version censusctl)
  set_target_properties(censusctl_static PROPERTIES OUTPUT_NAME censusctl-static)
  target_compile_definitions(censusctl_static PRIVATE SPDLOG_HEADER_ONLY SPDLOG_FMT_EXTERNAL FMT_HEADER_ONLY)
  set(archives)
  foreach(station IN ITEMS cli apply report plan diff validation sandbox census http manifest json model text diagnostics asio)
    list(APPEND archives $<TARGET_FILE:censusctl_${station}>)
  endforeach()
  foreach(library IN ITEMS yaml-cpp boost_json boost_container ssl crypto z nettle)
    find_library(static_${library} lib${library}.a REQUIRED)
    list(APPEND archives ${static_${library}})
  endforeach()
  target_link_libraries(censusctl_static PRIVATE censusctl_options -Wl,--start-group ${archives} -Wl,--end-group)
  set_target_properties(censusctl_static PROPERTIES LINK_DEPENDS "$<TARGET_FILE:censusctl_cli>")
  # Names are looked up in files and by DNS, of which the C library has its own (src/static_link.cpp), so that what its
  # linker warns of does not happen.
  target_link_options(censusctl_static PRIVATE -static-pie)
  set_target_properties(censusctl_static PROPERTIES CENSUSCTL_STATIC_PIE ON)
  install(PROGRAMS $<TARGET_FILE:censusctl_static> RENAME censusctl DESTINATION ${CMAKE_INSTALL_BINDIR}
    COMPONENT static EXCLUDE_FROM_ALL)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME censusctl)
set(CPACK_PACKAGE_VENDOR censusctl)
set(CPACK_PACKAGE_CONTACT "The maintainers of censusctl <maintainers@censusctl.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "keep the syncs of a Census workspace in Git")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
# Read when something is packed: the version is what the program says, the content what the generator is for.
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_BINARY_DIR}/generated/packing.cmake)
file(WRITE ${CPACK_PROJECT_CONFIG_FILE} "
execute_process(COMMAND \"${PROJECT_BINARY_DIR}/censusctl\" version OUTPUT_VARIABLE version
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE \"censusctl \" \"\" CPACK_PACKAGE_VERSION \"\${version}\")
if(CPACK_GENERATOR STREQUAL DEB)
  set(CPACK_COMPONENTS_ALL program files debian)
else()
  set(CPACK_COMPONENTS_ALL static files elsewhere)
  set(CPACK_PACKAGING_INSTALL_PREFIX /)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY ON)
endif()
set(CPACK_PACKAGE_FILE_NAME \"censusctl-\${CPACK_PACKAGE_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR}\")
")
include(CPack)
