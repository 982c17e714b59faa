// grammar.h: what delimiters, quotes and line feeds mean in a delimited text (RFC 4180).
//
// A field that begins with a quote is quoted: up to its closing quote everything is data, and two quotes are one. In a
// field that is not quoted, a quote is data; so is everything between a closing quote and the next delimiter or line
// feed, although such a record is rejected. A line feed outside quotes ends the record.
//
// after() is the one place that says so. To be fast, the scanner of boundaries.h looks only at quotes, and the splitter
// only at delimiters, quotes and line feeds. What allows this are the laws at the end of this file, which the compiler
// checks for every state and kind of byte.

#pragma once

#include <cstdint>
#include <initializer_list>

namespace segue {

/// How a delimited text is written.
struct CsvDialect {
  char delimiter = ',';
};

/// What a byte is to the grammar.
enum class CsvByte : std::uint8_t { kOther, kDelimiter, kQuote, kLineFeed };

/// What is known between two bytes.
enum class CsvState : std::uint8_t {
  kFieldStart,     ///< at the start of a field
  kUnquoted,       ///< in a field that is not quoted, or in what follows a closing quote
  kQuoted,         ///< in a quoted field
  kQuoteInQuoted,  ///< after a quote in a quoted field: it closes the field, or is the first of two
};

constexpr CsvByte kind_of(char byte, const CsvDialect& dialect) {
  if (byte == dialect.delimiter) return CsvByte::kDelimiter;
  if (byte == '"') return CsvByte::kQuote;
  return byte == '\n' ? CsvByte::kLineFeed : CsvByte::kOther;
}

/// The state after a byte.
constexpr CsvState after(CsvState state, CsvByte byte) {
  switch (state) {
    case CsvState::kQuoted:
      return byte == CsvByte::kQuote ? CsvState::kQuoteInQuoted : CsvState::kQuoted;
    case CsvState::kFieldStart:
    case CsvState::kQuoteInQuoted:
      if (byte == CsvByte::kQuote) return CsvState::kQuoted;
      break;
    case CsvState::kUnquoted:
      if (byte == CsvByte::kQuote) return CsvState::kUnquoted;
      break;
  }
  return byte == CsvByte::kOther ? CsvState::kUnquoted : CsvState::kFieldStart;
}

/// Whether a byte in this state is the line feed that ends the record.
constexpr bool ends_record(CsvState state, CsvByte byte) {
  return byte == CsvByte::kLineFeed && state != CsvState::kQuoted;
}

/// The law that lets the scanner go from quote to quote: in a quoted field every other byte keeps the state, and
/// outside of one only the last byte before a quote matters.
constexpr bool only_quotes_and_their_neighbours_matter() {
  for (const CsvByte byte : {CsvByte::kOther, CsvByte::kDelimiter, CsvByte::kLineFeed}) {
    if (after(CsvState::kQuoted, byte) != CsvState::kQuoted) return false;
    for (const CsvState state : {CsvState::kFieldStart, CsvState::kQuoteInQuoted}) {
      if (after(state, byte) != after(CsvState::kUnquoted, byte)) return false;
    }
  }
  return true;
}
static_assert(only_quotes_and_their_neighbours_matter());

/// The law that lets the splitter go from mark to mark: any number of other bytes in a row are as good as one.
constexpr bool other_bytes_in_a_row_are_one() {
  for (const CsvState state :
       {CsvState::kFieldStart, CsvState::kUnquoted, CsvState::kQuoted, CsvState::kQuoteInQuoted}) {
    const CsvState once = after(state, CsvByte::kOther);
    if (after(once, CsvByte::kOther) != once) return false;
  }
  return true;
}
static_assert(other_bytes_in_a_row_are_one());

}  // namespace segue
