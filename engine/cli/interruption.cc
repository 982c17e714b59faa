// interruption.cc: see interruption.h.

#include "cli/interruption.h"

#include <array>
#include <atomic>
#include <cerrno>

#include <unistd.h>

namespace segue::cli {
namespace {

// Output, rejects and summary; a signal handler can look at nothing but lock-free atomics.
std::array<std::atomic<const char*>, 4> temporaries{};
static_assert(std::atomic<const char*>::is_always_lock_free);

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

extern "C" void remove_temporaries(int signal) {
  for (std::atomic<const char*>& slot : temporaries) {
    if (const char* path = slot.exchange(nullptr)) ::unlink(path);
  }
  // SA_RESETHAND has brought back the default; it acts once the handler returns.
  ::raise(signal);
}

}  // namespace

void handle_interruptions() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  for (const int signal : kSignals) {
    struct sigaction before {};
    if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = remove_temporaries;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    for (const int other : kSignals) ::sigaddset(&action.sa_mask, other);
    ::sigaction(signal, &action, nullptr);
  }
}

void mark_temporary(const char* path) {
  for (std::atomic<const char*>& slot : temporaries) {
    const char* expected = nullptr;
    if (slot.compare_exchange_strong(expected, path)) return;
  }
}

void unmark_temporary(const char* path) {
  for (std::atomic<const char*>& slot : temporaries) {
    const char* expected = path;
    if (slot.compare_exchange_strong(expected, nullptr)) return;
  }
}

Uninterrupted::Uninterrupted() {
  sigset_t signals;
  ::sigemptyset(&signals);
  for (const int signal : kSignals) ::sigaddset(&signals, signal);
  ::sigprocmask(SIG_BLOCK, &signals, &before_);
}

Uninterrupted::~Uninterrupted() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace segue::cli
