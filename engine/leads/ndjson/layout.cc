#include "leads/ndjson/layout.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/same_text.h"
#include "base/word_loads.h"

namespace segue {
namespace {

constexpr std::size_t kMostDigits = 15;

/// Whether a byte ends a string, or begins something in it that is not plain.
bool ends_plain(char byte) {
  return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
}

/// How many plain bytes there are before the first that is not plain.
std::size_t plain_bytes(const char* begin, const char* end) {
  const char* at = begin;
  for (; end - at >= 8; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    // The lowest bit that is set is that of the first such byte. Above it, bits may be set for no reason.
    const std::uint64_t found = ((word - 0x20 * kEveryByte) & ~word & (0x80 * kEveryByte)) |
                                zero_bytes(word ^ ('"' * kEveryByte)) | zero_bytes(word ^ ('\\' * kEveryByte));
    if constexpr (std::endian::native == std::endian::little) {
      if (found != 0)
        return static_cast<std::size_t>(at - begin) + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    } else if (found != 0) {
      break;
    }
  }
  while (at < end && !ends_plain(*at)) ++at;
  return static_cast<std::size_t>(at - begin);
}

/// How many digits there are, if they are a plain number; otherwise 0.
std::size_t plain_digits(const char* begin, const char* end) {
  const char* at = begin;
  while (at < end && *at >= '0' && *at <= '9') ++at;
  const auto size = static_cast<std::size_t>(at - begin);
  return size > kMostDigits || (size > 1 && *begin == '0') ? 0 : size;
}

}  // namespace

bool NdjsonLayout::learn(std::string_view line, std::span<const json::Member> members) {
  forget();
  const char* at = line.data();
  for (const json::Member& member : members) {
    const bool is_string = member.value.is(json::Kind::kString);
    const std::string_view text = is_string ? member.value.text() : member.value.raw();
    const bool is_plain = text.data() >= line.data() && text.data() + text.size() <= line.data() + line.size();
    const bool is_number =
        member.value.is(json::Kind::kNumber) && plain_digits(text.data(), text.data() + text.size()) == text.size();
    if (!is_plain || (!is_string && !is_number)) {
      forget();
      return false;
    }
    gaps_.push_back({std::string(at, text.data()), is_string});
    at = text.data() + text.size();
  }
  gaps_.push_back({std::string(at, line.data() + line.size()), false});
  return gaps_.size() > 1;
}

bool NdjsonLayout::split(std::string_view line, std::span<std::string_view> values) const {
  const char* at = line.data();
  const char* const end = at + line.size();
  const auto skip = [&](const std::string& gap) {
    if (static_cast<std::size_t>(end - at) < gap.size() || !same_text({at, gap.size()}, gap)) return false;
    at += gap.size();
    return true;
  };
  for (std::size_t i = 0; i + 1 < gaps_.size(); ++i) {
    if (!skip(gaps_[i].text)) return false;
    const std::size_t size = gaps_[i].before_string ? plain_bytes(at, end) : plain_digits(at, end);
    if (size == 0 && !gaps_[i].before_string) return false;
    values[i] = {at, size};
    at += size;
  }
  return skip(gaps_.back().text) && at == end;
}

}  // namespace segue
