# Installs headers, libraries and the command, with package files for find_package() and for pkg-config.
#
# What a component needs is read off its target, so no list is kept in step here. Only a third-party library that a
# static build hands on to its consumers must say what its package is called there:

set(SEGUE_PACKAGE_OF_fmt::fmt fmt)  # for find_package()
set(SEGUE_MODULE_OF_fmt::fmt fmt)   # for pkg-config
set(SEGUE_PACKAGE_OF_re2::re2 RE2)  # by FindRE2.cmake, which is installed
set(SEGUE_MODULE_OF_re2::re2 re2)
set(SEGUE_PACKAGE_OF_TBB::tbb TBB)
set(SEGUE_MODULE_OF_TBB::tbb tbb)

include(CMakePackageConfigHelpers)

get_property(SEGUE_COMPONENT_TARGETS GLOBAL PROPERTY SEGUE_COMPONENTS)
get_property(segue_internal_libraries GLOBAL PROPERTY SEGUE_INTERNAL_LIBRARIES)
if(TARGET segue_segue)
  list(APPEND SEGUE_COMPONENT_TARGETS segue_segue)
endif()
list(TRANSFORM SEGUE_COMPONENT_TARGETS REPLACE "^segue_" "" OUTPUT_VARIABLE SEGUE_COMPONENT_NAMES)
list(JOIN SEGUE_COMPONENT_NAMES ", " SEGUE_COMPONENT_LIST)

set(segue_libraries ${SEGUE_COMPONENT_TARGETS})  # and in a static build the internal libraries that they use

# segue_links(result target): what a consumer of `target` links beside it: components, packages, and internal libraries
# with what they link in turn, each after all that use it.
function(segue_links result target)
  get_target_property(direct ${target} INTERFACE_LINK_LIBRARIES)
  set(links "")
  if(direct)
    list(TRANSFORM direct REPLACE [[^\$<LINK_ONLY:(.*)>$]] [[\1]])
    list(TRANSFORM direct REPLACE "^segue::" "segue_")
    foreach(link IN LISTS direct)
      list(APPEND links ${link})
      if(link IN_LIST segue_internal_libraries)
        segue_links(further ${link})
        list(APPEND links ${further})
      endif()
    endforeach()
    list(REVERSE links)
    list(REMOVE_DUPLICATES links)  # keeps the first one, which is the last one in the order that matters
    list(REVERSE links)
  endif()
  set(${result} ${links} PARENT_SCOPE)
endfunction()

# segue_package(target): writes segue-<name>.pc and appends to SEGUE_PACKAGES, the lines of segueConfig.cmake that say
# which packages each component needs. Components come in the order in which they use each other.
#
# A shared library carries all that it uses. A static one does not, so its Libs and Requires name that too: nothing is
# private, since `pkg-config --libs` is then to give what `pkg-config --static --libs` gives.
function(segue_package target)
  string(REGEX REPLACE "^segue_" "" name ${target})
  set(packages "")
  set(requires "")
  set(libs "-L\${libdir} -l${target}")
  set(cflags "-I\${includedir}")
  if(BUILD_SHARED_LIBS)
    string(APPEND cflags " -DSEGUE_SHARED")
  endif()

  segue_links(links ${target})
  foreach(link IN LISTS links)
    if(link IN_LIST SEGUE_COMPONENT_TARGETS)
      list(APPEND packages ${SEGUE_PACKAGES_OF_${link}})
      string(REPLACE "_" "-" module ${link})
      list(APPEND requires ${module})
    elseif(link IN_LIST segue_internal_libraries)
      list(APPEND segue_libraries ${link})
      string(APPEND libs " -l${link}")
    elseif(DEFINED SEGUE_PACKAGE_OF_${link})
      list(APPEND packages ${SEGUE_PACKAGE_OF_${link}})
      list(APPEND requires ${SEGUE_MODULE_OF_${link}})
    else()
      message(FATAL_ERROR "${target} links ${link}: say in engine/cmake/SegueInstall.cmake how its consumers find that")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(REMOVE_DUPLICATES requires)
  list(JOIN requires ", " requires)

  set(module segue-${name})
  if(target STREQUAL "segue_segue")
    set(module segue)
    set(libs "")
  endif()
  configure_file("${PROJECT_SOURCE_DIR}/engine/cmake/segue.pc.in" "${PROJECT_BINARY_DIR}/package/${module}.pc" @ONLY)

  set(SEGUE_PACKAGES_OF_${target} "${packages}" PARENT_SCOPE)
  list(TRANSFORM packages REPLACE "(.+)" "\"\\1\"")
  list(JOIN packages " " packages)
  set(SEGUE_PACKAGES "${SEGUE_PACKAGES}set(_segue_packages_of_${name} ${packages})\n" PARENT_SCOPE)
  list(REMOVE_DUPLICATES segue_libraries)
  set(segue_libraries ${segue_libraries} PARENT_SCOPE)
endfunction()

set(segue_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/segue")
set(segue_pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

# From the .pc file to the prefix, so that an installed tree may be moved.
file(RELATIVE_PATH SEGUE_PC_TO_PREFIX
  "${CMAKE_INSTALL_PREFIX}/${segue_pkgconfig_dir}" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" SEGUE_PC_TO_PREFIX "${SEGUE_PC_TO_PREFIX}")
foreach(target IN LISTS SEGUE_COMPONENT_TARGETS)
  segue_package(${target})
endforeach()
install(DIRECTORY "${PROJECT_BINARY_DIR}/package/" DESTINATION "${segue_pkgconfig_dir}" FILES_MATCHING PATTERN "*.pc")

configure_package_config_file("${PROJECT_SOURCE_DIR}/engine/cmake/segueConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/package/segueConfig.cmake"
  INSTALL_DESTINATION "${segue_cmake_dir}"
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/segueConfigVersion.cmake"
  COMPATIBILITY ${SEGUE_COMPATIBILITY})
install(FILES
  "${PROJECT_BINARY_DIR}/package/segueConfig.cmake"
  "${PROJECT_BINARY_DIR}/package/segueConfigVersion.cmake"
  "${PROJECT_SOURCE_DIR}/engine/cmake/FindRE2.cmake"
  DESTINATION "${segue_cmake_dir}")
install(TARGETS ${segue_libraries} EXPORT segueTargets)
install(EXPORT segueTargets NAMESPACE segue:: DESTINATION "${segue_cmake_dir}")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/segue" TYPE INCLUDE FILES_MATCHING PATTERN "*.h")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" TYPE DOC)

if(TARGET segue_command)
  install(TARGETS segue_command)
endif()
if(BUILD_SHARED_LIBS)
  # Visibility hides what is ours; the linker also hides what the standard library's templates left in there.
  foreach(target IN LISTS SEGUE_COMPONENT_TARGETS)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "SHARED_LIBRARY" AND NOT APPLE AND NOT WIN32)
      target_link_options(${target} PRIVATE "LINKER:--version-script=${PROJECT_SOURCE_DIR}/engine/cmake/exports.map")
      set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${PROJECT_SOURCE_DIR}/engine/cmake/exports.map")
    endif()
  endforeach()

  file(RELATIVE_PATH segue_bin_to_lib "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(${segue_libraries} PROPERTIES INSTALL_RPATH "$ORIGIN")
  if(TARGET segue_command)
    set_target_properties(segue_command PROPERTIES INSTALL_RPATH "$ORIGIN/${segue_bin_to_lib}")
  endif()
endif()
