// store_lines.h: a store as NDJSON, a version a line: {"campaign":"…","version":N,"stored_at":"…","steps":[…]}
//
// Lines are in order of campaign and version. What an export writes an import takes; exported again it is the same.

#pragma once

#include <cstdint>
#include <string>

#include "segue/bulk.h"
#include "segue/leads.h"
#include "segue/result.h"
#include "segue/sequence.h"
#include "service/store_copy.h"

namespace segue::service {

/// Writes the store as it is when this begins, whatever is written to it meanwhile. It reads a little at a time, so
/// that neither memory nor the store's log grows with it. A reader that has gone ends it without an error.
Result<StoreCounts> export_store(const std::string& store, Sink& out);

struct ImportOptions {
  std::size_t max_line = 16u << 20;  ///< bytes; steps as they are stored are longer than they were sent
  std::size_t errors = 20;           ///< listed; the last one says that there are more
  Limits limits;                     ///< of each version's steps, but for `document`, for which the line's holds
};

struct ImportCounts {
  std::uint64_t added = 0;
  std::uint64_t present = 0;  ///< versions that were there, with the same steps
};

/// Adds all versions to the store, which is made where it is absent, or none of them. Refuses (code import, each error
/// with its line) what is not as an export writes it, versions out of their order, and those that are there with other
/// steps.
Result<ImportCounts> import_store(Source& lines, const std::string& store, const ImportOptions& options);

}  // namespace segue::service
