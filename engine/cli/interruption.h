// interruption.h: removes temporary files when a signal ends the run.

#pragma once

namespace segue::cli {

/// On SIGINT, SIGTERM and SIGHUP, removes the marked files and then lets the signal end the process as usual. A signal
/// that the caller ignores (nohup) stays ignored. SIGPIPE and SIGXFSZ are ignored: the failed write reports a closed
/// pipe or a file that may not grow.
void handle_interruptions();

/// Marks a file for removal. The string at `path` must not move until it is unmarked. At most four files can be marked
/// at a time.
void mark_temporary(const char* path);
void unmark_temporary(const char* path);

/// Defers these signals, in all threads, as long as it lives, so that a file and its mark appear and disappear
/// together. Keep its scope short.
class Uninterrupted {
 public:
  Uninterrupted();
  ~Uninterrupted();
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
};

}  // namespace segue::cli
