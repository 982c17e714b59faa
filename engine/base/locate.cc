#include "base/locate.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace segue {

Locator::Locator(std::string_view text) : text_(text) {
  start_over();
}

void Locator::start_over() {
  here_ = {};
  if (text_.starts_with(utf8::kByteOrderMark)) here_.offset = utf8::kByteOrderMark.size();
}

Position Locator::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < here_.offset) start_over();
  while (here_.offset < offset) {
    const utf8::CodePoint point = utf8::decode(text_, here_.offset);
    if (here_.offset + point.size > offset) break;
    here_.offset += point.size;
    if (point.value == '\n') {
      ++here_.line;
      here_.column = 1;
    } else {
      here_.column += point.value > 0xFFFF ? 2 : 1;
    }
  }
  return {offset, here_.line, here_.column};
}

void Locator::locate(std::string_view text, std::vector<Position*> positions) {
  std::sort(positions.begin(), positions.end(),
            [](const Position* left, const Position* right) { return left->offset < right->offset; });
  Locator locator(text);
  for (Position* position : positions) *position = locator.at(position->offset);
}

void Locator::locate(std::string_view text, std::vector<Error>& errors) {
  std::vector<Position*> positions;
  positions.reserve(errors.size() * 2);
  for (Error& error : errors) {
    positions.push_back(&error.range.begin);
    positions.push_back(&error.range.end);
  }
  locate(text, std::move(positions));
}

}  // namespace segue
