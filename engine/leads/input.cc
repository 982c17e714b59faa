#include "leads/input.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "leads/scan.h"

namespace segue {
namespace {

// The bytes by which the longest code point may reach out of the look-ahead.
constexpr std::size_t kOverhang = 3;

Error bad_encoding(std::string message, std::size_t offset, std::size_t line) {
  Error error{.code = "bad-encoding", .name = "bad-encoding", .message = std::move(message)};
  error.range.begin = {.offset = offset, .line = line};
  error.range.end = error.range.begin;
  return error;
}

}  // namespace

Result<ReadBuffer> open_input(Source& source, std::size_t read_size, pick::RunningHash* hash) {
  ReadBuffer buffer(source, read_size);
  buffer.set_hash(hash);
  buffer.hold(kLookAhead + kOverhang);
  const std::string_view text = buffer.held().substr(0, kLookAhead + kOverhang);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return bad_encoding(fmt::format("{}: is UTF-16 by its byte order mark, and leads are read as UTF-8; convert them "
                                    "with  iconv -f utf-16 -t utf-8",
                                    buffer.name()),
                        0, 1);
  }
  const std::size_t invalid = is_utf8(text) ? text.size() : utf8::first_invalid(text);
  // What the end of the look-ahead cuts off, or a source that failed, is not known to be wrong.
  const bool is_cut = !buffer.problem().empty() && invalid + kOverhang >= text.size();
  if (invalid < std::min(text.size(), kLookAhead) && !is_cut) {
    const auto line =
        static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(invalid), '\n')) +
        1;
    return bad_encoding(fmt::format("{}: is not UTF-8: byte 0x{:02X} at offset {}, in line {}; convert the leads from "
                                    "the encoding they are in, such as with  iconv -f windows-1252 -t utf-8",
                                    buffer.name(), static_cast<unsigned char>(text[invalid]), invalid, line),
                        invalid, line);
  }
  if (text.starts_with(utf8::kByteOrderMark)) buffer.drop(utf8::kByteOrderMark.size());
  return buffer;
}

}  // namespace segue
