// line_reader.h: reads a source line by line, with a maximum length.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "segue/leads.h"

namespace segue::service {

class LineReader {
 public:
  LineReader(Source& source, std::size_t max_size) : source_(source), max_size_(max_size), buffer_(64u << 10) {}

  struct Line {
    std::uint64_t number = 0;  ///< from 1
    std::string_view bytes;    ///< without the line break; valid until the next call of next()
    bool is_too_long = false;  ///< then `bytes` is empty
  };

  /// Returns false at the end, or if the source fails; see problem().
  bool next(Line& line);

  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool read();

  Source& source_;
  std::size_t max_size_;
  std::vector<char> buffer_;
  std::string_view unread_;  // in buffer_
  std::string line_;
  std::uint64_t number_ = 0;
  std::string problem_;
};

}  // namespace segue::service
