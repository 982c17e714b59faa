#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "base/escape.h"
#include "base/first_seen.h"
#include "base/inline_vector.h"
#include "base/locate.h"
#include "base/near_miss.h"
#include "base/number.h"
#include "base/pick.h"
#include "base/utf8.h"
#include "base/white_space.h"
#include "reference/plain_renderer.h"

using namespace segue;
using State = WholeNumber::State;
using reference::encoded;

TEST_CASE("whole numbers are read exactly, however they are written") {
  const auto whole = [](const char* text) {
    const WholeNumber number = whole_number(text);
    CAPTURE(text);
    CHECK(number.state == State::kWhole);
    return number.value;
  };
  CHECK(whole("86400") == 86400);
  CHECK(whole("86400.0") == 86400);
  CHECK(whole("8.64e4") == 86400);
  CHECK(whole("8640000e-2") == 86400);
  CHECK(whole("0.0864E+6") == 86400);
  CHECK(whole("0") == 0);
  CHECK(whole("-0") == 0);
  CHECK(whole("-0.0e5") == 0);
  CHECK(whole("0e999999999999999999999") == 0);
  CHECK(whole("9007199254740992") == 9007199254740992);
  CHECK(whole("9.007199254740992e15") == 9007199254740992);
  CHECK(whole(("1" + std::string(1000, '0') + "e-1000").c_str()) == 1);
}

TEST_CASE("what is not a whole number from 0 to 2^53 says why") {
  CHECK(whole_number("1.5").state == State::kFraction);
  CHECK(whole_number("1e-1").state == State::kFraction);
  CHECK(whole_number("0.0000001").state == State::kFraction);
  CHECK(whole_number("9007199254740992.5").state == State::kFraction);
  CHECK(whole_number("-1").state == State::kNegative);
  CHECK(whole_number("-1e-9").state == State::kNegative);
  CHECK(whole_number("9007199254740993").state == State::kTooLarge);
  CHECK(whole_number("1e16").state == State::kTooLarge);
  CHECK(whole_number("1e999999999999999999999").state == State::kTooLarge);
  CHECK(whole_number(std::string(100'000, '9')).state == State::kTooLarge);
}

TEST_CASE("doubles come and go as the shortest text") {
  CHECK(plain_number(0) == "0");
  CHECK(plain_number(1) == "1");
  CHECK(plain_number(-3) == "-3");
  CHECK(plain_number(1.5) == "1.5");
  CHECK(plain_number(9007199254740992.0) == "9007199254740992");
  CHECK(plain_number(std::numeric_limits<double>::infinity()).empty());
  CHECK(plain_number(std::nan("")).empty());
  CHECK(to_double("1e400") == std::numeric_limits<double>::infinity());
  CHECK(to_double("-1e400") == -std::numeric_limits<double>::infinity());
  CHECK(to_double("1e-400") == 0);
  CHECK(to_double("1.25") == 1.25);
}

TEST_CASE("positions count lines by LF and columns by UTF-16 units") {
  const std::string text = "a\né🚀x\r\n\nz";
  Locator locator(text);
  const auto at = [&](std::size_t offset) {
    const Position position = locator.at(offset);
    CHECK(position.offset == std::min(offset, text.size()));
    return std::pair(position.line, position.column);
  };
  CHECK(at(0) == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(at(2) == std::pair<std::size_t, std::size_t>(2, 1));
  CHECK(at(4) == std::pair<std::size_t, std::size_t>(2, 2));   // behind é: one unit
  CHECK(at(8) == std::pair<std::size_t, std::size_t>(2, 4));   // behind the rocket: two
  CHECK(at(11) == std::pair<std::size_t, std::size_t>(3, 1));  // CR stands at the end of line 2
  CHECK(at(12) == std::pair<std::size_t, std::size_t>(4, 1));
  CHECK(at(99) == std::pair<std::size_t, std::size_t>(4, 2));
  CHECK(at(6) == std::pair<std::size_t, std::size_t>(2, 2));  // inside the rocket, and backwards
}

TEST_CASE("a byte order mark takes bytes but no column") {
  Locator locator("\xEF\xBB\xBF[7]");
  CHECK(locator.at(4).column == 2);
  CHECK(locator.at(4).offset == 4);
}

TEST_CASE("near misses are one edit for short names and two for longer ones") {
  const std::array<std::string_view, 4> known = {"delay", "message", "static", "data"};
  CHECK(near_miss("dleay", known) == "delay");
  CHECK(near_miss("Delay", known) == "delay");
  CHECK(near_miss("delays", known) == "delay");
  CHECK_FALSE(near_miss("delayed", known));
  CHECK(near_miss("masage", known) == "message");
  CHECK_FALSE(near_miss("massaging", known));
  CHECK(near_miss("sttaci", known) == "static");
  CHECK_FALSE(near_miss("static", known));
  CHECK(near_miss("dat", known) == "data");
  CHECK_FALSE(near_miss("", known));
  CHECK(edit_distance("ca", "abc", 9) == 3);  // no edit between swapped neighbours
  CHECK(edit_distance("", "abc", 9) == 3);
  CHECK(edit_distance("abc", "xyz", 1) == 2);
}

TEST_CASE("UTF-8 is what table 3-7 of the Unicode standard says") {
  for (std::uint32_t point = 0; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 61) {
    const std::string text = encoded(point);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    CHECK(utf8::valid(text) == !surrogate);
    if (surrogate) continue;
    CHECK(utf8::decode(text, 0).value == point);
    CHECK(utf8::decode_before("x" + text, 1 + text.size()).value == point);
    CHECK(utf8::count(text + text) == 2);
  }
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xFF"}) {
    CAPTURE(bad);
    CHECK(utf8::first_invalid(std::string("12345678é") + bad) == 10);
    CHECK_FALSE(utf8::decode(bad, 0).valid);
  }
}

TEST_CASE("blank and white space agree with the reference for every code point") {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string text = encoded(point);
    if (is_blank(text) != reference::blank(text)) FAIL_CHECK("blank of ", point);
    if (trim("x" + text) != reference::trimmed("x" + text)) FAIL_CHECK("trim behind of ", point);
    if (trim(text + "x") != reference::trimmed(text + "x")) FAIL_CHECK("trim before of ", point);
    if (text.size() == 1 && is_plain_edge(text[0]) && (is_blank(text) || trim(text).empty()))
      FAIL_CHECK("edge ", point);
  }
}

TEST_CASE("bytes that are not UTF-8 are neither blank nor trimmed") {
  CHECK_FALSE(is_blank("\xA0"));
  CHECK(trim("\x85 x \xC2") == "\x85 x \xC2");
  CHECK(trim(" \xE3\x80\x80x\xC2\xA0\t") == "x");
}

TEST_CASE("plain edges are never those of a blank text, or of one to be trimmed") {
  const auto check = [](const std::string& text) {
    if (has_plain_edges(text) && (is_blank(text) || trim(text) != text))
      FAIL_CHECK("a text of ", text.size(), ": ", text);
  };
  int plain = 0;
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string one = encoded(point);
    plain += has_plain_edges(one) ? 1 : 0;
    check(one);
    check("x" + one);
    check(one + "x");
    check("é" + one);
    check(one + "美");
    check("\xE4" + one);
  }
  CHECK(plain > 30'000);  // most letters pass
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string two = {static_cast<char>(first), static_cast<char>(second)};
      check(two);
      check("\xE5" + two);
      check(two + "\xA0");
    }
  }
}

TEST_CASE("the generator makes the same blocks on any machine") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t seed = random(), low = random(), high = random();
    const pick::Block block = pick::philox(seed, low, high);
    const pick::Block by_words = pick::philox_by_words(seed, low, high);
    if (block.even != by_words.even || block.odd != by_words.odd)
      FAIL_CHECK("seed ", seed, " counter ", low, " ", high);

    const std::vector<std::uint64_t> lows = {low, random(), 0, random(), ~low, seed, random()};
    const std::size_t count = 1 + static_cast<std::size_t>(i) % lows.size();
    std::vector<std::uint64_t> even(count), odd(count);
    pick::philox_of_all(seed, lows.data(), count, high, even.data(), odd.data());
    for (std::size_t k = 0; k < count; ++k) {
      const pick::Block alone = pick::philox_by_words(seed, lows[k], high);
      if (even[k] != alone.even || odd[k] != alone.odd) FAIL_CHECK(k, " of ", count, " together");
    }
  }
}

TEST_CASE("the jump agrees with the reference where they could part") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 200'000; ++i) {
    const auto count = static_cast<std::uint32_t>(1 + random() % (i % 2 == 0 ? 12 : 10'000));
    const std::uint64_t bits = random();
    if (pick::jump(bits, count) != reference::jump(bits, count)) FAIL_CHECK("bits ", bits, " count ", count);
  }
  // Where few options are decided by whole numbers alone, a quotient m that is one is m in doubles, too: it is
  // (b + 1) · fl(m / (b + 1)), whatever the divisor.
  for (int times = 1; times <= 5; ++times) {
    for (int m = 1; m <= 5; ++m) {
      const double quotient = static_cast<double>(m) / static_cast<double>(times);
      CHECK(static_cast<int>(static_cast<double>(times) * quotient) == m);
    }
  }
  // Divisors for which a quotient is a whole number: 2^31 (b + 1) / (x + 1) = count. The step that gives x is undone
  // by the multiplier's inverse.
  std::uint64_t inverse = 1;
  for (int i = 0; i < 6; ++i) inverse *= 2 - 2862933555777941757u * inverse;
  REQUIRE(inverse * 2862933555777941757u == 1);
  for (std::uint32_t count = 1; count <= 4096; ++count) {
    for (const int around : {-1, 0, 1}) {
      const std::uint64_t divisor = (std::uint64_t{1} << 31) / count + static_cast<std::uint64_t>(around);
      if (divisor == 0 || divisor > (std::uint64_t{1} << 31)) continue;
      const std::uint64_t bits = (((divisor - 1) << 33) - 1) * inverse;
      if (pick::jump(bits, count) != reference::jump(bits, count)) FAIL_CHECK("bits ", bits, " count ", count);
    }
  }
}

TEST_CASE("JSON escapes are the short ones, \\u00xx below a space, and nothing else") {
  std::string out;
  append_json_escaped(out, std::string_view("\"\\/\b\f\n\r\t\0\x1f\x7f é", 14));
  CHECK(out == "\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f é");
}

TEST_CASE("one byte anywhere in a text of any length is seen by whoever looks at many at a time") {
  for (std::size_t size = 0; size < 50; ++size) {
    CAPTURE(size);
    const TextShape plain = shape_of(std::string(size, 'x'));
    CHECK(plain.ascii);
    CHECK(plain.json_plain);
    for (std::size_t at = 0; at < size; ++at) {
      for (int value = 0; value < 256; ++value) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(value);
        const TextShape shape = shape_of(text);
        const bool json_plain = value >= 0x20 && value != '"' && value != '\\';
        if (shape.ascii != (value < 0x80) || is_ascii(text) != (value < 0x80) || shape.json_plain != json_plain)
          FAIL_CHECK("byte ", value, " at ", at);
      }
    }
  }
}

TEST_CASE("what was first said of a text is found again, of few texts and of many") {
  for (const std::size_t texts : {1u, 15u, 16u, 17u, 1000u}) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < texts; ++i) all.push_back("text " + std::to_string(i));
    FirstSeen<std::size_t> first;
    for (std::size_t i = 0; i < texts; ++i) CHECK(first.find_or_add(all[i], i) == nullptr);
    for (std::size_t i = 0; i < texts; ++i) {
      const std::size_t* found = first.find_or_add(all[i], texts);
      REQUIRE(found != nullptr);
      CHECK(*found == i);
    }
  }
}

TEST_CASE("an inline vector keeps its items when they outgrow it") {
  InlineVector<std::uint32_t, 4> items;
  for (std::uint32_t i = 0; i < 100; ++i) items.push_back_if(i % 3 == 0, i);
  REQUIRE(items.size() == 34);
  for (std::uint32_t i = 0; i < 34; ++i) CHECK(items[i] == 3 * i);
  CHECK(items.back() == 99);
  items.reserve(1000);
  CHECK(items.size() == 34);
  CHECK(items[33] == 99);
  items.clear();
  CHECK(items.empty());
}

TEST_CASE("CSV fields are quoted only where they need it") {
  const auto field = [](std::string_view text) {
    std::string out;
    append_csv_field(out, text);
    return out;
  };
  CHECK(field("plain 'x'; y") == "plain 'x'; y");
  CHECK(field("") == "");
  CHECK(field("a,b") == "\"a,b\"");
  CHECK(field("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(field("a\nb") == "\"a\nb\"");
  CHECK(field("a\rb") == "\"a\rb\"");
}
