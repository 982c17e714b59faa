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
  if (trimmed.empty() || !program.null_first_bytes[static_cast<unsigned char>(trimmed.front())]) return false;
  if ((program.null_lengths >> std::min<std::size_t>(trimmed.size(), 63) & 1) == 0) return false;
  return std::any_of(program.null_values.begin(), program.null_values.end(),
                     [&](const std::string& null_value) { return equals_ignoring_case(trimmed, null_value); });
}

/// What is inserted for a lead's value; empty where the value is blank.
inline std::string_view insertable(const Program& program, std::string_view value) {
  if (value.empty()) return {};
  std::string_view trimmed = value;
  if (!is_plain_edge(value.front()) || !is_plain_edge(value.back())) {
    if (is_blank(value)) return {};
    trimmed = trim(value);
  }
  if (program.null_lengths != 0 && is_null_value(program, trimmed)) return {};
  return program.trim ? trimmed : value;
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
  [[nodiscard]] char* begin() { return is_small_ ? small_ : text_.data() + start_; }
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
  char small_[1024];
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
  [[nodiscard]] char* begin() { return memory_.data(); }
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

template <class Encoder, class Output, class Observer>
class Run {
 public:
  Run(const Program& program, std::span<const std::string_view> values, const Picks& picks, Output& output,
      Observer observer)
      : program_(program), values_(values), picker_(picks, program.message), output_(output), observer_(observer) {}

  Status render() {
    const Status status = picker_.fits(program_.option_counts, program_.renderings) ? write() : Status::kPickOutOfRange;
    if (status == Status::kRendered) {
      output_.keep();
    } else {
      output_.discard();
    }
    return status;
  }

 private:
  /// Whether pieces must look if they fit, or room was made for all of them.
  enum class Fit : bool { kSure, kUnsure };

  Status write() {
    const bool quoted = program_.always_quoted;
    if (quoted && !put_quote()) return Status::kTooLong;
    for (const Program::Window& window : program_.windows) {
      char* const begin = output_.room(most_bytes(window));
      char* const end = begin != nullptr ? write<Fit::kSure>(window, begin)
                                         : write<Fit::kUnsure>(window, output_.begin() + output_.size());
      if (failed_ && !Observer::kGoesOn) return Status::kUnresolved;
      if (misfit_) return failed_ ? Status::kUnresolved : Status::kTooLong;
      // What stands behind a failure is gone through for the observer alone, over and over in the same room.
      if (!failed_) output_.advance(static_cast<std::size_t>(end - (output_.begin() + output_.size())));
      if (output_.size() > program_.max_bytes) return Status::kTooLong;
    }
    if (failed_) return Status::kUnresolved;
    if constexpr (std::is_same_v<Encoder, CsvEncoder>) {
      if (quoted || needs_quotes_) return finish_quotes(quoted);
    }
    return Status::kRendered;
  }

  [[nodiscard]] std::size_t most_bytes(const Program::Window& window) const {
    std::size_t most = window.most_pool;
    for (const std::uint32_t column : window.columns) most += value(column).size() * Encoder::kMostPerByte;
    return most;
  }

  [[nodiscard]] std::string_view value(std::uint32_t column) const {
    return column < values_.size() ? values_[column] : std::string_view();
  }

  /// Writes a window and answers its end.
  template <Fit kFit>
  char* write(const Program::Window& window, char* to) {
    for (std::uint32_t i = window.first; i < window.last && !misfit_; ++i) {
      const Program::Op& op = program_.ops[i];
      const char* const begin = to;
      switch (op.kind) {
        case Kind::kStatic:
          to = put<kFit>(to, op.text);
          break;
        case Kind::kVariable:
          to = put_variable<kFit>(to, op);
          if (failed_ && !Observer::kGoesOn) return to;
          break;
        case Kind::kVariation: {
          const Program::Choice& choice = program_.variations[op.index];
          const std::uint32_t option = picker_.pick(op.index, choice);
          observer_.picked(option);
          to = put<kFit>(to, program_.options[choice.first + option]);
          break;
        }
      }
      observer_.piece(static_cast<std::size_t>(to - begin));
    }
    return to;
  }

  template <Fit kFit>
  char* put(char* to, const Program::Text& text) {
    needs_quotes_ |= text.quoted;
    observer_.characters(text.characters);
    const char* const from = program_.pool.data() + text.offset;
    if constexpr (kFit == Fit::kSure) return copy_padded(to, from, text.size);
    if (fits(to, text.size)) return copy_exact(to, from, text.size);
    misfit_ = true;
    return to;
  }

  template <Fit kFit>
  char* put_variable(char* to, const Program::Op& op) {
    const std::string_view text = insertable(program_, value(program_.columns[op.index]));
    if (text.empty()) {
      observer_.variable(op.index, op.otherwise);
      failed_ |= op.fails;
      return put<kFit>(to, op.text);
    }
    observer_.variable(op.index, Trace::kTookValue);
    observer_.value(text);
    needs_quotes_ |= Encoder::needs_quotes(text);
    if (kFit == Fit::kSure || fits(to, Encoder::size(text))) return Encoder::write(to, text);
    misfit_ = true;
    return to;
  }

  [[nodiscard]] bool fits(const char* to, std::size_t size) {
    return size <= output_.left() - static_cast<std::size_t>(to - (output_.begin() + output_.size()));
  }

  bool put_quote() {
    char* const room = output_.room(1);
    char* const to = room != nullptr ? room : output_.begin() + output_.size();
    if (output_.left() == 0) return false;
    *to = '"';
    output_.advance(1);
    return true;
  }

  /// Closes a quoted field; opens it first where only a value showed that it must be quoted.
  Status finish_quotes(bool opened) {
    const std::size_t size = output_.size();
    for (int missing = opened ? 1 : 2; missing > 0; --missing) {
      if (!put_quote()) return Status::kTooLong;
    }
    if (output_.size() > program_.max_bytes) return Status::kTooLong;
    if (!opened) {
      char* const begin = output_.begin();
      std::memmove(begin + 1, begin, size);
      *begin = '"';
    }
    return Status::kRendered;
  }

  const Program& program_;
  std::span<const std::string_view> values_;
  Picker picker_;
  Output& output_;
  Observer observer_;
  bool failed_ = false;
  bool misfit_ = false;  ///< a piece found no room
  bool needs_quotes_ = false;
};

template <class Output, class Observer>
Status run(const Program& program, std::span<const std::string_view> values, const Picks& picks, Output&& output,
           Observer observer) {
  switch (program.encoding) {
    case Encoding::kPlain:
      return Run<PlainEncoder, std::remove_reference_t<Output>, Observer>(program, values, picks, output, observer)
          .render();
    case Encoding::kJson:
      return Run<JsonEncoder, std::remove_reference_t<Output>, Observer>(program, values, picks, output, observer)
          .render();
    case Encoding::kCsv:
      return Run<CsvEncoder, std::remove_reference_t<Output>, Observer>(program, values, picks, output, observer)
          .render();
  }
  return Status::kPickOutOfRange;
}

}  // namespace

Status Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text) const {
  return run(*program_, values, picks, StringOutput(text), Unobserved());
}

Status Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text,
                        Trace& trace) const {
  return run(*program_, values, picks, StringOutput(text), TraceObserver(trace, *program_));
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
  explanation.status = run(*program_, values, picks, StringOutput(explanation.text),
                           PieceObserver(trace, explanation.pieces, *program_));
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
