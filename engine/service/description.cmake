# cmake -DIN=openapi.json -DOUT=description.cc -P description.cmake: the file's bytes as a source of description.h.
#
# The bytes are written as numbers: compilers limit the length of string literals, and no text can end an array early.

file(READ "${IN}" bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,){20})" "\\1\n    " bytes "${bytes}")
file(WRITE "${OUT}" "// Generated from openapi.json by description.cmake.

#include \"service/description.h\"

namespace segue::service {
namespace {

constexpr unsigned char kBytes[] = {
    ${bytes}
};

}  // namespace

const std::string_view kOpenApiDescription(reinterpret_cast<const char*>(kBytes), ${size});

}  // namespace segue::service
")
