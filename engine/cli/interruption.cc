// interruption.cc: see interruption.h.

#include "cli/interruption.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <sched.h>
#include <unistd.h>

namespace segue::cli {
namespace {

// Output, rejects, summary and one to spare. A signal handler may only use lock-free atomics.
std::array<std::atomic<const char*>, 4> temporaries{};
static_assert(std::atomic<const char*>::is_always_lock_free);

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// Any thread may receive a signal. A signal that arrives while an Uninterrupted is alive is deferred until it is
// destroyed; constructing one waits for a handler that is running.
std::atomic<int> uninterrupted{0};    ///< the number of Uninterrupted objects
std::atomic<int> deferred_signal{0};  ///< 0 if there is none
std::atomic<bool> handling{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  handling = true;
  if (uninterrupted > 0) {
    deferred_signal = signal;
    handling = false;
    return;
  }
  for (std::atomic<const char*>& slot : temporaries) {
    if (const char* path = slot.exchange(nullptr)) ::unlink(path);
  }
  // The default action runs once the handler returns.
  ::signal(signal, SIG_DFL);
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
    action.sa_handler = on_signal;
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
  ++uninterrupted;
  while (handling) {
    --uninterrupted;
    ::sched_yield();
    ++uninterrupted;
  }
}

Uninterrupted::~Uninterrupted() {
  if (--uninterrupted > 0) return;
  if (const int signal = deferred_signal.exchange(0)) ::raise(signal);
}

}  // namespace segue::cli
