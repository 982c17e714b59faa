// codes.h: the codes of errors and of rejected leads, which stay as they are from one version to the next.
//
//   if (error.code == segue::codes::kNoMessage) use_the_first_message();
//
// Findings have the codes of their rules as well: see lint_rules() in lint.h.
//
// Ownership, Threads, Limits: constants.

#pragma once

#include <string_view>

namespace segue::codes {

// Documents: parse_sequence() and its like, validate(), linting.
inline constexpr std::string_view kInvalidJson = "D001";     ///< not JSON, a key twice, or beyond a limit
inline constexpr std::string_view kWrongType = "D002";       ///< a value of another type or out of its range
inline constexpr std::string_view kMissingField = "D003";    ///< a member that must be there
inline constexpr std::string_view kUnknownType = "D004";     ///< a step's or segment's type that there is not
inline constexpr std::string_view kEmptyVariation = "S004";  ///< validate(), compile(): a variation without options

// Compiling messages.
inline constexpr std::string_view kNoMessage = "no-message";              ///< an index that no message has
inline constexpr std::string_view kDuplicateColumn = "duplicate-column";  ///< two columns fit one name equally well

// Files, sources and sinks.
inline constexpr std::string_view kUnreadableFile = "unreadable-file";
inline constexpr std::string_view kUnwritableOutput = "unwritable-output";

// Linters.
inline constexpr std::string_view kSetting = "setting";           ///< a setting or value that there is not
inline constexpr std::string_view kUnknownRule = "unknown-rule";  ///< a rule that there is not

// Lists of leads as a whole.
inline constexpr std::string_view kNoHeader = "no-header";
inline constexpr std::string_view kNoKey = "no-key";                  ///< no column gives the leads' keys
inline constexpr std::string_view kNoColumn = "no-column";            ///< a column that was asked for and is not there
inline constexpr std::string_view kNoShard = "no-shard";              ///< a part that the list cannot be cut into
inline constexpr std::string_view kRejectsFailed = "rejects-failed";  ///< on_reject returned false
inline constexpr std::string_view kMessagesFailed = "messages-failed";  ///< on_message returned false

// Single leads, which are rejected; bad-encoding also of a list as a whole, too-long also of a message.
inline constexpr std::string_view kUnresolvedVariable = "unresolved-variable";
inline constexpr std::string_view kTooLong = "too-long";  ///< a record or a rendering, or 4 GiB of a message's text
inline constexpr std::string_view kTooWide = "too-wide";
inline constexpr std::string_view kBadQuote = "bad-quote";
inline constexpr std::string_view kBadJson = "bad-json";
inline constexpr std::string_view kBadEncoding = "bad-encoding";
inline constexpr std::string_view kBadValue = "bad-value";
inline constexpr std::string_view kBlankKey = "blank-key";

}  // namespace segue::codes
