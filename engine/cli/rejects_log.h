// rejects_log.h: writes rejected leads to a file, or the first few of them to standard error.

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

/// A file of rejects: CSV if its name ends in .csv, otherwise NDJSON.
class RejectsFile {
 public:
  RejectsFile(std::unique_ptr<OutputFile> file, const std::string& path);

  /// Writes the header of a CSV. Its columns are those of the leads, then code and message.
  void begin(std::span<const std::string> columns);
  /// Returns false if the reject cannot be written; see problem().
  [[nodiscard]] bool add(const Reject& reject);
  [[nodiscard]] bool commit();
  [[nodiscard]] std::string problem() const { return problem_; }

 private:
  [[nodiscard]] bool flush();

  std::unique_ptr<OutputFile> file_;
  std::string name_;
  OutputFormat format_;
  std::string pending_;  // rejects are small, so they are written together
  std::string problem_;
};

/// Writes the first ten rejects to standard error, and then how many more there were.
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
