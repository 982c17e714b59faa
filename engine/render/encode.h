// encode.h: the lead's own values on their way into a text: how long they will be, and how they are copied.
//
// Everything else of a message was encoded when it was compiled. No function here reads a byte outside of the
// text it is given or writes one outside of what it says.

#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/copy.h"
#include "base/escape.h"
#include "render/program.h"

namespace segue {

/// Copies `size` bytes in steps of kPadding, at least one; reads and writes up to as many more.
inline char* copy_padded(char* to, const char* from, std::size_t size) {
  std::memcpy(to, from, kPadding);
  if (size > kPadding) [[unlikely]] {
    for (std::size_t done = kPadding; done < size; done += kPadding) std::memcpy(to + done, from + done, kPadding);
  }
  return to + size;
}

struct PlainEncoder {
  static constexpr std::size_t kMostPerByte = 1;  ///< bytes that one byte of a value can become
  static constexpr bool kQuotes = false;          ///< whether some texts stand in quotes
  static std::size_t size(std::string_view value) { return value.size(); }
  static char* write(char* to, std::string_view value, TextShape /*shape*/) {
    return copy_exact(to, value.data(), value.size());
  }
};

struct JsonEncoder {
  static constexpr std::size_t kMostPerByte = 6;
  static constexpr bool kQuotes = false;
  static std::size_t size(std::string_view value) {
    std::size_t more = 0;
    for (const char byte : value) {
      const char escape = kJsonEscape[static_cast<unsigned char>(byte)];
      more += escape == 0 ? 0 : escape == 'u' ? 5 : 1;
    }
    return value.size() + more;
  }
  static char* write(char* to, std::string_view value, TextShape shape) {
    if (shape.json_plain) [[likely]]
      return copy_exact(to, value.data(), value.size());
    return write_escaped(to, value);
  }
  [[gnu::noinline]] static char* write_escaped(char* to, std::string_view value) {
    constexpr char kHex[] = "0123456789abcdef";
    for (const char byte : value) {
      const char escape = kJsonEscape[static_cast<unsigned char>(byte)];
      if (escape == 0) {
        *to++ = byte;
        continue;
      }
      *to++ = '\\';
      *to++ = escape;
      if (escape != 'u') continue;
      *to++ = '0';
      *to++ = '0';
      *to++ = kHex[static_cast<unsigned char>(byte) >> 4];
      *to++ = kHex[byte & 15];
    }
    return to;
  }
};

/// Doubles quotes; the quotes around the field are the renderer's.
struct CsvEncoder {
  static constexpr std::size_t kMostPerByte = 2;
  static constexpr bool kQuotes = true;
  static std::size_t size(std::string_view value) {
    std::size_t quotes = 0;
    for (const char byte : value) quotes += byte == '"';
    return value.size() + quotes;
  }
  static bool needs_quotes(std::string_view value) { return csv_needs_quotes(value); }
  static char* write(char* to, std::string_view value, TextShape /*shape*/) {
    for (const char byte : value) {
      *to++ = byte;
      if (byte == '"') *to++ = byte;
    }
    return to;
  }
};

}  // namespace segue
