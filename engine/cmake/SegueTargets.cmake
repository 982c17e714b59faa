# What every target of segue has in common. Nothing of it leaks to consumers.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES AND PROJECT_IS_TOP_LEVEL)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

# segue_configure(target): language level, warnings, sanitizers, visibility, clang-tidy.
function(segue_configure target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/engine")
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual
    # Aggregates with defaults are called with designated initialisers; what is left out has its default.
    -Wno-missing-field-initializers
    # g++ 12 sees overlaps in the standard library's own strings (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
  if(SEGUE_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(SEGUE_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${SEGUE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${SEGUE_SANITIZE})
  endif()
  if(SEGUE_CLANG_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "${SEGUE_CLANG_TIDY}")
  endif()
endfunction()

# segue_need(name …): adds those libraries of engine/ that nothing has added yet.
function(segue_need)
  foreach(name IN LISTS ARGN)
    if(TARGET segue_${name})
      continue()
    endif()
    if(NOT EXISTS "${PROJECT_SOURCE_DIR}/engine/${name}/CMakeLists.txt")
      message(FATAL_ERROR "engine/ has no library \"${name}\"")
    endif()
    add_subdirectory("${PROJECT_SOURCE_DIR}/engine/${name}" "${PROJECT_BINARY_DIR}/engine/${name}")
  endforeach()
endfunction()

# segue_link(target LINKS … USES …): LINKS are components that consumers of the target link too. USES are private: other
# libraries of engine/, by their names, and imported targets.
function(segue_link target)
  cmake_parse_arguments(link "" "" "LINKS;USES" ${ARGN})
  foreach(name IN LISTS link_LINKS)
    segue_need(${name})
    target_link_libraries(${target} PUBLIC segue::${name})
  endforeach()
  foreach(name IN LISTS link_USES)
    if(name MATCHES "::")
      target_link_libraries(${target} PRIVATE ${name})
    else()
      segue_need(${name})
      target_link_libraries(${target} PRIVATE segue_${name})
    endif()
  endforeach()
endfunction()

# segue_internal_library(name [SOURCES …] [LINKS …] [USES …]): the library segue_<name>, which has no public headers. It
# is static in a shared build too: each component carries what it uses.
function(segue_internal_library name)
  cmake_parse_arguments(part "" "" "SOURCES;LINKS;USES" ${ARGN})
  set(target segue_${name})
  add_library(${target} STATIC ${part_SOURCES})
  segue_configure(${target})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/include")
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY SEGUE_INTERNAL_LIBRARIES ${target})
  segue_link(${target} LINKS ${part_LINKS} USES ${part_USES})
endfunction()

# segue_component(name SOURCES … [LINKS …] [USES …]): a library with public headers; users link it as segue::<name>.
function(segue_component name)
  cmake_parse_arguments(part "" "" "SOURCES;LINKS;USES" ${ARGN})
  set(target segue_${name})
  add_library(${target} ${part_SOURCES})
  add_library(segue::${name} ALIAS ${target})
  segue_configure(${target})
  target_include_directories(${target} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  if(BUILD_SHARED_LIBS)
    target_compile_definitions(${target} PUBLIC SEGUE_SHARED)
    # A component uses nothing of this, so the linker would not take it from the static base.
    target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/engine/base/version.cc")
  endif()
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERSION ${PROJECT_VERSION}
    SOVERSION ${SEGUE_COMPATIBLE_VERSION})
  segue_link(${target} LINKS ${part_LINKS} USES ${part_USES})
  # After what it links, so that the components are listed in the order in which they build on each other.
  set_property(GLOBAL APPEND PROPERTY SEGUE_COMPONENTS ${target})
endfunction()
