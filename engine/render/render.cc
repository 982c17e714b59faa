// Renders a Program: an interpreter over a flat list of operations.
//
// Before a window of operations it makes room for the most that they can write, so that they write without looking;
// most messages are one window. A text for a string is made in a small buffer first, where it fits, and appended
// whole. However long a message is, nothing is allocated but the text.

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "base/utf8.h"
#include "base/white_space.h"
#include "render/encode.h"
#include "render/picker.h"
#include "render/program.h"

namespace segue {
namespace {

using Program = Template::Program;
using Kind = Program::Op::Kind;

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(), [](char left, char right) {
           return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right;
         });
}

bool is_null_value(const Program& program, std::string_view trimmed) {
  return program.may_be_null(trimmed) &&
         std::any_of(program.null_values.begin(), program.null_values.end(),
                     [&](const std::string& null_value) { return equals_ignoring_case(trimmed, null_value); });
}

/// insertable() for a value whose edges, or whose template's null values, want a closer look.
[[gnu::noinline]] std::string_view insertable_looked_at(const Program& program, std::string_view value) {
  if (is_blank(value)) return {};
  const std::string_view trimmed = trim(value);
  if (is_null_value(program, trimmed)) return {};
  return program.trim ? trimmed : value;
}

/// What is inserted for a lead's value; empty where the value is blank.
inline std::string_view insertable(const Program& program, std::string_view value) {
  if (value.empty()) return value;
  if (!is_plain_edge(value.front()) || !is_plain_edge(value.back()) || program.may_be_null(value)) [[unlikely]] {
    return insertable_looked_at(program, value);
  }
  return value;
}

// --- where a text goes ------------------------------------------------------------------------------------------

/// Behind what a string holds. Leaves it as it was unless the rendering is kept.
class StringOutput {
 public:
  explicit StringOutput(std::string& text) : text_(text), start_(text.size()) {}

  /// Room for `most` bytes and the padding.
  char* room(std::size_t most) {
    if (size_ == 0 && most + kPadding <= sizeof small_) return small_;
    if (text_.size() < start_ + size_ + most + kPadding) text_.resize(start_ + size_ + most + kPadding);
    if (is_small_) std::memcpy(text_.data() + start_, small_, size_);
    is_small_ = false;
    return text_.data() + start_ + size_;
  }
  /// What is left of memory that is not ours to grow.
  static constexpr std::size_t left() { return std::numeric_limits<std::size_t>::max(); }
  void advance(std::size_t size) { size_ += size; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] char* end() { return (is_small_ ? small_ : text_.data() + start_) + size_; }
  void keep() {
    if (is_small_) {
      text_.append(small_, size_);
    } else {
      text_.resize(start_ + size_);
    }
  }
  void discard() {
    if (!is_small_) text_.resize(start_);
  }

 private:
  std::string& text_;
  std::size_t start_;
  std::size_t size_ = 0;
  bool is_small_ = true;
  char small_[512];
};

/// Into memory of a given size.
class MemoryOutput {
 public:
  explicit MemoryOutput(std::span<char> memory) : memory_(memory) {}

  /// Room for `most` bytes and the padding, or null: the text may still fit, but every piece must look.
  char* room(std::size_t most) { return most + kPadding <= left() ? memory_.data() + size_ : nullptr; }
  [[nodiscard]] std::size_t left() const { return memory_.size() - size_; }
  void advance(std::size_t size) { size_ += size; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] char* end() { return memory_.data() + size_; }
  void keep() {}
  void discard() { size_ = 0; }

 private:
  std::span<char> memory_;
  std::size_t size_ = 0;
};

// --- who watches ------------------------------------------------------------------------------------------------

/// Nobody: the rendering ends at the first variable that fails it.
struct Unobserved {
  static constexpr bool kGoesOn = false;
  void picked(std::uint32_t) {}
  void variable(std::uint32_t, std::uint8_t) {}
  void characters(std::size_t) {}
  void value(std::string_view) {}
  void piece(std::size_t) {}
};

/// Notes what became of variables and variations; goes on behind a failure, to note them all.
struct TraceObserver {
  static constexpr bool kGoesOn = true;
  Trace& trace;

  TraceObserver(Trace& watched, const Program& program) : trace(watched) {
    trace.picks.clear();
    trace.variables.assign(program.variables.size(), 0);
    trace.characters = 0;
  }
  void picked(std::uint32_t option) { trace.picks.push_back(option); }
  void variable(std::uint32_t index, std::uint8_t flag) { trace.variables[index] |= flag; }
  void characters(std::size_t count) { trace.characters += count; }
  void value(std::string_view text) { trace.characters += utf8::count(text); }
  void piece(std::size_t) {}
};

/// Also notes how many bytes each segment gave.
struct PieceObserver : TraceObserver {
  std::vector<Piece>& pieces;

  PieceObserver(Trace& watched, std::vector<Piece>& pieces_out, const Program& program)
      : TraceObserver(watched, program), pieces(pieces_out) {}
  void piece(std::size_t size) {
    const std::size_t begin = pieces.empty() ? 0 : pieces.back().end;
    pieces.push_back({pieces.size(), begin, begin + size});
  }
};

// --- the interpreter --------------------------------------------------------------------------------------------

/// Whether pieces must look if they fit, or room was made for all of them.
enum class Fit : bool { kSure, kUnsure };

/// How far a window came.
struct Progress {
  char* end;
  bool failed = false;        ///< a variable has neither value nor fallback, under the policy that refuses it
  bool misfit = false;        ///< a piece found no room
  bool needs_quotes = false;  ///< CSV: a piece can only stand in quotes
};

/// The most bytes that a window can write.
template <class Encoder>
std::size_t most_bytes(const Program::Window& window, std::span<const std::string_view> values) {
  std::size_t most = window.most_pool;
  for (const std::uint32_t column : window.columns) {
    if (column < values.size()) most += values[column].size() * Encoder::kMostPerByte;
  }
  return most;
}

/// Writes a window of operations. `left` is the room there is, where it is not sure to do.
template <class Encoder, Fit kFit, class Observer>
[[gnu::always_inline]] inline Progress write_window(const Program& program, const Program::Window& window,
                                                    std::span<const std::string_view> values, Picker& picker,
                                                    Observer& observer, char* to, [[maybe_unused]] std::size_t left) {
  // Text is bytes, and a byte that is written might be any object's, as far as the compiler knows. So what the loop
  // needs again and again is held in locals, which nothing can point to.
  const char* const pool = program.pool.data();
  [[maybe_unused]] const char* const limit = to + left;
  bool failed = false;
  bool misfit = false;
  bool needs_quotes = false;

  const auto put = [&](const Program::Text& text) {
    if constexpr (Encoder::kQuotes) needs_quotes |= text.quoted;
    observer.characters(text.characters);
    if constexpr (kFit == Fit::kSure) {
      to = copy_padded(to, pool + text.offset, text.size);
    } else if (text.size <= static_cast<std::size_t>(limit - to)) {
      to = copy_exact(to, pool + text.offset, text.size);
    } else {
      misfit = true;
    }
  };
  const auto put_value = [&](std::string_view value) {
    if constexpr (Encoder::kQuotes) needs_quotes |= Encoder::needs_quotes(value);
    observer.value(value);
    if (kFit == Fit::kSure || Encoder::size(value) <= static_cast<std::size_t>(limit - to)) {
      to = Encoder::write(to, value);
    } else {
      misfit = true;
    }
  };

  const Program::Op* const last = program.ops.data() + window.last;
  for (const Program::Op* op = program.ops.data() + window.first; op != last && !misfit; ++op) {
    [[maybe_unused]] const char* const begin = to;
    if (op->kind == Kind::kStatic) {
      put(op->text);
    } else if (op->kind == Kind::kVariation) {
      const Program::Choice& choice = program.variations[op->index];
      const std::uint32_t option = picker.pick(op->index, choice);
      observer.picked(option);
      put(program.options[choice.first + option]);
    } else {
      const std::string_view value =
          op->column < values.size() ? insertable(program, values[op->column]) : std::string_view();
      if (!value.empty()) {
        observer.variable(op->index, Trace::kTookValue);
        put_value(value);
      } else {
        observer.variable(op->index, op->otherwise);
        put(op->text);
        if (op->fails) {
          failed = true;
          if constexpr (!Observer::kGoesOn) break;
        }
      }
    }
    observer.piece(static_cast<std::size_t>(to - begin));
  }
  return {to, failed, misfit, needs_quotes};
}

/// Apart from the usual way, which it would only slow down.
template <class Encoder, class Observer>
[[gnu::noinline]] Progress write_unsure_window(const Program& program, const Program::Window& window,
                                               std::span<const std::string_view> values, Picker& picker,
                                               Observer& observer, char* to, std::size_t left) {
  return write_window<Encoder, Fit::kUnsure>(program, window, values, picker, observer, to, left);
}

template <class Output>
bool put_quote(Output& output) {
  if (output.left() == 0) return false;
  char* const room = output.room(1);
  *(room != nullptr ? room : output.end()) = '"';
  output.advance(1);
  return true;
}

/// Closes a quoted field; opens it first where only a value showed that it must be quoted.
template <class Output>
bool close_quotes(Output& output, bool is_open) {
  const std::size_t size = output.size();
  if (!is_open && !put_quote(output)) return false;
  if (!put_quote(output)) return false;
  if (!is_open) {
    char* const begin = output.end() - output.size();
    std::memmove(begin + 1, begin, size);
    *begin = '"';
  }
  return true;
}

template <class Encoder, class Output, class Observer>
Status write(const Program& program, std::span<const std::string_view> values, const Picks& picks, Output& output,
             Observer& observer) {
  Picker picker(picks, program.message);
  if (!picker.fits(program.option_counts, program.renderings)) return Status::kPickOutOfRange;
  const bool is_open = Encoder::kQuotes && program.always_quoted;
  if (is_open && !put_quote(output)) return Status::kTooLong;

  bool failed = false;
  bool needs_quotes = is_open;
  for (const Program::Window& window : program.windows) {
    char* const room = output.room(most_bytes<Encoder>(window, values));
    char* const begin = room != nullptr ? room : output.end();
    const Progress progress =
        room != nullptr ? write_window<Encoder, Fit::kSure>(program, window, values, picker, observer, begin, 0)
                        : write_unsure_window<Encoder>(program, window, values, picker, observer, begin, output.left());
    failed |= progress.failed;
    needs_quotes |= progress.needs_quotes;
    if (failed && !Observer::kGoesOn) return Status::kUnresolved;
    if (progress.misfit) return failed ? Status::kUnresolved : Status::kTooLong;
    // What stands behind a failure is gone through for the observer alone, over and over in the same room.
    if (!failed) output.advance(static_cast<std::size_t>(progress.end - begin));
    if (output.size() > program.max_bytes) return Status::kTooLong;
  }
  if (failed) return Status::kUnresolved;
  if (needs_quotes && !close_quotes(output, is_open)) return Status::kTooLong;
  return output.size() <= program.max_bytes ? Status::kRendered : Status::kTooLong;
}

template <class Output, class Observer>
Status run(const Program& program, std::span<const std::string_view> values, const Picks& picks, Output& output,
           Observer observer) {
  Status status = Status::kPickOutOfRange;
  switch (program.encoding) {
    case Encoding::kPlain:
      status = write<PlainEncoder>(program, values, picks, output, observer);
      break;
    case Encoding::kJson:
      status = write<JsonEncoder>(program, values, picks, output, observer);
      break;
    case Encoding::kCsv:
      status = write<CsvEncoder>(program, values, picks, output, observer);
      break;
  }
  if (status == Status::kRendered) {
    output.keep();
  } else {
    output.discard();
  }
  return status;
}

}  // namespace

Status Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text) const {
  StringOutput output(text);
  return run(*program_, values, picks, output, Unobserved());
}

Status Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text,
                        Trace& trace) const {
  StringOutput output(text);
  return run(*program_, values, picks, output, TraceObserver(trace, *program_));
}

Template::Written Template::render_into(std::span<char> memory, std::span<const std::string_view> values,
                                        const Picks& picks) const {
  MemoryOutput output(memory);
  const Status status = run(*program_, values, picks, output, Unobserved());
  return {status, output.size()};
}

Explanation Template::explain(std::span<const std::string_view> values, const Picks& picks) const {
  Explanation explanation;
  Trace trace;
  StringOutput output(explanation.text);
  explanation.status = run(*program_, values, picks, output, PieceObserver(trace, explanation.pieces, *program_));
  explanation.picks = std::move(trace.picks);
  if (explanation.status != Status::kRendered) explanation.pieces.clear();
  if (!explanation.pieces.empty() && explanation.pieces.back().end < explanation.text.size()) {
    for (Piece& piece : explanation.pieces) {  // behind the quote that opens a CSV field
      ++piece.begin;
      ++piece.end;
    }
  }
  for (std::size_t i = 0; i < trace.variables.size(); ++i) {
    if (trace.variables[i] & Trace::kTookFallback) explanation.fallbacks.push_back(program_->variables[i]);
    if (trace.variables[i] & Trace::kWasUnresolved) explanation.unresolved.push_back(program_->variables[i]);
  }
  return explanation;
}

}  // namespace segue
