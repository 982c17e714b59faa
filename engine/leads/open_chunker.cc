#include "leads/open_chunker.h"

#include <utility>

#include "leads/csv/chunker.h"
#include "leads/input.h"
#include "leads/ndjson/chunker.h"

namespace segue {

Result<std::unique_ptr<Chunker>> open_chunker(Source& source, const LeadOptions& options, std::size_t read_size,
                                              pick::RunningHash* hash) {
  Result<ReadBuffer> input = open_input(source, read_size, hash);
  if (!input) return input.errors();
  return options.format == LeadFormat::kNdjson ? NdjsonChunker::open(*std::move(input), options)
                                               : CsvChunker::open(*std::move(input), options);
}

}  // namespace segue
