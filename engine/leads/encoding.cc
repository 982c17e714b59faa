#include "leads/encoding.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace segue {
namespace {

// The bytes by which the longest code point may reach out of the look-ahead.
constexpr std::size_t kOverhang = 3;

Error bad_encoding(std::string message, std::uint64_t offset, std::size_t line) {
  Error error{.code = "bad-encoding", .name = "bad-encoding", .message = std::move(message)};
  error.range.begin = {.offset = static_cast<std::size_t>(offset), .line = line};
  error.range.end = error.range.begin;
  return error;
}

}  // namespace

std::optional<Error> check_encoding(ReadBuffer& buffer) {
  buffer.hold(kLookAhead + kOverhang);
  const std::string_view text = buffer.held().substr(0, kLookAhead + kOverhang);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return bad_encoding(fmt::format("{}: is UTF-16 by its byte order mark, and leads are read as UTF-8; convert them "
                                    "with  iconv -f utf-16 -t utf-8",
                                    buffer.name()),
                        0, 1);
  }
  const std::size_t invalid = utf8::first_invalid(text);
  // What is cut off by the end of the look-ahead, or by a source that failed, is not known to be wrong.
  const bool cut = !buffer.problem().empty() && invalid + kOverhang >= text.size();
  if (invalid < std::min(text.size(), kLookAhead) && !cut) {
    const auto line =
        static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(invalid), '\n'));
    return bad_encoding(fmt::format("{}: is not UTF-8: byte 0x{:02X} at offset {}, in line {}; convert the leads from "
                                    "the encoding they are in, such as with  iconv -f windows-1252 -t utf-8",
                                    buffer.name(), static_cast<unsigned char>(text[invalid]), invalid, line + 1),
                        invalid, line + 1);
  }
  if (text.starts_with(utf8::kByteOrderMark)) buffer.drop(utf8::kByteOrderMark.size());
  return std::nullopt;
}

std::size_t EncodingCheck::first_invalid(std::uint64_t offset, std::string_view record, std::string_view held) {
  if (known_valid(offset + record.size())) return record.size();
  // Between records, and so where a record begins, no code point is cut.
  const std::uint64_t from = std::max(offset, valid_until_);
  const std::size_t skipped = static_cast<std::size_t>(from - offset);
  valid_until_ = from + utf8::first_invalid(held.substr(skipped));
  return std::min(static_cast<std::size_t>(valid_until_ - offset), record.size());
}

}  // namespace segue
