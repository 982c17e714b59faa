// ndjson_leads.h: the leads of an NDJSON source, one JSON object a line.
//
// A name is looked for in the object `data` first, then at the top: by its exact name in both, then loosely in both.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "leads/lead_records.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

class NdjsonLeads final : public LeadRecords {
 public:
  /// Looks for the first object within the look-ahead; see LeadReader::open(). The window has passed
  /// check_encoding().
  static Result<std::unique_ptr<LeadRecords>> open(Window window, const LeadOptions& options);

  bool next(Lead& lead) override;

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
  };
  struct Answer {
    std::optional<json::Member> member;  ///< none where the name is absent
    std::optional<Complaint> complaint;
  };
  enum class Line : std::uint8_t { kWhole, kTooLong, kNone };

  NdjsonLeads(Window at_start, const LeadOptions& options);

  /// `size` is that of the line, `whole_size` that with its line end.
  Line find_line(std::size_t& size, std::size_t& whole_size);
  std::optional<Complaint> parse(std::string_view line);
  bool decide_key();
  Answer look_up(const Wanted& wanted) const;
  void read_line(Lead& lead);
  void read_key(Lead& lead, std::optional<Complaint>& complaint);

  std::size_t max_record_;
  std::vector<Wanted> wanted_;
  std::string key_option_;
  Wanted key_;
  bool key_decided_ = false;
  bool row_is_key_ = false;

  std::uint64_t line_ = 1;    ///< of the first byte held
  bool inside_line_ = false;  ///< what is held begins with the rest of a line that was given up
  json::Document document_;
  std::vector<json::Member> data_;  ///< members of the current record's `data`
  std::vector<json::Member> top_;   ///< members of the current record itself
};

}  // namespace segue
