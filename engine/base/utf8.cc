#include "base/utf8.h"

#include <cstring>

namespace segue::utf8 {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

bool continues(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

}  // namespace

CodePoint decode_any(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto at = [&](std::size_t i) {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = at(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead >= 0xC2 && lead <= 0xDF && continues(at(1))) {
    return {(lead & 0x1Fu) << 6 | (at(1) & 0x3Fu), 2, true};
  }
  if (lead >= 0xE0 && lead <= 0xEF && continues(at(1)) && continues(at(2))) {
    const std::uint32_t value = (lead & 0x0Fu) << 12 | (at(1) & 0x3Fu) << 6 | (at(2) & 0x3Fu);
    if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3, true};
  }
  if (lead >= 0xF0 && lead <= 0xF4 && continues(at(1)) && continues(at(2)) && continues(at(3))) {
    const std::uint32_t value = (lead & 0x07u) << 18 | (at(1) & 0x3Fu) << 12 | (at(2) & 0x3Fu) << 6 | (at(3) & 0x3Fu);
    if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4, true};
  }
  return {kReplacement, 1, false};
}

CodePoint decode_any_before(std::string_view text, std::size_t offset) {
  for (std::size_t size = 1; size <= 4 && size <= offset; ++size) {
    if (continues(static_cast<unsigned char>(text[offset - size]))) continue;
    const CodePoint point = decode(text.substr(0, offset), offset - size);
    if (point.size == size) return point;
    break;
  }
  return offset == 0 ? CodePoint{} : CodePoint{kReplacement, 1, false};
}

std::size_t first_invalid(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at + 8 <= text.size()) {
      std::uint64_t word;
      std::memcpy(&word, text.data() + at, 8);
      if (word & kHighBits) break;
      at += 8;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    // Text in other scripts runs on, so the words are not looked at again before it ends.
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      const CodePoint point = decode(text, at);
      if (!point.valid) return at;
      at += point.size;
    }
  }
  return text.size();
}

std::size_t count_points(std::string_view text) {
  std::size_t points = 0;
  for (const char byte : text) points += static_cast<signed char>(byte) > -65;  // not 10xxxxxx
  return points;
}

}  // namespace segue::utf8
