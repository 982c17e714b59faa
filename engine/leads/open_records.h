// open_records.h: the records of a source, by its format.

#pragma once

#include <memory>

#include "leads/lead_records.h"
#include "leads/read_buffer.h"
#include "segue/leads.h"
#include "segue/result.h"

namespace segue {

/// See LeadReader::open(). The buffer stands at the start of its source.
Result<std::unique_ptr<LeadRecords>> open_records(ReadBuffer buffer, const LeadOptions& options);

}  // namespace segue
