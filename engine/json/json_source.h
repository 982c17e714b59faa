// json_source.h: bytes in memory as RapidJSON's reader takes them here, and the flags it is given. For json.cc, and for
// the benchmark that measures it beside a reader of the same flags and stream.

#pragma once

#include <cstddef>
#include <string_view>

// RapidJSON under a name of our own: a host program may hold another version of it.
#define RAPIDJSON_NAMESPACE segue::rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN \
  namespace segue {               \
  namespace rapidjson {
#define RAPIDJSON_NAMESPACE_END \
  }                             \
  }
#include <rapidjson/reader.h>
#include <rapidjson/stream.h>

namespace segue::json {

/// The bytes as RapidJSON takes them. In situ it would write the text of a string over its source; here nothing is
/// written, since text without escapes stands there already. The length of a string is that of its source, escapes
/// and all.
class Source {
 public:
  using Ch = char;

  Source(std::string_view bytes, std::size_t start)
      : first_(bytes.data()), next_(bytes.data() + start), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] std::size_t offset_of(const char* text) const { return static_cast<std::size_t>(text - first_); }

  // These names are RapidJSON's.
  [[nodiscard]] char Peek() const { return next_ == end_ ? '\0' : *next_; }
  char Take() { return next_ == end_ ? '\0' : *next_++; }
  [[nodiscard]] std::size_t Tell() const { return offset_of(next_); }
  char* PutBegin() { return const_cast<char*>(next_); }  // the type is RapidJSON's, too; nobody writes there
  void Put(char) {
    // Names the object once, or GCC takes this parameter out of RapidJSON's functions before it inlines them, and then
    // does not inline them any more.
    if (next_ == nullptr) __builtin_unreachable();
  }
  [[nodiscard]] std::size_t PutEnd(const char* begin) const { return static_cast<std::size_t>(next_ - begin); }

 private:
  const char* first_;
  const char* next_;
  const char* end_;
};

inline constexpr unsigned kParseFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                                        rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseInsituFlag;

}  // namespace segue::json

/// RapidJSON works on a copy, which the compiler keeps in registers, while it passes a string or white space. The
/// handler is called before the copy is given back, so that Tell() is still where the string or number begins.
template <>
struct segue::rapidjson::StreamTraits<segue::json::Source> {
  // The name is RapidJSON's. NOLINTNEXTLINE(readability-identifier-naming)
  enum { copyOptimization = 1 };
};
