// lead_records.h: what a LeadReader asks of each format.

#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leads/encoding.h"
#include "leads/window.h"
#include "segue/leads.h"

namespace segue {

/// See LeadReader's functions of the same names.
struct LeadNames {
  std::vector<std::string> columns;
  std::vector<std::string> variable_columns;
  std::string key_column;
};

class LeadRecords {
 public:
  virtual ~LeadRecords() = default;
  LeadRecords(const LeadRecords&) = delete;
  LeadRecords& operator=(const LeadRecords&) = delete;

  /// See LeadReader::next().
  virtual bool next(Lead& lead) = 0;

  [[nodiscard]] const std::string& problem() const { return window.problem(); }
  [[nodiscard]] const LeadNames& found_names() const { return names; }

 protected:
  /// The window stands behind the byte order mark, if there is one.
  LeadRecords(Window at_start, std::size_t variables) : window(std::move(at_start)), values(variables) {}

  /// A lead without values at this place.
  void begin(Lead& lead, std::uint64_t line, std::uint64_t offset, std::string_view raw) {
    lead.row = row_++;
    lead.line = line;
    lead.offset = offset;
    lead.raw = raw;
    lead.key = {};
    lead.fields = {};
    lead.was_short = false;
    lead.code = {};
    lead.message = {};
  }

  /// The row's number as its key.
  void give_row_key(Lead& lead) {
    const std::to_chars_result written = std::to_chars(std::begin(row_key_), std::end(row_key_), lead.row);
    lead.key = {row_key_, static_cast<std::size_t>(written.ptr - row_key_)};
  }

  /// Nothing in it was of use: the values are blank, whatever they were before.
  void settle(Lead& lead, LeadState state) {
    values.assign(values.size(), std::string_view());
    lead.values = values;
    lead.state = state;
  }
  void reject(Lead& lead, std::string_view code, std::string message) {
    settle(lead, LeadState::kRejected);
    message_ = std::move(message);
    lead.code = code;
    lead.message = message_;
  }

  /// The index of the first byte of `raw`, at `offset`, that is not UTF-8; its size where there is none.
  std::size_t invalid_byte(std::uint64_t offset, std::string_view raw) {
    if (encoding_.known_valid(offset + raw.size())) return raw.size();
    const std::string_view held = window.held();
    // What was dropped stays in its place until more is read, so what is held begins behind it.
    const auto size = static_cast<std::size_t>(held.data() + held.size() - raw.data());
    return encoding_.first_invalid(offset, raw, {raw.data(), size});
  }

  Window window;
  std::vector<std::string_view> values;  ///< blank wherever a variable has none
  LeadNames names;

 private:
  EncodingCheck encoding_;
  std::uint64_t row_ = 0;
  std::string message_;
  char row_key_[20] = {};  ///< room for the longest row number
};

}  // namespace segue
