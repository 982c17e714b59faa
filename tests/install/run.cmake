# One step of an install test; the CMakeLists.txt beside this says which there are and what they are given.
cmake_minimum_required(VERSION 3.22)

set(here "${SOURCE_DIR}/tests/install")
set(prefix "${WORK_DIR}/prefix")
set(greeting "Hi Anna, saw your work at Alder Labs.")
set(bulk_messages [[{"lead":"1","step":0,"after":0,"text":"Hi Anna"}
{"lead":"2","step":0,"after":0,"text":"Hi there"}]])

set(summary "1 finding (1 warning) in spring.json")

# run(command …): fails with what the command printed; leaves that in `output`.
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGV " " line)
    message(FATAL_ERROR "${line}\nended with ${result}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# expect(text command …): runs a consumer and compares what it prints.
function(expect text)
  run(${ARGN})
  if(NOT output STREQUAL "${text}\n")
    message(FATAL_ERROR "expected\n${text}\nfound\n${output}")
  endif()
endfunction()

# build(source option …): configures and builds a project from scratch in `build_dir`.
function(build source)
  file(REMOVE_RECURSE "${build_dir}")
  run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${source}" -B "${build_dir}" -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" ${ARGN})
  run("${CMAKE_COMMAND}" --build "${build_dir}" --parallel 2)
endfunction()

set(build_dir "${WORK_DIR}/${STEP}")

if(STEP STREQUAL "install")
  if((LINKAGE STREQUAL "shared" AND BUILT_SHARED) OR (LINKAGE STREQUAL "static" AND NOT BUILT_SHARED))
    set(build_dir "${BUILD_DIR}")
  else()
    set(shared OFF)
    if(LINKAGE STREQUAL "shared")
      set(shared ON)
    endif()
    build("${SOURCE_DIR}" -DBUILD_SHARED_LIBS=${shared} -DSEGUE_BUILD_TESTS=OFF)
  endif()
  # Installed in one place and used in another: an installed tree may be moved.
  file(REMOVE_RECURSE "${WORK_DIR}/stage" "${prefix}")
  run("${CMAKE_COMMAND}" --install "${build_dir}" --prefix "${WORK_DIR}/stage")
  file(RENAME "${WORK_DIR}/stage" "${prefix}")

elseif(STEP STREQUAL "find_package")
  # Rendering needs nothing but the standard library.
  build("${here}/consumer" "-DCMAKE_PREFIX_PATH=${prefix}" -DCOMPONENTS=render -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON)
  expect("${greeting}" "${build_dir}/render_consumer")
  build("${here}/consumer" "-DCMAKE_PREFIX_PATH=${prefix}")
  expect("${greeting}" "${build_dir}/render_consumer")
  expect("${greeting}" "${build_dir}/read_consumer")
  expect("${summary}" "${build_dir}/lint_consumer")
  expect("${bulk_messages}" "${build_dir}/bulk_consumer")

elseif(STEP STREQUAL "components")
  # A component that does not exist is refused by name.
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${here}/consumer" -B "${build_dir}"
      "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${prefix}" -DCOMPONENTS=rendr
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(result EQUAL 0 OR NOT output MATCHES [[no component "rendr"; it has sequence, render, lint, bulk]])
    message(FATAL_ERROR "expected a refusal of the component rendr that names those that exist, found ${output}")
  endif()

elseif(STEP STREQUAL "pkgconfig")
  file(GLOB modules_dir "${prefix}/lib*/pkgconfig" "${prefix}/lib/*/pkgconfig")
  set(ENV{PKG_CONFIG_PATH} "${modules_dir}")
  cmake_path(GET modules_dir PARENT_PATH lib_dir)
  set(ENV{LD_LIBRARY_PATH} "${lib_dir}")
  set(static "")
  if(LINKAGE STREQUAL "static")
    set(static --static)
  endif()
  file(MAKE_DIRECTORY "${build_dir}")
  foreach(pair IN ITEMS segue-render:render segue:read segue-lint:lint segue-bulk:bulk)
    string(REPLACE ":" ";" pair "${pair}")
    list(GET pair 0 module)
    list(GET pair 1 program)
    run(pkg-config ${static} --cflags --libs ${module})
    separate_arguments(flags UNIX_COMMAND "${output}")
    run("${COMPILER}" -std=c++20 "${here}/consumer/${program}.cc" -o "${build_dir}/${module}" ${flags})
    set(text "${greeting}")
    if(program STREQUAL "lint")
      set(text "${summary}")
    endif()
    if(program STREQUAL "bulk")
      set(text "${bulk_messages}")
    endif()
    expect("${text}" "${build_dir}/${module}")
  endforeach()

elseif(STEP STREQUAL "command")
  run("${prefix}/bin/segue" preview "${SOURCE_DIR}/tests/data/api-example.json")
  if(NOT output MATCHES "saw your work at your company")
    message(FATAL_ERROR "expected the preview of the first message, found\n${output}")
  endif()

elseif(STEP STREQUAL "subdirectory")
  build("${here}/subdirectory" "-DSEGUE_SOURCE_DIR=${SOURCE_DIR}")
  expect("${greeting}" "${build_dir}/consumer")

elseif(STEP STREQUAL "headers")
  run("${PYTHON}" "${here}/check_headers.py" "${prefix}/include" g++ clang++)

elseif(STEP STREQUAL "exports")
  file(GLOB libraries "${prefix}/lib*/libsegue_*.so" "${prefix}/lib/*/libsegue_*.so")
  run("${PYTHON}" "${here}/check_exports.py" "${prefix}/include" ${libraries})

else()
  message(FATAL_ERROR "no step \"${STEP}\"")
endif()
