// service_store_killed_test.cc: kill -9 while many write: every version that was answered is there.

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/store.h"

using namespace segue;
using namespace segue::service;

namespace {

constexpr int kRounds = 10;
constexpr int kWriters = 8;

/// What a child tells of an answer; short enough that a pipe takes it whole or not at all.
struct Answer {
  int writer;
  std::uint64_t version;
};

std::string campaign_of(int writer) {
  return "c" + std::to_string(writer % (kWriters / 2));  // two race on each
}

/// Puts until it is killed.
[[noreturn]] void write_for_ever(const std::string& path, int answers) {
  const auto store = Store::open(path, {});
  if (!store) std::_Exit(1);
  std::vector<std::thread> writers;
  writers.reserve(kWriters);
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] {
      while (true) {
        std::promise<std::uint64_t> promise;
        (*store)->put(campaign_of(i), "[" + std::string(5000, ' ') + "]",
                      [&](const Result<std::uint64_t>& version) { promise.set_value(version ? *version : 0); });
        const Answer answer{.writer = i, .version = promise.get_future().get()};
        if (::write(answers, &answer, sizeof answer) != sizeof answer) std::_Exit(1);
      }
    });
  }
  while (true) ::pause();
}

}  // namespace

TEST_CASE("a store that was killed has every version it answered, whole, and no gaps") {
  std::string place = (std::filesystem::temp_directory_path() / "segue-killed-XXXXXX").string();
  REQUIRE(::mkdtemp(place.data()) != nullptr);
  const std::string path = place + "/s.db";
  std::vector<std::uint64_t> answered(kWriters / 2, 0);  // the highest version of each campaign
  for (int round = 0; round < kRounds; ++round) {
    CAPTURE(round);
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) write_for_ever(path, pipe[1]);
    ::close(pipe[1]);
    // Killed at another moment each time, and not before it has come to answer.
    const int enough = 20 + 7 * round;
    int seen = 0;
    for (Answer answer{}; ::read(pipe[0], &answer, sizeof answer) == sizeof answer;) {
      CHECK(answer.version > 0);
      std::uint64_t& highest = answered[static_cast<std::size_t>(answer.writer % (kWriters / 2))];
      highest = std::max(highest, answer.version);
      if (++seen == enough) ::kill(child, SIGKILL);
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    CHECK(seen >= enough);

    const auto store = Store::open(path, {});
    REQUIRE(store);
    for (std::size_t i = 0; i < answered.size(); ++i) {
      const std::string campaign = campaign_of(static_cast<int>(i));
      const auto current = (*store)->get(campaign, std::nullopt);
      REQUIRE(current);
      const std::uint64_t last = *current ? (*current)->number : 0;
      CHECK(last >= answered[i]);
      for (std::uint64_t number = 1; number <= last; ++number) {
        const auto version = (*store)->get(campaign, number);
        REQUIRE(version);
        REQUIRE(*version);
        CHECK((*version)->steps.size() == 5002);
      }
      answered[i] = last;
    }
  }
  std::filesystem::remove_all(place);
}
