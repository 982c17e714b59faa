// result.h: an answer, or every reason why there is none.
//
//   segue::Result<segue::Sequence> sequence = segue::parse_sequence(bytes);
//   if (!sequence) {
//     for (const segue::Error& error : sequence.errors()) report(error.message);
//     return;
//   }
//   use(*sequence);
//
// Ownership: a Result owns its answer and its errors; both are plain values.
// Threads: as for any value: many readers, or one writer.
// Limits: none of its own.

#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace segue {

/// A place in a text as an editor counts it.
struct Position {
  std::size_t offset = 0;  ///< bytes from the start of the text, a byte order mark included
  std::size_t line = 1;    ///< 1-based; lines end at LF
  std::size_t column = 1;  ///< 1-based, in UTF-16 code units; a byte order mark takes no column
};

/// A half-open stretch of a text: `end` is the first place behind it.
struct Range {
  Position begin;
  Position end;
};

/// One reason why a call has no answer.
struct Error {
  std::string code;     ///< stable and short: "D002", or a word such as "pick-out-of-range"
  std::string name;     ///< the code in words ("wrong-type"); the code itself where it is a word
  std::string message;  ///< one sentence: what was expected, what was found, what to do
  std::string pointer;  ///< JSON Pointer (RFC 6901) of the place; "" is the whole document
  Range range;          ///< where in the bytes; all zero-width at the start where there are no bytes
};

/// Either a `T`, or at least one Error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}                    // NOLINT(google-explicit-constructor)
  Result(std::vector<Error> errors) : state_(std::move(errors)) {  // NOLINT(google-explicit-constructor)
    assert(!std::get<1>(state_).empty());
  }
  Result(Error error) : state_(std::vector<Error>{std::move(error)}) {}  // NOLINT(google-explicit-constructor)

  /// Whether there is an answer.
  explicit operator bool() const { return state_.index() == 0; }

  /// The answer; only where there is one.
  const T& operator*() const& { return std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  const T* operator->() const { return &std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }

  /// Every reason why there is no answer, in document order; empty where there is one.
  const std::vector<Error>& errors() const {
    static const std::vector<Error> kNone;
    return state_.index() == 1 ? std::get<1>(state_) : kNone;
  }

 private:
  std::variant<T, std::vector<Error>> state_;
};

}  // namespace segue
