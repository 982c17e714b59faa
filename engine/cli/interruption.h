// interruption.h: what happens when somebody ends the run: temporary files go, then the signal does what it always
// does.

#pragma once

namespace segue::cli {

/// Removes the marked files on SIGINT, SIGTERM and SIGHUP, and lets the signal end the process as it would have.
/// A signal that the caller ignores (nohup) stays ignored. SIGPIPE and SIGXFSZ are ignored: a write tells of
/// a closed pipe, and of a file that may not grow.
void handle_interruptions();

/// Marks a file for removal; `path` must stay where it is until it is unmarked. Few files can be marked at a time.
void mark_temporary(const char* path);
void unmark_temporary(const char* path);

/// Puts interruptions off while it lives, whichever thread they come to, so that a file and its mark come and go
/// together. For the shortest of whiles.
class Uninterrupted {
 public:
  Uninterrupted();
  ~Uninterrupted();
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
};

}  // namespace segue::cli
