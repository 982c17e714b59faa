// ndjson_row.h: what becomes of a line of an NDJSON source: a lead, a blank, or a reject with its reason.
//
// A name is looked for in the object `data` first, then at the top: by its exact name in both, then loosely in both.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "leads/lead_row.h"
#include "leads/ndjson_layout.h"
#include "segue/leads.h"

namespace segue {

class NdjsonRow {
 public:
  explicit NdjsonRow(const LeadOptions& options);

  /// Fills a lead from a line, which is its `raw`, and the index of the first byte of that which is not UTF-8. What the
  /// lead points to is `row`'s, the line's, and this object's until the next line.
  void read(std::size_t invalid, LeadRow& row, Lead& lead);
  /// The reject of a line that is longer than a record may be, of which `raw` is the start.
  void reject_too_long(std::size_t max_record, LeadRow& row, Lead& lead) const;
  /// Where in a line's values the key and the variables are found, as they were in the last line, which was read well.
  struct Places {
    static constexpr std::size_t kAbsent = SIZE_MAX;
    std::size_t key = kAbsent;  ///< kAbsent: rows are their own keys
    std::vector<std::size_t> variables;
  };
  /// Learns the last line's layout; false where it has none.
  bool learn(std::string_view line, NdjsonLayout& layout, Places& places) const;

  /// Which member names a lead: said outright, or decided by the first record that is an object.
  struct Key {
    std::string member;  ///< "" while no record has decided
    bool rows_are_keys = false;
  };
  [[nodiscard]] Key key() const { return {key_decided_ ? key_.name : "", row_is_key_}; }
  void set_key(const Key& key);
  [[nodiscard]] bool key_is_decided() const { return key_decided_; }
  /// Lets a line decide. False: it is an object, and has no member for a key.
  bool decide_key_by(std::string_view line);
  /// The members of the last line, of `data` first.
  [[nodiscard]] std::vector<std::string> members_seen() const;

  static bool is_blank_line(std::string_view line);

  /// json::Document counts in 32 bits.
  static constexpr std::size_t kLongestLine = (std::size_t{1} << 32) - 16;

 private:
  /// A name that is asked for.
  struct Wanted {
    std::string name;
    bool exactly = false;
  };
  /// Why a name has no value.
  struct Complaint {
    std::string_view code;
    std::string message;
    std::string_view setting;  ///< see Lead::setting
  };
  struct Answer {
    std::optional<json::Member> member;  ///< none where the name is absent
    std::optional<Complaint> complaint;
  };

  std::optional<Complaint> parse(std::string_view line);
  bool decide_key();
  [[nodiscard]] Answer look_up(const Wanted& wanted) const;
  void read_key(LeadRow& row, Lead& lead, std::optional<Complaint>& complaint);

  std::vector<Wanted> wanted_;
  std::string key_option_;
  Wanted key_;
  bool key_decided_ = false;
  bool row_is_key_ = false;
  json::Document document_;
  std::vector<json::Member> data_;  ///< members of the current record's `data`
  std::vector<json::Member> top_;   ///< members of the current record itself
};

}  // namespace segue
