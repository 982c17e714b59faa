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

# segue_component(name SOURCES … [LINKS …] [USES …]): a part of the library, known to all as segue::name.
# LINKS are other components, seen by consumers; USES are private libraries.
function(segue_component name)
  cmake_parse_arguments(part "" "" "SOURCES;LINKS;USES" ${ARGN})
  set(target segue_${name})
  add_library(${target} ${part_SOURCES})
  add_library(segue::${name} ALIAS ${target})
  segue_configure(${target})
  target_include_directories(${target} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_link_libraries(${target} PUBLIC ${part_LINKS} PRIVATE ${part_USES})
  if(BUILD_SHARED_LIBS)
    target_compile_definitions(${target} PUBLIC SEGUE_SHARED)
  endif()
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR})
  set_property(GLOBAL APPEND PROPERTY SEGUE_COMPONENTS ${target})
endfunction()
