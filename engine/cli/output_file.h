// output_file.h: a file that is the old one or the whole new one, whatever happens in between.
//
//   auto file = OutputFile::open("messages.ndjson");
//   if (!file) return console.fail(file.errors());
//   if ((*file)->write(bytes) != Sink::Write::kDone || !(*file)->commit()) return console.fail((*file)->problem());
//
// Where the path is absent or a regular file, bytes go to a temporary file beside it, which commit() puts in its
// place; links are followed and the mode is kept. Anything else, a pipe or /dev/null, is written directly.
//
// Ownership: the file is open as long as the object lives; uncommitted, its temporary file goes with it, and on
// SIGINT, SIGTERM and SIGHUP too.
// Threads: one.
// Limits: none of its own.

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
  /// Refuses (code unwritable-output) a directory, a place where nothing can be created, a file that is read-only.
  static Result<std::unique_ptr<OutputFile>> open(const std::string& path);

  static std::unique_ptr<OutputFile> standard_output();

  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Write write(std::string_view bytes) override;
  [[nodiscard]] std::string problem() const override { return problem_; }

  /// Where the bytes are until commit(), for those who write a file by its name; empty where there is no such place.
  [[nodiscard]] const std::string& temporary() const { return temporary_; }

  /// Puts the file in its place, its bytes on the disk. False: it could not be, see problem().
  [[nodiscard]] bool commit();

 private:
  OutputFile(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

  static Result<std::unique_ptr<OutputFile>> open_direct(const std::string& path);
  static Result<std::unique_ptr<OutputFile>> open_beside(const std::string& path, const std::string& target);
  [[nodiscard]] bool failed(std::string_view what, int error);
  void discard();

  std::string name_;  // as the caller called it
  int descriptor_ = -1;
  std::string temporary_;  // empty: written directly, or committed
  std::string target_;
  std::string problem_;
};

}  // namespace segue::cli
