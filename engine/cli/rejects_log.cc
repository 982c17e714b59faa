// rejects_log.cc: see rejects_log.h.

#include "cli/rejects_log.h"

#include <fmt/format.h>

#include "cli/console.h"
#include "cli/files.h"
#include "cli/output/rejects.h"
#include "cli/progress.h"
#include "display/numbers.h"

namespace segue::cli {

RejectsFile::RejectsFile(std::unique_ptr<OutputFile> file, const std::string& path)
    : file_(std::move(file)),
      name_(path),
      format_(has_ending(path, ".csv") ? OutputFormat::kCsv : OutputFormat::kNdjson) {}

void RejectsFile::begin(std::span<const std::string> columns) {
  if (format_ == OutputFormat::kCsv) pending_ += rejects_csv_header(columns);
}

bool RejectsFile::add(const Reject& reject) {
  constexpr std::size_t kBufferSize = 256u << 10;
  pending_ += format_ == OutputFormat::kCsv ? reject_csv(reject) : reject_ndjson(reject);
  return pending_.size() < kBufferSize || flush();
}

bool RejectsFile::commit() {
  if (!flush()) return false;
  if (file_->commit()) return true;
  problem_ = file_->problem();
  return false;
}

bool RejectsFile::flush() {
  if (!problem_.empty()) return false;
  const Sink::Write written = file_->write(pending_);
  pending_.clear();
  if (written) return true;
  problem_ = written.closed ? fmt::format("the reader of {} is gone; the run stops, since no reject may be lost", name_)
                            : written.problem;
  return false;
}

namespace {
constexpr std::uint64_t kMaxShown = 10;
}

void RejectsNotes::add(const Reject& reject) {
  if (count_++ >= kMaxShown) return;
  progress_.clear();
  console_.note(reject_line(reject, leads_));
}

void RejectsNotes::finish() {
  if (count_ <= kMaxShown) return;
  console_.note(fmt::format("… and {} more rejected; --rejects FILE saves them all\n", grouped(count_ - kMaxShown)));
}

}  // namespace segue::cli
