// layout.h: lines that have the same members in the same order, as those of a list nearly always have.
//
// A layout is learned from a line that was parsed: it is all that is between the line's values. A line of the same
// layout is then split by comparing that and by finding where each value ends. Any other line, and any value that is
// not plain, has to be parsed.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace segue {

class NdjsonLayout {
 public:
  /// Learns from the members of a line's object, which are all it has. False if that cannot be done, and then no layout
  /// is known: a value is neither a string without escapes nor a plain number.
  bool learn(std::string_view line, std::span<const json::Member> members);
  void forget() { gaps_.clear(); }

  /// How many values a line of this layout has; 0 while none is known.
  [[nodiscard]] std::size_t size() const { return gaps_.empty() ? 0 : gaps_.size() - 1; }
  /// The values of a UTF-8 line of this layout, in its order; false if it is of another.
  bool split(std::string_view line, std::span<std::string_view> values) const;

 private:
  /// What is before a value, its opening quote included, or after the last.
  struct Gap {
    std::string text;
    bool before_string = false;
  };
  std::vector<Gap> gaps_;
};

}  // namespace segue
