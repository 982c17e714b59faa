# How tests are registered, and which.
#
# SEGUE_TEST_SET says what ctest in this build runs; `./dev test` puts three builds together to one run.
#   all      everything that makes sense in this build; tests of installed trees want a plain release build
#   threads  only what is labelled threads: for the thread sanitizer
#   release  only what is labelled install or release: for the build that users get

set(SEGUE_TEST_SET all CACHE STRING "Which tests ctest runs: all, threads or release")
set_property(CACHE SEGUE_TEST_SET PROPERTY STRINGS all threads release)
if(NOT SEGUE_TEST_SET MATCHES "^(all|threads|release)$")
  message(FATAL_ERROR "SEGUE_TEST_SET is \"${SEGUE_TEST_SET}\"; it can be all, threads or release")
endif()

# Everything that the registered tests run: cmake --build DIR --target segue_tests.
if(NOT TARGET segue_tests)
  add_custom_target(segue_tests)
endif()

if(NOT TARGET segue_reference)
  add_subdirectory("${PROJECT_SOURCE_DIR}/tests/reference" "${PROJECT_BINARY_DIR}/tests/reference" EXCLUDE_FROM_ALL)
endif()

# segue_wants_test(result labels): whether tests with these labels run in this build.
function(segue_wants_test result labels)
  set(wanted FALSE)
  if("install" IN_LIST labels OR "release" IN_LIST labels)
    if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT SEGUE_SANITIZE AND NOT SEGUE_TEST_SET STREQUAL "threads")
      set(wanted TRUE)
    endif()
  elseif(SEGUE_TEST_SET STREQUAL "all" OR (SEGUE_TEST_SET STREQUAL "threads" AND "threads" IN_LIST labels))
    set(wanted TRUE)
  endif()
  set(${result} ${wanted} PARENT_SCOPE)
endfunction()

# segue_add_test(name COMMAND … [LABELS …] [NEEDS target …] [PROPERTIES …]): a test that is any command line.
# It runs in the source folder. NEEDS are targets built before; a test that needs segue_command finds it in $SEGUE, and
# is left out where there is none.
function(segue_add_test name)
  cmake_parse_arguments(test "" "" "COMMAND;LABELS;NEEDS;PROPERTIES" ${ARGN})
  segue_wants_test(wanted "${test_LABELS}")
  if(NOT wanted OR ("segue_command" IN_LIST test_NEEDS AND NOT TARGET segue_command))
    return()
  endif()
  if(NOT SEGUE_TEST_SET STREQUAL "all")
    string(PREPEND name "${SEGUE_TEST_SET}.")  # the three builds of `./dev test` meet in one run
  endif()
  add_test(NAME ${name} COMMAND ${test_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS "${test_LABELS}" TIMEOUT 300)
  set(environment "")
  if("segue_command" IN_LIST test_NEEDS)
    list(APPEND environment "SEGUE=$<TARGET_FILE:segue_command>" "NO_COLOR=1")
  endif()
  if(SEGUE_SANITIZE MATCHES "thread")
    # Without the second, every run that has threads sleeps for a second at its end.
    list(APPEND environment "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/thread.supp atexit_sleep_ms=0")
  endif()
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}")
  if(test_PROPERTIES)
    set_tests_properties(${name} PROPERTIES ${test_PROPERTIES})
  endif()
  if(test_NEEDS)
    add_dependencies(segue_tests ${test_NEEDS})
  endif()
endfunction()

# segue_test_program(name source …): a program of test cases, which fails where it finds no case to run.
function(segue_test_program name)
  add_executable(${name} "${PROJECT_SOURCE_DIR}/tests/unit/main.cc" ${ARGN})
  segue_configure(${name})
  target_compile_definitions(${name} PRIVATE SEGUE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${name} PRIVATE
    segue::bulk segue::lint segue::render segue::sequence segue_display segue_json segue_base segue_reference doctest::doctest)
endfunction()

# segue_test(name [ALONE] [LABELS …] [NEEDS target …] [PROPERTIES …]): the test cases of unit/<name>_test.cc as the ctest test
# unit.<name>. They are part of the program segue_unit_tests, or ALONE in one of their own.
function(segue_test name)
  cmake_parse_arguments(test "ALONE" "" "LABELS;NEEDS;PROPERTIES" ${ARGN})
  segue_wants_test(wanted "${test_LABELS}")
  if(NOT wanted)
    return()
  endif()
  if(test_ALONE)
    set(program segue_${name}_test)
    segue_test_program(${program} unit/${name}_test.cc)
  else()
    set(program segue_unit_tests)
    target_sources(${program} PRIVATE unit/${name}_test.cc)
  endif()
  segue_add_test(unit.${name}
    COMMAND ${program} "--source-file=*/unit/${name}_test.cc"
    LABELS unit ${test_LABELS}
    NEEDS ${program} ${test_NEEDS}
    PROPERTIES ${test_PROPERTIES})
endfunction()

# segue_fuzz(name SOURCES file … [CORPUS folder …]): the fuzz target fuzz_<name>. With SEGUE_BUILD_FUZZERS it is a
# libFuzzer program; else it replays its corpora, and ctest makes it do so. Folders are told from the source folder;
# fuzz/corpus/<name> is among them where it exists.
function(segue_fuzz name)
  cmake_parse_arguments(fuzz "" "" "SOURCES;CORPUS" ${ARGN})
  set(target fuzz_${name})
  if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/fuzz/corpus/${name}")
    list(APPEND fuzz_CORPUS fuzz/corpus/${name})
  endif()
  if(SEGUE_BUILD_FUZZERS)
    add_executable(${target} ${fuzz_SOURCES})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    list(JOIN fuzz_CORPUS "\n" seeds)
    file(WRITE "${PROJECT_BINARY_DIR}/fuzz/${target}.seeds" "${seeds}\n")  # for `./dev fuzz`
  else()
    segue_wants_test(wanted fuzz)
    if(NOT wanted)
      return()
    endif()
    add_executable(${target} ${fuzz_SOURCES} "${PROJECT_SOURCE_DIR}/fuzz/replay_main.cc")
    segue_add_test(fuzz_replay_${name} COMMAND ${target} ${fuzz_CORPUS} LABELS fuzz NEEDS ${target})
  endif()
  segue_configure(${target})
  target_link_libraries(${target} PRIVATE segue::bulk segue::lint segue::render segue::sequence segue_json segue_base segue_reference)
endfunction()
