// lead_row.h: what a record of a lead list is turned into, whatever the format.

#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segue/leads.h"

namespace segue {

/// Fills one Lead after the other, and keeps what they point to.
class LeadRow {
 public:
  explicit LeadRow(std::size_t variables) : values(variables) {}

  /// A lead without values at this place.
  static void begin(Lead& lead, std::uint64_t row, std::uint64_t line, std::uint64_t offset, std::string_view raw) {
    lead.row = row;
    lead.line = line;
    lead.offset = offset;
    lead.raw = raw;
    lead.key = {};
    lead.fields = {};
    lead.was_short = false;
    lead.code = {};
    lead.message = {};
    lead.setting = {};
  }

  /// The row's number as its key.
  void give_row_key(Lead& lead) { lead.key = write_row_key(lead.row, row_key_); }

  /// Room for the longest row number.
  using RowKey = char[20];
  static std::string_view write_row_key(std::uint64_t row, RowKey& room) {
    const std::to_chars_result written = std::to_chars(std::begin(room), std::end(room), row);
    return {room, static_cast<std::size_t>(written.ptr - room)};
  }

  /// All values are there.
  void ready(Lead& lead) {
    lead.state = LeadState::kReady;
    lead.values = values;
  }
  /// Nothing in it was of use: the values are blank, whatever they were before.
  void settle(Lead& lead, LeadState state) {
    values.assign(values.size(), std::string_view());
    lead.values = values;
    lead.state = state;
  }
  /// `setting` lasts.
  void reject(Lead& lead, std::string_view code, std::string message, std::string_view setting = {}) {
    settle(lead, LeadState::kRejected);
    message_ = std::move(message);
    lead.code = code;
    lead.message = message_;
    lead.setting = setting;
  }

  std::vector<std::string_view> values;  ///< blank wherever a variable has none

 private:
  std::string message_;
  RowKey row_key_ = {};
};

}  // namespace segue
