// csv_split.h: one delimited record, split into its fields (RFC 4180).
//
// A field that begins with a quote is quoted: up to the closing quote everything is data, and two quotes are one.
// A quote further inside is data. Text behind a closing quote is against the rules; such a field ends where an
// unquoted one would, and stands as it is written, so that the record still has an end and its other fields.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// Why splitting came to an end.
enum class CsvStop : std::uint8_t {
  kLineEnd,   ///< behind the record's LF or CRLF
  kTextEnd,   ///< at the end of the text, outside quotes
  kInQuotes,  ///< at the end of the text, inside quotes
};

/// Splits records one after another, keeping its memory between them.
class CsvSplitter {
 public:
  static constexpr std::size_t kNone = SIZE_MAX;

  explicit CsvSplitter(char delimiter) : delimiter_(delimiter) {}

  [[nodiscard]] char delimiter() const { return delimiter_; }

  /// Splits the record that `text` begins with. Where it stops in quotes, the open field's text so far is the last.
  CsvStop split(std::string_view text);

  /// The fields of the last record, unescaped. They point into its text or into the splitter, and last until the
  /// next split.
  [[nodiscard]] std::vector<std::string_view>& fields() { return fields_; }
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  /// Bytes of the last record without its line end.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Bytes of the last record with its line end.
  [[nodiscard]] std::size_t whole_size() const { return whole_size_; }
  /// LFs inside its quotes.
  [[nodiscard]] std::uint64_t line_breaks() const { return line_breaks_; }
  /// The first field with text behind its closing quote; kNone where there is none.
  [[nodiscard]] std::size_t bad_field() const { return bad_field_; }
  /// That text.
  [[nodiscard]] std::string_view bad_text() const { return bad_text_; }

 private:
  const char* quoted_field(const char* quote, const char* end);
  CsvStop stop(CsvStop how, const char* begin, const char* record_end, const char* whole_end);
  void unescape();

  char delimiter_;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> doubled_;  ///< fields whose quotes are doubled still
  std::string unescaped_;
  std::size_t size_ = 0;
  std::size_t whole_size_ = 0;
  std::uint64_t line_breaks_ = 0;
  std::size_t bad_field_ = kNone;
  std::string_view bad_text_;
};

}  // namespace segue
