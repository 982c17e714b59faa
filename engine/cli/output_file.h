// output_file.h: a file that is replaced completely or not at all.
//
//   auto file = OutputFile::open("messages.ndjson");
//   if (!file) return console.fail(file.errors());
//   if (!(*file)->write(bytes) || !(*file)->commit()) return console.fail((*file)->problem());
//
// If the path is a regular file or does not exist, bytes go to a temporary file next to it, which commit() renames.
// Symbolic links are followed and the mode is kept. Anything else, such as a pipe or /dev/null, is written directly.
//
// Ownership: owns the open file. Without commit(), the destructor removes the temporary file; so do SIGINT, SIGTERM and
// SIGHUP.
// Threads: one.
// Limits: none.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "segue/bulk.h"
#include "segue/result.h"

namespace segue::cli {

class OutputFile final : public Sink {
 public:
  /// Fails with unwritable-output for a directory, a read-only file, and a path where no file can be created.
  static Result<std::unique_ptr<OutputFile>> open(const std::string& path);

  static std::unique_ptr<OutputFile> standard_output();

  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Write write(std::string_view bytes) override;
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// The path of the temporary file until commit(), for callers that write by path; empty if there is none.
  [[nodiscard]] const std::string& temporary() const { return temporary_; }

  /// Syncs the file to disk and renames it into place. Returns false if that fails; see problem().
  [[nodiscard]] bool commit();

 private:
  OutputFile(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

  static Result<std::unique_ptr<OutputFile>> open_direct(const std::string& path);
  static Result<std::unique_ptr<OutputFile>> open_beside(const std::string& path, const std::string& target);
  [[nodiscard]] bool failed(std::string_view what, int error);
  void discard();

  std::string name_;  // as the caller gave it
  int descriptor_ = -1;
  std::string temporary_;  // empty if written directly or committed
  std::string target_;
  std::string problem_;
};

}  // namespace segue::cli
