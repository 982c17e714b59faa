// result.h: a value, or every reason why there is none.
//
//   segue::Result<segue::Sequence> sequence = segue::parse_sequence(bytes);
//   if (!sequence) {
//     for (const segue::Error& error : sequence.errors()) log(to_string(error));
//     return;
//   }
//   use(*sequence);
//
// A Result has the interface of std::expected<T, Error>, and errors() for those who want every error.
//
// Ownership: a Result owns its value and its errors; both are plain values.
// Threads: as for any value: many readers, or one writer.
// Limits: none of its own.

#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace segue {

/// A position in a text as an editor counts it.
struct Position {
  std::size_t offset = 0;  ///< bytes from the start of the text, a byte order mark included
  std::size_t line = 1;    ///< 1-based; lines end at LF
  std::size_t column = 1;  ///< 1-based, in UTF-16 code units; a byte order mark takes no column
};

/// A half-open range of a text: `end` is the first position after it.
struct Range {
  Position begin = {};
  Position end = {};
};

/// One reason why a call has no value to return.
struct Error {
  std::string code = {};     ///< stable and short, a constant of codes.h: "D002", or words such as "no-message"
  std::string name = {};     ///< the code in words ("wrong-type"); the code itself where that is words
  std::string message = {};  ///< one sentence: what was expected, what was found, what to do
  std::string pointer = {};  ///< JSON Pointer (RFC 6901) of the place; "" is the whole document
  Range range = {};          ///< the place in the bytes; empty, at offset 0, where there are no bytes
  /// The limit or option that would help, by name: "max-steps", "key". If there is one, `message` ends with what to do
  /// about it, so a program can add how its users do that: " with --key COLUMN". Otherwise empty.
  std::string setting = {};
};

/// An error on one line: `14:40: D002 wrong-type at /steps/0/type: expected …`. Leaves out what is not known: the
/// position where there are no bytes, the pointer where it is the whole document. Control characters are shown as
/// `\u000a`, so that one error is one line of a log.
[[nodiscard]] inline std::string to_string(const Error& error) {
  std::string line;
  const auto add = [&](std::string_view text) {
    constexpr char kHex[] = "0123456789abcdef";
    for (const char byte : text) {
      const auto value = static_cast<unsigned char>(byte);
      if (value >= 0x20 && value != 0x7F) {
        line += byte;
      } else {
        line += "\\u00";
        line += kHex[value >> 4];
        line += kHex[value & 15];
      }
    }
  };
  if (error.range.end.offset > 0) {
    line += std::to_string(error.range.begin.line) + ':' + std::to_string(error.range.begin.column) + ": ";
  }
  add(error.code);
  if (error.name != error.code && !error.name.empty()) {
    line += ' ';
    add(error.name);
  }
  if (!error.pointer.empty()) {
    line += " at ";
    add(error.pointer);
  }
  line += ": ";
  add(error.message);
  return line;
}

/// Either a `T`, or at least one Error.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = Error;

  Result(T value) : state_(std::move(value)) {}                          // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::vector<Error>{std::move(error)}) {}  // NOLINT(google-explicit-constructor)
  /// At least one error.
  Result(std::vector<Error> errors) : state_(std::move(errors)) {  // NOLINT(google-explicit-constructor)
    assert(!std::get<1>(state_).empty());
  }

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Without one, these throw std::bad_variant_access: ask has_value() first.
  const T& operator*() const& { return std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  const T* operator->() const { return &std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return **this; }
  [[nodiscard]] T& value() & { return **this; }
  [[nodiscard]] T&& value() && { return *std::move(*this); }

  /// The value, or `other` where there is none.
  template <class U = T>
  [[nodiscard]] T value_or(U&& other) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(other));
  }
  template <class U = T>
  [[nodiscard]] T value_or(U&& other) && {
    return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(other));
  }

  /// The first error, in document order; std::bad_variant_access where there is a value. To pass on all of them, return
  /// errors(). Of a temporary, a copy, which outlives it.
  [[nodiscard]] const Error& error() const& { return std::get<1>(state_).front(); }
  [[nodiscard]] Error error() && { return std::move(std::get<1>(state_).front()); }

  /// Every error, in document order; empty where there is a value. Of a temporary, a copy, which outlives it: so
  /// `for (const Error& error : parse_sequence(bytes).errors())` is sound.
  [[nodiscard]] const std::vector<Error>& errors() const& {
    static const std::vector<Error> kNone;
    return state_.index() == 1 ? std::get<1>(state_) : kNone;
  }
  [[nodiscard]] std::vector<Error> errors() && {
    return state_.index() == 1 ? std::move(std::get<1>(state_)) : std::vector<Error>();
  }
  [[nodiscard]] std::vector<Error> errors() const&& { return errors(); }

 private:
  std::variant<T, std::vector<Error>> state_;
};

}  // namespace segue
