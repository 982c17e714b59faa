// summary_text.h: the summary of a bulk run, for people.

#pragma once

#include <string>

#include "cli/output/summary_json.h"
#include "display/terminal.h"
#include "segue/bulk.h"

namespace segue::cli {

///   1,000,000 leads → 1,999,376 messages   0.31 s   3.2 M leads/s
///   312 leads rejected (rejects.ndjson): 301 blank keys, 11 rows too wide
///
///   first-name     ██████████████████░░  89.9 %   fallback "there" 10.1 %
///   variation 1    Hey 33.3 %   Hi 33.4 %   What's up 33.3 %
///   text           31 – 412 characters, 94 on average
std::string summary_text(const BulkSummary& summary, const RunFacts& facts, const display::Terminal& terminal);

}  // namespace segue::cli
