// json_text.h: writes JSON that is also safe to show on a terminal.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/escape.h"

namespace segue::display {

/// Appends a JSON string. Also escapes controls beyond ASCII and code points that change the direction of text.
void append_json_text(std::string& out, std::string_view text);

/// Writes the members of one object.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  JsonObject& text(std::string_view key, std::string_view value) {
    name(key);
    append_json_text(out_, value);
    return *this;
  }
  JsonObject& number(std::string_view key, std::uint64_t value) {
    name(key);
    out_ += std::to_string(value);
    return *this;
  }
  /// Appends a key; the caller appends its value to the returned string.
  std::string& name(std::string_view key) {
    if (!is_first_) out_ += ',';
    is_first_ = false;
    append_json_text(out_, key);
    out_ += ':';
    return out_;
  }

 private:
  std::string& out_;
  bool is_first_ = true;
};

/// Appends `[…]`; `write` appends one value.
template <class Values, class Write>
void append_json_array(std::string& out, const Values& values, Write&& write) {
  out += '[';
  bool is_first = true;
  for (const auto& value : values) {
    if (!is_first) out += ',';
    is_first = false;
    write(value);
  }
  out += ']';
}

}  // namespace segue::display
