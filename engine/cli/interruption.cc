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

// Output, rejects and summary; a signal handler can look at nothing but lock-free atomics.
std::array<std::atomic<const char*>, 4> temporaries{};
static_assert(std::atomic<const char*>::is_always_lock_free);

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// A signal may come to any thread. One that comes while a file and its mark are apart is put off; one that is being
// handled holds up whoever would part them.
std::atomic<int> uninterrupted{0};  ///< how many are
std::atomic<int> put_off{0};        ///< the signal
std::atomic<bool> ending{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void end_of_run(int signal) {
  ending = true;
  if (uninterrupted > 0) {
    put_off = signal;
    ending = false;
    return;
  }
  for (std::atomic<const char*>& slot : temporaries) {
    if (const char* path = slot.exchange(nullptr)) ::unlink(path);
  }
  // What the signal does by default it does once the handler returns.
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
    action.sa_handler = end_of_run;
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
  while (ending) {
    --uninterrupted;
    ::sched_yield();
    ++uninterrupted;
  }
}

Uninterrupted::~Uninterrupted() {
  if (--uninterrupted > 0) return;
  if (const int signal = put_off.exchange(0)) ::raise(signal);
}

}  // namespace segue::cli
