// rejects.h: a lead that was not rendered, as a line of a rejects file and as a line for a person.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "segue/bulk.h"

namespace segue::cli {

/// One line of NDJSON: {"row":17,"line":19,"offset":1234,"lead":"42","code":"…","message":"…","raw":"…"}
/// `raw` is at most 4 KiB of the record, cut between code points; where that is not UTF-8, `raw_base64` stands
/// in its place.
std::string reject_ndjson(const Reject& reject);

/// The header of a CSV of rejects: the columns of the leads, then code and message.
std::string rejects_csv_header(std::span<const std::string> columns);

/// One record for it, to be mended and run again: every field in its own column. What has no column is named in
/// the message: fields beyond the header, or the record itself where it could not be split.
std::string reject_csv(const Reject& reject);

/// For a person: `leads.csv:19: rejected lead 42, blank-key: …`
std::string reject_line(const Reject& reject, std::string_view file);

/// "301 blank keys", "1 row too wide"
std::string counted_rejects(std::string_view code, std::uint64_t count);

}  // namespace segue::cli
