// display_numbers_test.cc: numbers as a person reads them.

#include <doctest/doctest.h>

#include "display/numbers.h"

using namespace segue;
using namespace segue::display;

TEST_CASE("whole numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1'000'000) == "1,000,000");
  CHECK(grouped(18446744073709551615u) == "18,446,744,073,709,551,615");
}

TEST_CASE("one is counted in the singular, all else in the plural") {
  CHECK(counted(0, "lead", "leads") == "0 leads");
  CHECK(counted(1, "lead", "leads") == "1 lead");
  CHECK(counted(1000, "lead", "leads") == "1,000 leads");
}

TEST_CASE("a percentage never says all or nothing of a part") {
  CHECK(percentage(0, 7) == "0 %");
  CHECK(percentage(7, 7) == "100 %");
  CHECK(percentage(899, 1000) == "89.9 %");
  CHECK(percentage(1, 1'000'000) == "< 0.1 %");
  CHECK(percentage(999'999, 1'000'000) == "> 99.9 %");
  CHECK(percentage(999, 1000) == "99.9 %");
  CHECK(percentage(1, 1000) == "0.1 %");
  CHECK(percentage(0, 0) == "0 %");
}

TEST_CASE("rates are rounded to what matters") {
  CHECK(rounded(42) == "42");
  CHECK(rounded(999.4) == "999");
  CHECK(rounded(999.6) == "1.0 k");
  CHECK(rounded(310'000) == "310 k");
  CHECK(rounded(3'200'000) == "3.2 M");
}

TEST_CASE("time taken has a unit that fits it") {
  CHECK(elapsed(0.0041) == "4.1 ms");
  CHECK(elapsed(0.31) == "0.31 s");
  CHECK(elapsed(12.34) == "12.3 s");
  CHECK(elapsed(125) == "2 min 05 s");
  CHECK(elapsed(7260) == "2 h 01 min");
}

TEST_CASE("a stretch of time is told exactly") {
  CHECK(format_duration(0) == "no time");
  CHECK(format_duration(86400) == "1 day");
  CHECK(format_duration(90 * 86400) == "90 days");
  CHECK(format_duration(2 * 86400 + 3 * 3600) == "2 days 3 hours");
  CHECK(format_duration(90061) == "1 day 1 hour 1 minute 1 second");
}

TEST_CASE("a moment is a day and what is past it") {
  CHECK(moment(0) == "day 0");
  CHECK(moment(86400) == "day 1");
  CHECK(moment(86400 + 3 * 3600) == "day 1 +3 h");
  CHECK(moment(3 * 3600 + 30 * 60) == "day 0 +3:30 h");
  CHECK(moment(2 * 3600 + 5) == "day 0 +2:00:05 h");
  CHECK(moment(300) == "day 0 +5 min");
  CHECK(moment(90) == "day 0 +1:30 min");
  CHECK(moment(45) == "day 0 +45 s");
}

TEST_CASE("sizes are told in the unit in which they are short") {
  CHECK(byte_size(1) == "1 byte");
  CHECK(byte_size(312) == "312 bytes");
  CHECK(byte_size(8u << 20) == "8 MiB");
  CHECK(byte_size(1536) == "1.5 KiB");
}
