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

# configure(source option …): configures a project from scratch in `build_dir`.
function(configure source)
  file(REMOVE_RECURSE "${build_dir}")
  run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${source}" -B "${build_dir}" -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" ${ARGN})
endfunction()

# build(source option …): configures and builds it.
function(build source)
  configure("${source}" ${ARGN})
  run("${CMAKE_COMMAND}" --build "${build_dir}" --parallel 2)
endfunction()

# expect_refusal(regex source option …): expects that configuring fails with such a message.
function(expect_refusal regex source)
  file(REMOVE_RECURSE "${build_dir}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${source}" -B "${build_dir}" "-DCMAKE_CXX_COMPILER=${COMPILER}" ${ARGN}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(result EQUAL 0 OR NOT output MATCHES "${regex}")
    message(FATAL_ERROR "expected that configuring fails with \"${regex}\", found\n${output}")
  endif()
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
  # A component that does not exist is refused by name, and so is a version that may differ in its interface.
  expect_refusal([[no component "rendr"; it has sequence, render, lint, leads, bulk, segue]]
    "${here}/consumer" "-DCMAKE_PREFIX_PATH=${prefix}" -DCOMPONENTS=rendr)
  foreach(version IN ITEMS 0.0 0.2 1.0)
    expect_refusal("compatible with requested version \"${version}\""
      "${here}/consumer" "-DCMAKE_PREFIX_PATH=${prefix}" -DCOMPONENTS=render -DVERSION=${version})
  endforeach()

elseif(STEP STREQUAL "pkgconfig")
  file(GLOB modules_dir "${prefix}/lib*/pkgconfig" "${prefix}/lib/*/pkgconfig")
  set(ENV{PKG_CONFIG_PATH} "${modules_dir}")
  cmake_path(GET modules_dir PARENT_PATH lib_dir)
  set(ENV{LD_LIBRARY_PATH} "${lib_dir}")
  file(MAKE_DIRECTORY "${build_dir}")
  foreach(pair IN ITEMS segue-render:render segue:read segue-lint:lint segue-bulk:bulk)
    string(REPLACE ":" ";" pair "${pair}")
    list(GET pair 0 module)
    list(GET pair 1 program)
    set(text "${greeting}")
    if(program STREQUAL "lint")
      set(text "${summary}")
    endif()
    if(program STREQUAL "bulk")
      set(text "${bulk_messages}")
    endif()
    run(pkg-config --cflags ${module})
    separate_arguments(flags UNIX_COMMAND "${output}")
    run("${COMPILER}" -std=c++20 ${flags} -c "${here}/consumer/${program}.cc" -o "${build_dir}/${module}.o")
    # With --static, and without it as well: whichever library is installed, it is the only one.
    foreach(how IN ITEMS --libs --static)
      run(pkg-config ${how} --libs ${module})
      separate_arguments(flags UNIX_COMMAND "${output}")
      run("${COMPILER}" "${build_dir}/${module}.o" -o "${build_dir}/${module}${how}" ${flags})
      expect("${text}" "${build_dir}/${module}${how}")
    endforeach()
  endforeach()

elseif(STEP STREQUAL "command")
  run("${prefix}/bin/segue" preview "${SOURCE_DIR}/tests/data/api-example.json")
  if(NOT output MATCHES "saw your work at your company")
    message(FATAL_ERROR "expected the preview of the first message, found\n${output}")
  endif()

elseif(STEP STREQUAL "subdirectory")
  # A host that only renders needs none of the packages of other components.
  set(without "")
  foreach(package IN ITEMS fmt RapidJSON RE2 TBB Boost SQLite3 CLI11 doctest)
    list(APPEND without -DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
  endforeach()
  build("${here}/subdirectory" "-DSEGUE_SOURCE_DIR=${SOURCE_DIR}" -DSEGUE_COMPONENTS=render ${without})
  expect("${greeting}" "${build_dir}/consumer")
  configure("${here}/subdirectory" "-DSEGUE_SOURCE_DIR=${SOURCE_DIR}")

elseif(STEP STREQUAL "headers")
  run("${PYTHON}" "${here}/check_headers.py" "${prefix}/include" g++ clang++)

elseif(STEP STREQUAL "exports")
  file(GLOB libraries "${prefix}/lib*/libsegue_*.so" "${prefix}/lib/*/libsegue_*.so")
  run("${PYTHON}" "${here}/check_exports.py" "${prefix}/include" ${libraries})
  foreach(library IN LISTS libraries)
    run(readelf --dynamic "${library}")
    if(NOT output MATCHES [=[Library soname: \[libsegue_[a-z]+\.so\.0\.1\]]=])
      message(FATAL_ERROR "${library} should have a soname that ends with .so.0.1: until 1.0.0, a minor version may break "
        "programs that were built with another one. Found\n${output}")
    endif()
  endforeach()

else()
  message(FATAL_ERROR "no step \"${STEP}\"")
endif()
