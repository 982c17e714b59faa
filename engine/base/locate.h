// locate.h: byte offsets into positions that editors understand.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "segue/result.h"

namespace segue {

/// Turns offsets into positions. Ascending offsets cost one walk over the text together; a step back starts over
/// from the beginning of the text.
class Locator {
 public:
  explicit Locator(std::string_view text);

  /// The position of the byte at `offset`; of the text's end where it lies behind that. An offset inside a code
  /// point has that code point's column.
  Position at(std::size_t offset);

  /// Fills in lines and columns of positions that know their offsets alone; in one walk, however many there are.
  static void locate(std::string_view text, std::vector<Position*> positions);
  /// Those of errors.
  static void locate(std::string_view text, std::vector<Error>& errors);

 private:
  std::string_view text_;
  Position here_;
  void start_over();
};

}  // namespace segue
