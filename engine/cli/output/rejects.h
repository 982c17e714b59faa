// rejects.h: formats rejected leads, for a rejects file and for people.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "segue/bulk.h"

namespace segue::cli {

/// One line of NDJSON: {"row":17,"line":19,"offset":1234,"lead":"42","code":"…","message":"…","raw":"…"}
/// `raw` is the record, up to 4 KiB, cut between code points. If it is not UTF-8, `raw_base64` replaces it.
std::string reject_ndjson(const Reject& reject);

/// The header of a CSV of rejects: the columns of the leads, then code and message.
std::string rejects_csv_header(std::span<const std::string> columns);

/// One CSV record with every field in its own column, to fix and run again. The message contains what has no column:
/// fields beyond the header, or the whole record if it could not be split.
std::string reject_csv(const Reject& reject);

/// For people: `leads.csv:19: rejected lead 42, blank-key: …`
std::string reject_line(const Reject& reject, std::string_view file);

/// "301 blank keys", "1 row too wide"
std::string counted_rejects(std::string_view code, std::uint64_t count);

}  // namespace segue::cli
