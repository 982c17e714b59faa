// rejects_log.h: where rejected leads go: into a file, or the first few of them before a person's eyes.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "cli/output_file.h"
#include "segue/bulk.h"

namespace segue::cli {

class Progress;
class Console;

/// A file of rejects, NDJSON or, where its name ends in .csv, CSV.
class RejectsFile {
 public:
  RejectsFile(std::unique_ptr<OutputFile> file, const std::string& path);

  /// Begins a CSV, which is one record a lead under the leads' own header.
  void begin(std::span<const std::string> columns);
  /// False: the lead could not be kept, see problem().
  [[nodiscard]] bool add(const Reject& reject);
  [[nodiscard]] bool commit();
  [[nodiscard]] std::string problem() const { return problem_; }

 private:
  [[nodiscard]] bool flush();

  std::unique_ptr<OutputFile> file_;
  std::string name_;
  OutputFormat format_;
  std::string pending_;  // rejects are small, writes should not be
  std::string problem_;
};

/// The first ten rejects on standard error, and how many more there were.
class RejectsNotes {
 public:
  RejectsNotes(Console& console, Progress& progress, std::string leads)
      : console_(console), progress_(progress), leads_(std::move(leads)) {}

  void add(const Reject& reject);
  void finish();

 private:
  Console& console_;
  Progress& progress_;
  std::string leads_;
  std::uint64_t count_ = 0;
};

}  // namespace segue::cli
