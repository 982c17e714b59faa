#include "leads/csv_split.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace segue {
namespace {

constexpr std::size_t kBlock = 16;

// A bit for each of the next sixteen bytes (or fewer, at the end) that is a delimiter, a quote or an LF.
std::uint32_t marks(const char* at, const char* end, char delimiter) {
#ifdef __SSE2__
  if (static_cast<std::size_t>(end - at) >= kBlock) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_or_si128(
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(found));
  }
#endif
  const std::size_t size = std::min(kBlock, static_cast<std::size_t>(end - at));
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    found |= static_cast<std::uint32_t>(at[i] == delimiter || at[i] == '"' || at[i] == '\n') << i;
  }
  return found;
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

CsvStop CsvSplitter::split(std::string_view text) {
  fields_.clear();
  doubled_.clear();
  line_breaks_ = 0;
  bad_field_ = kNone;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* field = begin;  // where the field begins that is being read
  const char* at = begin;     // where the block begins that is being looked at
  while (at < end) {
    std::uint32_t found = marks(at, end, delimiter_);
    const char* next = at + kBlock;
    for (; found != 0; found &= found - 1) {
      const char* mark = at + std::countr_zero(found);
      if (*mark == delimiter_) {
        fields_.push_back(between(field, mark));
        field = mark + 1;
      } else if (*mark == '\n') {
        const char* record_end = mark > field && mark[-1] == '\r' ? mark - 1 : mark;
        fields_.push_back(between(field, record_end));
        return stop(CsvStop::kLineEnd, begin, record_end, mark + 1);
      } else if (mark == field) {
        const char* behind = quoted_field(mark, end);
        if (behind == nullptr) return stop(CsvStop::kInQuotes, begin, end, end);
        if (behind == end) return stop(CsvStop::kTextEnd, begin, end, end);
        if (*behind != delimiter_) {
          const char* line_feed = *behind == '\r' ? behind + 1 : behind;
          return stop(CsvStop::kLineEnd, begin, behind, line_feed + 1);
        }
        next = field = behind + 1;
        break;
      }
    }
    at = next;
  }
  fields_.push_back(between(field, end));
  return stop(CsvStop::kTextEnd, begin, end, end);
}

// Adds the field that opens with `quote`. The answer is what ends it: the delimiter, the first byte of the line
// end, or `end`; null where the quotes are not closed.
const char* CsvSplitter::quoted_field(const char* quote, const char* end) {
  const char* const begin = quote + 1;
  const char* closing = begin;
  bool doubled = false;
  while (true) {
    const void* found = closing < end ? std::memchr(closing, '"', static_cast<std::size_t>(end - closing)) : nullptr;
    if (found == nullptr) {
      closing = end;
      break;
    }
    closing = static_cast<const char*>(found);
    if (closing + 1 == end || closing[1] != '"') break;
    doubled = true;
    closing += 2;
  }
  line_breaks_ += static_cast<std::uint64_t>(std::count(begin, closing, '\n'));
  if (doubled) doubled_.push_back(fields_.size());
  fields_.push_back(between(begin, closing));
  if (closing == end) return nullptr;

  const char* const behind = closing + 1;
  const char* stop = behind;
  while (stop < end && *stop != delimiter_ && *stop != '\n') ++stop;
  if (stop < end && *stop == '\n' && stop > behind && stop[-1] == '\r') --stop;
  if (stop != behind) {
    if (bad_field_ == kNone) {
      bad_field_ = fields_.size() - 1;
      bad_text_ = between(behind, stop);
    }
    if (doubled) doubled_.pop_back();
    fields_.back() = between(quote, stop);
  }
  return stop;
}

CsvStop CsvSplitter::stop(CsvStop how, const char* begin, const char* record_end, const char* whole_end) {
  size_ = static_cast<std::size_t>(record_end - begin);
  whole_size_ = static_cast<std::size_t>(whole_end - begin);
  if (!doubled_.empty()) unescape();
  return how;
}

void CsvSplitter::unescape() {
  std::size_t size = 0;
  for (const std::size_t i : doubled_) size += fields_[i].size();
  unescaped_.clear();
  unescaped_.reserve(size);  // the views below rest on its memory
  for (const std::size_t i : doubled_) {
    const std::size_t begin = unescaped_.size();
    std::string_view rest = fields_[i];
    for (std::size_t quote; (quote = rest.find('"')) != std::string_view::npos; rest.remove_prefix(quote)) {
      unescaped_.append(rest.substr(0, ++quote));
      if (quote < rest.size()) ++quote;  // its twin
    }
    unescaped_.append(rest);
    fields_[i] = std::string_view(unescaped_).substr(begin);
  }
}

}  // namespace segue
