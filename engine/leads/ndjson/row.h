// row.h: what becomes of a line of an NDJSON source: a lead, a line to skip, or a reject with its reason.
//
// A name is looked for in the object `data` first, then in the line's object itself: by its exact name in both, then
// loosely in both.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "leads/chunk.h"
#include "leads/lead_row.h"
#include "leads/ndjson/layout.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class NdjsonRow {
 public:
  explicit NdjsonRow(const LeadOptions& options);

  /// Completes a lead that has its place and its raw text, the line. `invalid` is the index of the first byte of that
  /// which is not UTF-8. What the lead points to is in `row`, in the line, and in this object until the next line.
  void read(std::size_t invalid, LeadRow& row, Lead& lead);
  /// The same for a line that is longer than a record may be, of which `raw` is the start.
  void reject_too_long(std::size_t max_record, LeadRow& row, Lead& lead) const;

  /// Reads an object that is no line of a list; see parse_lead().
  Result<LeadValues> read(json::Value object);

  /// Which of a line's values are the key and the variables.
  struct Places {
    static constexpr std::size_t kAbsent = SIZE_MAX;
    std::size_t key = kAbsent;  ///< kAbsent: rows are their own keys
    std::vector<std::size_t> variables;
  };
  /// Learns the layout of the last line, which was a lead; false if it has none.
  bool learn(std::string_view line, NdjsonLayout& layout, Places& places) const;

  /// Which member is the key: the one that was asked for, or the one that the first object decides on.
  [[nodiscard]] MemberKey key() const { return {key_decided_ ? key_.name : "", row_is_key_}; }
  void set_key(const MemberKey& key);
  [[nodiscard]] bool key_is_decided() const { return key_decided_; }
  /// Lets a line decide. False if it is an object that has no member for a key.
  bool decide_key_by(std::string_view line);
  /// The members of the last line, those of `data` first.
  [[nodiscard]] std::vector<std::string> members_seen() const;

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
    std::string_view setting = {};  ///< see Lead::setting
  };
  struct Answer {
    std::optional<json::Member> member;  ///< none if the name is absent
    std::optional<Complaint> complaint;
  };

  std::optional<Complaint> parse(std::string_view line);
  std::optional<Complaint> take_members(json::Value object);
  bool decide_key();
  [[nodiscard]] Answer look_up(const Wanted& wanted) const;
  void read_key(LeadRow& row, Lead& lead, std::optional<Complaint>& complaint);
  [[nodiscard]] std::optional<Complaint> find_key(std::string_view& key) const;

  std::vector<Wanted> wanted_;
  std::string key_option_;
  Wanted key_;
  bool key_decided_ = false;
  bool row_is_key_ = false;
  json::Document document_;
  std::vector<json::Member> data_;  ///< members of the last line's `data`
  std::vector<json::Member> top_;   ///< members of the last line's object itself
};

}  // namespace segue
