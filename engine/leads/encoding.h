// encoding.h: whether leads are UTF-8, at the start of a source and further on.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "leads/read_buffer.h"
#include "segue/result.h"

namespace segue {

/// How much of a source is looked at before any of it is used.
inline constexpr std::size_t kLookAhead = std::size_t{1} << 20;

/// Reads the first kLookAhead bytes into the buffer, which stands at the start of its source, and drops a UTF-8 byte
/// order mark. The error (bad-encoding) where there is the mark of UTF-16, or anything that is not UTF-8.
std::optional<Error> check_encoding(ReadBuffer& buffer);

/// Checks records for UTF-8. Looks at all that is held at once, since that costs far less than record by record.
class EncodingCheck {
 public:
  /// Whether everything between the record before and this place of the source has been found to be UTF-8.
  [[nodiscard]] bool known_valid(std::uint64_t until) const { return until <= valid_until_; }

  /// The index in `record` of the first byte that is not UTF-8; its size where all of it is. `record` stands at
  /// `offset` of the source and begins `held`, which ends where reading has come to. Records come in order.
  std::size_t first_invalid(std::uint64_t offset, std::string_view record, std::string_view held);

 private:
  std::uint64_t valid_until_ = 0;  ///< from the start of the current record to here all is UTF-8
};

}  // namespace segue
