// Renders a Program: an interpreter over a flat list of operations.
//
// It writes from one place on, with room to spare behind it, so that a piece mostly needs one comparison and copies in
// steps of a fixed width; near the edge of the room the output takes over. A text for a string is made in a small
// buffer, which is appended when it is full and at the end. However long a message is, nothing is allocated but the
// text.
//
// What is usual is marked so, for the path through it to fall through: a processor foretells a branch by the last ones
// that were taken, and what the leads' picks decide is hard enough to foretell.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "base/column_match.h"
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
  if (!has_plain_edges(value) || program.may_be_null(value)) [[unlikely]] {
    return insertable_looked_at(program, value);
  }
  return value;
}

// --- where a text goes ------------------------------------------------------------------------------------------
//
// An output says where to begin, and how far a piece may be written with padding: one that ends before `limit()` has
// kPadding bytes behind it. Any other piece goes through put_at_edge(), which says where to go on, or nothing where
// there is no room. What was written is kept at the end, or nothing is.

/// Where to go on; nothing: no room. Null is a place, that of no memory at all, into which an empty text fits.
using Cursor = std::optional<char*>;

/// Behind what a string holds.
class StringOutput {
 public:
  /// More than `most` bytes will not be kept, so they need not be gathered.
  StringOutput(std::string& text, std::size_t most) : text_(text), start_(text.size()), most_(most) {}

  [[nodiscard]] char* begin() { return buffer_; }
  [[nodiscard]] char* limit() { return buffer_ + kRoom + 1; }
  [[nodiscard]] std::size_t size(const char* to) const { return appended_ + static_cast<std::size_t>(to - buffer_); }

  template <class Encoder>
  [[gnu::noinline]] Cursor put_at_edge(char* to, std::string_view value) {
    constexpr std::size_t kSlice = kRoom / Encoder::kMostPerByte;
    do {
      append(to);
      const std::string_view slice = value.substr(0, kSlice);
      to = Encoder::write(buffer_, slice, shape_of(slice));
      value.remove_prefix(slice.size());
    } while (!value.empty());
    return to;
  }
  /// Puts a quote before all that was written.
  [[gnu::noinline]] Cursor open_quotes(char* to) {
    append(to);
    text_.insert(start_, 1, '"');
    ++appended_;
    return buffer_;
  }
  void keep(const char* to) { append(to); }
  void discard() {
    if (appended_ > 0) text_.resize(start_);
  }

 private:
  static constexpr std::size_t kRoom = 480;  ///< most texts are shorter

  void append(const char* to) {
    const auto size = static_cast<std::size_t>(to - buffer_);
    appended_ += size;
    if (appended_ <= most_) text_.append(buffer_, size);
  }

  std::string& text_;
  std::size_t start_;
  std::size_t most_;
  std::size_t appended_ = 0;  ///< bytes that have left the buffer
  char buffer_[kRoom + kPadding];
};

/// Into memory of a given size.
class MemoryOutput {
 public:
  explicit MemoryOutput(std::span<char> memory) : memory_(memory) {}

  [[nodiscard]] char* begin() const { return memory_.data(); }
  [[nodiscard]] char* limit() const {
    return memory_.data() + (std::max(memory_.size(), kPadding - 1) - (kPadding - 1));
  }
  [[nodiscard]] std::size_t size(const char* to) const { return static_cast<std::size_t>(to - memory_.data()); }

  template <class Encoder>
  Cursor put_at_edge(char* to, std::string_view value) const {
    return write_if_it_fits<Encoder>(to, memory_.size() - size(to), value);
  }
  Cursor open_quotes(char* to) const {
    if (size(to) == memory_.size()) return {};
    std::memmove(begin() + 1, begin(), size(to));
    *begin() = '"';
    return to + 1;
  }
  void keep(const char* to) { kept_ = size(to); }
  [[nodiscard]] std::size_t kept() const { return kept_; }

 private:
  /// Knows nothing of the object, so that this one can live in registers.
  template <class Encoder>
  [[gnu::noinline]] static Cursor write_if_it_fits(char* to, std::size_t left, std::string_view value) {
    if (Encoder::size(value) > left) return {};
    return Encoder::write(to, value, shape_of(value));
  }

  std::span<char> memory_;
  std::size_t kept_ = 0;
};

/// Nowhere: adds up what a text takes.
class MeasuringOutput {
 public:
  [[nodiscard]] char* begin() { return &nothing_; }
  [[nodiscard]] char* limit() { return &nothing_; }
  [[nodiscard]] std::size_t size(const char* /*to*/ = nullptr) const { return size_; }

  template <class Encoder>
  Cursor put_at_edge(char* to, std::string_view value) {
    size_ += Encoder::size(value);
    return to;
  }
  Cursor open_quotes(char* to) {
    ++size_;
    return to;
  }
  void keep(const char* /*to*/) {}

 private:
  char nothing_ = 0;
  std::size_t size_ = 0;
};

// --- who watches ------------------------------------------------------------------------------------------------

/// Nobody: the rendering ends at the first variable that fails it.
struct Unobserved {
  static constexpr bool kGoesOn = false;
  void picked(std::uint32_t, std::uint32_t) {}
  void variable(std::uint32_t, std::uint8_t, bool) {}
  void characters(std::size_t) {}
  void value(std::string_view, TextShape) {}
  void segment(std::size_t) {}
};

/// Notes what became of variables and variations; goes on behind a failure, to note them all.
struct TraceObserver {
  static constexpr bool kGoesOn = true;
  Trace& trace;

  TraceObserver(Trace& watched, const Program& program) : trace(watched) {
    // What they hold is overwritten, so a trace that is used again is only looked at.
    if (trace.picks.size() != program.variations.size()) trace.picks.resize(program.variations.size());
    if (trace.variables.size() != program.variables.size()) trace.variables.resize(program.variables.size());
    trace.characters = 0;
  }
  void picked(std::uint32_t variation, std::uint32_t option) { trace.picks[variation] = option; }
  void variable(std::uint32_t index, std::uint8_t flag, bool is_first) {
    trace.variables[index] = is_first ? flag : static_cast<std::uint8_t>(trace.variables[index] | flag);
  }
  void characters(std::size_t count) { trace.characters += count; }
  void value(std::string_view text, TextShape shape) {
    trace.characters += shape.ascii ? text.size() : utf8::count_points(text);
  }
  void segment(std::size_t) {}
};

/// Also notes where the text of each segment ends.
struct RangeObserver : TraceObserver {
  std::vector<SegmentRange>& ranges;
  SegmentRange next = {};  ///< what is known of the segment that is being written

  RangeObserver(Trace& watched, std::vector<SegmentRange>& ranges_out, const Program& program)
      : TraceObserver(watched, program), ranges(ranges_out) {}
  void picked(std::uint32_t variation, std::uint32_t option) {
    TraceObserver::picked(variation, option);
    next.option = option;
  }
  void variable(std::uint32_t index, std::uint8_t flag, bool is_first) {
    TraceObserver::variable(index, flag, is_first);
    next.variable = flag;
  }
  void segment(std::size_t end) {
    next.end = end;
    ranges.push_back(next);
    next = {.segment = ranges.size(), .begin = end};
  }
};

// --- the interpreter --------------------------------------------------------------------------------------------

/// Values by position: that of a variable is at the index of its column.
struct ByColumn {
  std::span<const std::string_view> values;
  [[nodiscard]] std::uint32_t slot(const Program::Op& op) const { return op.column; }
};

/// Values by name, once they are in the order of the variables.
struct ByVariable {
  std::span<const std::string_view> values;
  [[nodiscard]] std::uint32_t slot(const Program::Op& op) const { return op.index; }
};

/// Writes the operations, and keeps what they gave where that is a rendering.
template <class Encoder, class Values, class Output, class Observer>
[[gnu::always_inline]] inline RenderStatus write(const Program& program, Values lead, const Picks& picks,
                                                 Output& output, Observer observer) {
  if (!fits(picks, program)) return RenderStatus::kPickOutOfRange;
  // Text is bytes, and a byte that is written might be any object's, as far as the compiler knows. So what the loop
  // needs again and again is held in locals, which nothing can point to.
  const char* const pool = program.pool.data();
  const auto limit = reinterpret_cast<std::uintptr_t>(output.limit());
  char* to = output.begin();
  Picker picker(picks, program.message);
  bool failed = false;
  bool needs_quotes = false;

  // Compares addresses as numbers: a piece without room may end where no pointer can.
  const auto has_room = [&](std::size_t size) { return reinterpret_cast<std::uintptr_t>(to) + size < limit; };
  // Each of these says whether there was room.
  const auto go_on = [&](Cursor cursor) {
    to = cursor.value_or(to);
    return cursor.has_value();
  };
  const auto put = [&](const Program::Text text) {
    if constexpr (Encoder::kQuotes) needs_quotes |= text.quoted;
    observer.characters(text.characters);
    if (has_room(text.size)) [[likely]] {
      to = copy_padded(to, pool + text.offset, text.size);
      return true;
    }
    return go_on(output.template put_at_edge<PlainEncoder>(to, {pool + text.offset, text.size}));
  };
  const auto put_value = [&]<class AnyEncoder>(AnyEncoder, std::string_view value, TextShape shape) {
    if (has_room(value.size() * AnyEncoder::kMostPerByte)) [[likely]] {
      to = AnyEncoder::write(to, value, shape);
      return true;
    }
    return go_on(output.template put_at_edge<AnyEncoder>(to, value));
  };
  const auto put_quote = [&] { return put_value(PlainEncoder(), "\"", {}); };

  const bool is_open = Encoder::kQuotes && program.always_quoted;
  if (is_open && !put_quote()) return RenderStatus::kTooLong;
  const std::size_t opened = is_open ? 1 : 0;
  for (const Program::Op& op : program.ops) {
    if (op.has_text) [[likely]] {
      if (!put(op.text)) return RenderStatus::kTooLong;
      observer.segment(output.size(to) - opened);
    }
    if (op.then == Kind::kNothing) continue;
    if (op.then == Kind::kVariation) {
      const Program::Choice& choice = program.variations[op.index];
      const std::uint32_t option = picker.pick(op.index, choice);
      observer.picked(op.index, option);
      if (!put(program.options[choice.first + option])) return RenderStatus::kTooLong;
    } else {
      const std::uint32_t slot = lead.slot(op);
      const std::string_view value =
          slot < lead.values.size() ? insertable(program, lead.values[slot]) : std::string_view();
      if (!value.empty()) {
        const TextShape shape = shape_of(value);
        observer.variable(op.index, Trace::kTookValue, op.is_first);
        observer.value(value, shape);
        if constexpr (Encoder::kQuotes) needs_quotes |= Encoder::needs_quotes(value);
        if (!put_value(Encoder(), value, shape)) return RenderStatus::kTooLong;
      } else {
        observer.variable(op.index, op.otherwise, op.is_first);
        if (op.fails) {
          failed = true;
          if constexpr (!Observer::kGoesOn) return RenderStatus::kUnresolved;
        }
        if (!put(op.stand_in)) return RenderStatus::kTooLong;
      }
    }
    observer.segment(output.size(to) - opened);
  }
  if (failed) return RenderStatus::kUnresolved;
  if constexpr (Encoder::kQuotes) {
    // Where only a value showed that they are needed, they are opened now.
    if (needs_quotes && !is_open && !go_on(output.open_quotes(to))) return RenderStatus::kTooLong;
    if ((needs_quotes || is_open) && !put_quote()) return RenderStatus::kTooLong;
  }
  if (output.size(to) > program.max_bytes) return RenderStatus::kTooLong;
  output.keep(to);
  return RenderStatus::kRendered;
}

// A function of its own for each encoder and output, with the registers to itself.

template <class Encoder, class Values, class Observer>
[[gnu::noinline]] RenderStatus into_string(const Program& program, Values lead, const Picks& picks, std::string& text,
                                           Observer observer) {
  StringOutput output(text, program.max_bytes);
  const RenderStatus status = write<Encoder>(program, lead, picks, output, observer);
  if (status != RenderStatus::kRendered) output.discard();
  return status;
}

/// What became of a rendering that did not fit: its size, or why there is none.
template <class Encoder>
[[gnu::noinline]] RenderResult measure(const Program& program, ByColumn lead, const Picks& picks) {
  MeasuringOutput output;
  const RenderStatus status = write<Encoder>(program, lead, picks, output, Unobserved());
  if (status != RenderStatus::kRendered && status != RenderStatus::kTooLong) return {.status = status};
  return {.status = RenderStatus::kTooLong, .size = output.size()};
}

template <class Encoder, class Observer>
[[gnu::noinline]] RenderResult into_memory(const Program& program, std::span<char> memory, ByColumn lead,
                                           const Picks& picks, Observer observer) {
  MemoryOutput output(memory);
  const RenderStatus status = write<Encoder>(program, lead, picks, output, observer);
  if (status == RenderStatus::kTooLong) [[unlikely]]
    return measure<Encoder>(program, lead, picks);
  return {.status = status, .size = output.kept()};
}

template <class Values, class Observer>
RenderStatus run(const Program& program, Values lead, const Picks& picks, std::string& text, Observer observer) {
  switch (program.encoding) {
    case Encoding::kJson:
      return into_string<JsonEncoder>(program, lead, picks, text, observer);
    case Encoding::kCsv:
      return into_string<CsvEncoder>(program, lead, picks, text, observer);
    case Encoding::kPlain:
      break;
  }
  return into_string<PlainEncoder>(program, lead, picks, text, observer);
}

template <class Observer>
RenderResult run(const Program& program, ByColumn lead, const Picks& picks, std::span<char> memory, Observer observer) {
  switch (program.encoding) {
    case Encoding::kJson:
      return into_memory<JsonEncoder>(program, memory, lead, picks, observer);
    case Encoding::kCsv:
      return into_memory<CsvEncoder>(program, memory, lead, picks, observer);
    case Encoding::kPlain:
      break;
  }
  return into_memory<PlainEncoder>(program, memory, lead, picks, observer);
}

template <class Values>
Explanation explained(const Program& program, Values lead, const Picks& picks) {
  Explanation explanation;
  Trace trace;
  explanation.status = run(program, lead, picks, explanation.text, RangeObserver(trace, explanation.ranges, program));
  explanation.picks = std::move(trace.picks);
  if (explanation.status != RenderStatus::kRendered) explanation.ranges.clear();
  if (!explanation.ranges.empty() && explanation.ranges.back().end < explanation.text.size()) {
    for (SegmentRange& range : explanation.ranges) {  // after the quote that opens a CSV field
      ++range.begin;
      ++range.end;
    }
  }
  for (std::size_t i = 0; i < trace.variables.size(); ++i) {
    if (trace.variables[i] & Trace::kTookFallback) explanation.fallbacks.push_back(program.variables[i]);
    if (trace.variables[i] & Trace::kWasUnresolved) explanation.unresolved.push_back(program.variables[i]);
  }
  return explanation;
}

/// The value of each variable; nothing where two of the names fit one equally well.
std::optional<std::vector<std::string_view>> by_variable(const Program& program, std::span<const NamedValue> named) {
  std::vector<std::string_view> names;
  names.reserve(named.size());
  for (const NamedValue& value : named) names.push_back(value.name);
  ColumnIndex index(std::move(names));
  std::vector<std::string_view> values;
  values.reserve(program.variables.size());
  for (const std::string& variable : program.variables) {
    const ColumnMatch match = index.find(variable);
    if (match.ambiguous()) return std::nullopt;
    values.push_back(match.found() ? named[match.column].value : std::string_view());
  }
  return values;
}

/// The names of the variables of which a trace has the flag.
std::vector<std::string_view> flagged(const Program& program, const Trace& trace, std::uint8_t flag) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::min(trace.variables.size(), program.variables.size()); ++i) {
    if (trace.variables[i] & flag) names.emplace_back(program.variables[i]);
  }
  return names;
}

}  // namespace

std::string_view to_string(RenderStatus status) {
  switch (status) {
    case RenderStatus::kRendered:
      return "rendered";
    case RenderStatus::kUnresolved:
      return "unresolved";
    case RenderStatus::kTooLong:
      return "too-long";
    case RenderStatus::kPickOutOfRange:
      return "pick-out-of-range";
    case RenderStatus::kAmbiguousName:
      return "ambiguous-name";
  }
  return "unknown";
}

RenderStatus Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text) const {
  return run(*program_, ByColumn{values}, picks, text, Unobserved());
}

RenderStatus Template::render(std::span<const std::string_view> values, const Picks& picks, std::string& text,
                              Trace& trace) const {
  return run(*program_, ByColumn{values}, picks, text, TraceObserver(trace, *program_));
}

RenderStatus Template::render(std::span<const NamedValue> values, const Picks& picks, std::string& text) const {
  const auto lead = by_variable(*program_, values);
  if (!lead) return RenderStatus::kAmbiguousName;
  return run(*program_, ByVariable{*lead}, picks, text, Unobserved());
}

RenderResult Template::render_into(std::span<char> memory, std::span<const std::string_view> values,
                                   const Picks& picks) const {
  return run(*program_, ByColumn{values}, picks, memory, Unobserved());
}

RenderResult Template::render_into(std::span<char> memory, std::span<const std::string_view> values, const Picks& picks,
                                   Trace& trace) const {
  return run(*program_, ByColumn{values}, picks, memory, TraceObserver(trace, *program_));
}

Explanation Template::explain(std::span<const std::string_view> values, const Picks& picks) const {
  return explained(*program_, ByColumn{values}, picks);
}

Explanation Template::explain(std::span<const NamedValue> values, const Picks& picks) const {
  const auto lead = by_variable(*program_, values);
  if (!lead) return {.status = RenderStatus::kAmbiguousName};
  return explained(*program_, ByVariable{*lead}, picks);
}

std::vector<std::string_view> Template::fallbacks(const Trace& trace) const {
  return flagged(*program_, trace, Trace::kTookFallback);
}

std::vector<std::string_view> Template::unresolved(const Trace& trace) const {
  return flagged(*program_, trace, Trace::kWasUnresolved);
}

}  // namespace segue
