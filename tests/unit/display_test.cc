// display_test.cc: text from files on a terminal.

#include "display/display.h"

#include <doctest/doctest.h>

#include "display/display_width.h"
#include "display/terminal.h"

using namespace segue::display;

TEST_CASE("control characters of every kind become visible") {
  CHECK(shown("a\x1b[31mb") == "a\\x1b[31mb");
  CHECK(shown("a\nb\r\t") == "a\\nb\\r\\t");
  CHECK(shown(std::string_view("\0\x7f", 2)) == "\\x00\\x7f");
  CHECK(shown("\xC2\x9B") == "\\u009b");          // C1: CSI in one code point
  CHECK(shown("a\xE2\x80\xAEz") == "a\\u202ez");  // right-to-left override
  CHECK(shown("\xE2\x81\xA6") == "\\u2066");      // isolate
  CHECK(shown("\xD8\x9C\xE2\x80\x8F") == "\\u061c\\u200f");
  CHECK(shown("\xE2\x80\xA8") == "\\u2028");  // line separator
}

TEST_CASE("bytes that are no UTF-8 are shown one by one") {
  CHECK(shown("a\xFF\xC3z") == "a\\xff\\xc3z");
  CHECK(shown_width("\xFF") == 4);
}

TEST_CASE("text that a person wrote is left alone") {
  CHECK(shown("Zoë, 株式会社 🚀 فاطمه") == "Zoë, 株式会社 🚀 فاطمه");
}

TEST_CASE("width counts columns, not bytes") {
  CHECK(shown_width("Zoë") == 3);
  CHECK(shown_width("株式会社") == 8);
  CHECK(shown_width("🚀") == 2);
  CHECK(shown_width("e\xCC\x81") == 1);  // a combining accent
  CHECK(display_width('a') == 1);
  CHECK(display_width(0x200D) == 0);
  CHECK(display_width(0x1100) == 2);
  CHECK(display_width(0x1160) == 0);
  CHECK(display_width(0xD7B0) == 0);   // a medial jamo, too
  CHECK(display_width(0x00AD) == 1);   // a soft hyphen
  CHECK(display_width(0x1FAF8) == 2);  // an emoji of Unicode 15
  CHECK(display_width(0x10FFFF) == 1);
}

TEST_CASE("a cut text fits and says that it was cut") {
  CHECK(elided("Anna", 4) == "Anna");
  CHECK(elided("Annabel", 4) == "Ann…");
  CHECK(elided("株式会社", 5) == "株式…");
  CHECK(elided("株式会社", 6) == "株式…");
  CHECK(elided("", 4).empty());
  CHECK(quoted("Anna") == "\"Anna\"");
}

TEST_CASE("paragraphs break at spaces and keep long words whole") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("a /a/very/long/pointer b", 6) == std::vector<std::string>{"a", "/a/very/long/pointer", "b"});
  CHECK(wrapped("", 6) == std::vector<std::string>{""});
}

TEST_CASE("colours are there only where they are welcome") {
  CHECK(painted("x", Tone::kError, {.colour = false}) == "x");
  CHECK(painted("x", Tone::kError, {.colour = true}) == "\x1b[1;31mx\x1b[0m");
  CHECK(painted("", Tone::kError, {.colour = true}).empty());
}
