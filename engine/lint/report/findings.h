// findings.h: the formats of report.h, one file each.

#pragma once

#include <memory>

#include "segue/report.h"

namespace segue::lint {

std::unique_ptr<FindingsReport> full_findings(const ReportStyle& style);
std::unique_ptr<FindingsReport> concise_findings();
std::unique_ptr<FindingsReport> json_findings();

}  // namespace segue::lint
