// open_chunker.h: the chunker of a source, by its format.

#pragma once

#include <cstddef>
#include <memory>

#include "base/pick.h"
#include "leads/chunker.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// See LeadReader::open(). `read_size` is what is asked of the source at a time; `hash`, which may be null, that of
/// every byte passed.
Result<std::unique_ptr<Chunker>> open_chunker(Source& source, const LeadOptions& options, std::size_t read_size,
                                              pick::RunningHash* hash);

}  // namespace segue
