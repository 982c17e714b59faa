// plain_json.h: JSON read in the slowest, most obvious way: byte by byte after RFC 8259, into plain strings. Only the
// members of one object and what they say; nothing of the engine is used here.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::reference {

struct PlainJsonMember {
  enum class Kind : std::uint8_t { kText, kContainer };
  std::string name;
  Kind kind = Kind::kText;
  std::string text;  ///< of a string, unescaped; of a number, true or false, as written; of null, nothing
  std::string raw;   ///< as written
};

/// What a text in UTF-8 is.
struct PlainJson {
  bool is_object = false;                ///< otherwise another value
  std::vector<PlainJsonMember> members;  ///< of the object
};

/// Nothing if the text is not one JSON value, with white space around it at most.
std::optional<PlainJson> plain_json(std::string_view text);

}  // namespace segue::reference
