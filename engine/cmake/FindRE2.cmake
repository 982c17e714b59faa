# FindRE2.cmake: RE2 as re2::re2, the name that its own CMake files would give it; Debian's package has none, so
# pkg-config is asked. Installed beside segueConfig.cmake, for those who link a static segue.

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(RE2 QUIET IMPORTED_TARGET re2)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(RE2 REQUIRED_VARS RE2_LINK_LIBRARIES)

if(RE2_FOUND AND NOT TARGET re2::re2)
  add_library(re2::re2 INTERFACE IMPORTED)
  target_link_libraries(re2::re2 INTERFACE PkgConfig::RE2)
endif()
