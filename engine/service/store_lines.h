// store_lines.h: a store as NDJSON, one version per line: {"campaign":"…","version":N,"stored_at":"…","steps":[…]}
//
// Lines are sorted by campaign and version. Importing an export into an empty store and exporting it again gives the
// same lines.

#pragma once

#include <cstdint>
#include <string>

#include "segue/bulk.h"
#include "segue/leads.h"
#include "segue/result.h"
#include "segue/sequence.h"
#include "service/store_copy.h"

namespace segue::service {

/// Writes the store as it is at the start, whatever is written to it meanwhile. Reads it in small batches, so that
/// neither memory nor the store's log grows with its size. A closed sink ends the export without an error.
Result<StoreCounts> export_store(const std::string& store, Sink& out);

struct ImportOptions {
  std::size_t max_line = 16u << 20;  ///< bytes; stored steps are longer than the request that sent them
  std::size_t errors = 20;           ///< limit of the errors listed, followed by one that counts the others
  Limits limits;                     ///< of each version's steps; `max_line` replaces `document`
};

struct ImportCounts {
  std::uint64_t added = 0;
  std::uint64_t present = 0;  ///< versions that the store already had, with the same steps
};

/// Adds all versions to the store, or none. Creates the store if it does not exist. Fails (code import, with the line
/// of each error) for a line that an export would not write, a version out of order, and a version that the store has
/// with other steps.
Result<ImportCounts> import_store(Source& lines, const std::string& store, const ImportOptions& options);

}  // namespace segue::service
