// csv_extent.h: how far whole records of a delimited text reach, at the speed of finding quotes and counting lines.
//
// This is all that has to be done one chunk after the other; splitting records into fields is left to whoever reads
// the chunk.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace segue {

struct CsvExtent {
  std::size_t size = 0;     ///< bytes, line ends included
  std::uint64_t rows = 0;   ///< records in it
  std::uint64_t lines = 0;  ///< LFs in it, those in quotes as well
};

/// The longest stretch of whole records, `most` at most, at the start of `text`, which begins with one. A record whose
/// line end is not in the text is not whole. What a quote means is told as CsvSplitter tells it.
CsvExtent whole_records(std::string_view text, char delimiter, std::uint64_t most);

}  // namespace segue
