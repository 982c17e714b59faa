// splitter.h: a delimited record as its fields.
//
// What the bytes mean is said in grammar.h. Text after a closing quote is against the rules: such a field ends where an
// unquoted one would, and is given as written, so that the record still has an end and its other fields.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leads/csv/grammar.h"

namespace segue {

/// Splits records one after another, reusing its memory.
class CsvSplitter {
 public:
  static constexpr std::size_t kNone = SIZE_MAX;

  explicit CsvSplitter(const CsvDialect& dialect) : dialect_(dialect) {}

  /// Splits the record that begins at `text[begin]` and ends at its line end or with the text. `marks` are the places
  /// of all delimiters, quotes and line feeds of the text, in order (see find_marks()), and marks[mark] is the first of
  /// them that is not before `begin`. Returns the index of the first mark after the record.
  std::size_t split(std::string_view text, std::span<const std::uint32_t> marks, std::size_t begin, std::size_t mark);
  /// Splits the record that `text` begins with.
  void split(std::string_view text);

  /// The fields of the last record, unescaped; of a quote that is still open, the text so far is the last. They point
  /// into its text or into the splitter, and are valid until the next split.
  [[nodiscard]] std::vector<std::string_view>& fields() { return fields_; }
  /// Whether some of them point into the splitter.
  [[nodiscard]] bool has_unescaped() const { return !doubled_.empty(); }
  /// Bytes of the last record without its line end, and with it.
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t whole_size() const { return whole_size_; }
  /// Line feeds inside its quotes.
  [[nodiscard]] std::uint64_t line_breaks() const { return line_breaks_; }
  /// The first field with text after its closing quote, kNone if there is none; and that text.
  [[nodiscard]] std::size_t bad_field() const { return bad_field_; }
  [[nodiscard]] std::string_view bad_text() const { return bad_text_; }

 private:
  /// A field while it is read.
  struct Field {
    std::size_t begin = 0;
    std::size_t closing = 0;  ///< where its last quote that may close it is
    bool quoted = false;
    bool doubled = false;  ///< it has two quotes in a row
  };
  void add_field(std::string_view text, const Field& field, std::size_t end, CsvState state);
  void unescape();

  CsvDialect dialect_;
  std::vector<std::uint32_t> marks_;  ///< of the text, when only that was given
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> doubled_;  ///< the fields whose quotes are still doubled
  std::string unescaped_;
  std::size_t size_ = 0;
  std::size_t whole_size_ = 0;
  std::uint64_t line_breaks_ = 0;
  std::size_t bad_field_ = kNone;
  std::string_view bad_text_;
};

}  // namespace segue
