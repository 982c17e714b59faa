// plain_csv.h: the CSV contract in its slowest, most obvious form: over a whole text in memory, byte by byte, starting
// over wherever a record is given up. Nothing of the engine is used here.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::reference {

struct PlainCsvRecord {
  enum class Fate : std::uint8_t { kWhole, kTextBehindQuote, kOpenQuote, kTooLong };
  Fate fate = Fate::kWhole;
  std::size_t offset = 0;
  std::size_t line = 1;
  std::string raw;
  std::vector<std::string> fields;
  std::size_t quote_line = 0;  ///< kOpenQuote: where the quote opened
  std::size_t bad_field = 0;   ///< kTextBehindQuote: the first such field
};

/// Every record of a text, which has no byte order mark.
std::vector<PlainCsvRecord> plain_csv(std::string_view text, char delimiter, std::size_t max_record);

}  // namespace segue::reference
