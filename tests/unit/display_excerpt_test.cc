// display_excerpt_test.cc: a line of a source with a mark under a place in it.

#include <doctest/doctest.h>

#include "display/display.h"
#include "display/excerpt.h"

using namespace segue;
using namespace segue::display;

namespace {

Range bytes(std::size_t begin, std::size_t end) {
  return {.begin = {.offset = begin}, .end = {.offset = end}};
}

/// The excerpt with its mark, as two lines.
std::string drawn(const Excerpt& part) {
  return part.line + "\n" + std::string(part.mark, ' ') + std::string(part.mark_width, '^');
}

}  // namespace

TEST_CASE("a mark is under the right columns after wide characters and tabs") {
  CHECK(drawn(excerpt("\t株 x", bytes(5, 6), 40)) == " 株 x\n    ^");
}

TEST_CASE("an escape in the source widens the mark") {
  CHECK(drawn(excerpt("a\x1bz", bytes(1, 2), 40)) == "a\\x1bz\n ^^^^");
}

TEST_CASE("a place after the end of a line still has a mark") {
  CHECK(drawn(excerpt("ab\ncd", bytes(2, 2), 40)) == "ab\n  ^");
  CHECK(drawn(excerpt("", bytes(0, 0), 40)) == "\n^");
  CHECK(drawn(excerpt("ab\r\n", bytes(2, 2), 40)) == "ab\n  ^");
}

TEST_CASE("a mark ends with its line") {
  CHECK(drawn(excerpt("ab {\n}\n", bytes(3, 6), 40)) == "ab {\n   ^");
}

TEST_CASE("a long line is cut to the part around the mark") {
  const std::string source = std::string(1000, 'a') + "XY" + std::string(1000, 'b');
  const Excerpt part = excerpt(source, bytes(1000, 1002), 20);
  CHECK(drawn(part) == "…aaaaaaaaXYbbbbbbbb…\n         ^^");
  for (std::size_t at = 0; at <= source.size(); at += 13) {
    const Excerpt any = excerpt(source, bytes(at, at + 1), 20);
    CHECK(shown_width(any.line) <= 20);
    CHECK(any.mark <= 20);
  }
}

TEST_CASE("a cut never falls into a code point") {
  std::string source;
  for (int i = 0; i < 500; ++i) source += "株";
  for (std::size_t at = 0; at < source.size(); at += 3) {
    const Excerpt part = excerpt(source, bytes(at, at + 3), 40);
    CHECK(part.line.find("\\x") == std::string::npos);
    CHECK(shown_width(part.line) <= 40);
    CHECK(part.mark_width == 2);
  }
}

TEST_CASE("a byte order mark takes no column") {
  CHECK(drawn(excerpt("\xEF\xBB\xBF[x", bytes(4, 5), 40)) == "[x\n ^");
}
