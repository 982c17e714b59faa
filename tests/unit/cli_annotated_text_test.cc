// cli_annotated_text_test.cc: marks and labels under a text.

#include <doctest/doctest.h>

#include "cli/output/annotated_text.h"
#include "display/display.h"

using namespace segue::cli;

namespace {

using Lines = std::vector<std::string>;

Lines laid_out(std::string_view text, std::vector<Annotation> annotations, std::size_t width) {
  return annotated_text(text, annotations, width, {});
}

}  // namespace

TEST_CASE("marks stand under what they speak of, labels behind them") {
  CHECK(laid_out("Hi Anna, from there", {{0, 2, "2 of 3"}, {14, 19, "fallback"}}, 40) ==
        Lines{"Hi Anna, from there", "~~ 2 of 3     ~~~~~ fallback"});
}

TEST_CASE("a label that has no room goes to the line below, or to the left") {
  CHECK(laid_out("ab cd", {{0, 2, "1 of 2"}, {3, 5, "2 of 2"}}, 40) == Lines{"ab cd", "~~ 1 of 2", "   ~~ 2 of 2"});
  CHECK(laid_out("one two three four", {{14, 18, "fallback"}}, 18) ==
        Lines{"one two three four", "     fallback ~~~~"});
}

TEST_CASE("wide characters take two columns") {
  CHECK(laid_out("株式 ab", {{0, 6, "x"}, {7, 9, "y"}}, 40) == Lines{"株式 ab", "~~~~ x", "     ~~ y"});
}

TEST_CASE("an empty piece is a place") {
  CHECK(laid_out("Hi ,", {{3, 3, "empty fallback"}}, 40) == Lines{"Hi ,", "   ^ empty fallback"});
  CHECK(laid_out("", {{0, 0, "1 of 1, empty"}}, 40) == Lines{"", "^ 1 of 1, empty"});
}

TEST_CASE("a piece over several lines has its label at its end") {
  CHECK(laid_out("one two three", {{4, 13, "x"}}, 8) == Lines{"one two", "    ~~~", "three", "~~~~~ x"});
}

TEST_CASE("line breaks of the text are kept, trailing ones too") {
  CHECK(laid_out("a\n\nb\r\nc\n", {}, 8) == Lines{"a", "", "b", "c", ""});
}

TEST_CASE("a word longer than a line is broken where the line ends") {
  CHECK(laid_out("abcdefghij", {{0, 10, ""}}, 4) == Lines{"abcd", "~~~~", "efgh", "~~~~", "ij", "~~"});
  CHECK(laid_out("株式会社", {}, 3) == Lines{"株", "式", "会", "社"});
}

TEST_CASE("nothing that a value holds reaches the terminal as a command") {
  for (const std::string& line : laid_out("a\x1b[2Jb\nc\xC2\x9Bz", {{0, 5, "x"}}, 40)) {
    CHECK(line.find('\x1b') == std::string::npos);
    CHECK(line.find('\xC2') == std::string::npos);
  }
}

TEST_CASE("the widest line is measured as it is broken") {
  CHECK(widest_line("one two three", 8) == 7);
  CHECK(widest_line("株式", 80) == 4);
  CHECK(widest_line("", 80) == 0);
}
