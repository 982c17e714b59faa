// line_reader.h: the lines of a source, each up to a length.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "segue/leads.h"

namespace segue::service {

class LineReader {
 public:
  LineReader(Source& source, std::size_t longest) : source_(source), longest_(longest), room_(64u << 10) {}

  struct Line {
    std::uint64_t number = 0;  ///< from 1
    std::string_view bytes;    ///< without its line break; until the next call of next()
    bool is_too_long = false;  ///< and so without bytes
  };

  /// False at the end, or where the source fails: see problem().
  bool next(Line& line);

  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool read();

  Source& source_;
  std::size_t longest_;
  std::vector<char> room_;
  std::string_view unread_;  // in room_
  std::string line_;
  std::uint64_t number_ = 0;
  std::string problem_;
};

}  // namespace segue::service
