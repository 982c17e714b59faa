// cli_output_file_test.cc: a file is the old one or the whole new one.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output_file.h"
#include "unit/temporary_folder.h"

using namespace segue;
using namespace segue::cli;
namespace fs = std::filesystem;

namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void put(const std::string& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a new file appears when it is complete") {
  const TemporaryFolder folder;
  auto file = OutputFile::open(folder / "out");
  REQUIRE(file);
  CHECK((*file)->write("new"));
  CHECK_FALSE(fs::exists(folder / "out"));
  CHECK((*file)->commit());
  CHECK(contents(folder / "out") == "new");
  CHECK(folder.size() == 1);
}

TEST_CASE("without a commit the old file stays and nothing is left beside it") {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  {
    auto file = OutputFile::open(folder / "out");
    REQUIRE(file);
    CHECK((*file)->write("new"));
    CHECK(folder.size() == 2);
  }
  CHECK(contents(folder / "out") == "old");
  CHECK(folder.size() == 1);
}

TEST_CASE("a replaced file keeps its mode") {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  fs::permissions(folder / "out", static_cast<fs::perms>(0640));
  auto file = OutputFile::open(folder / "out");
  REQUIRE(file);
  CHECK((*file)->commit());
  CHECK(fs::status(folder / "out").permissions() == static_cast<fs::perms>(0640));
}

TEST_CASE("links are followed, those that lead nowhere yet too") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "deep");
  fs::create_symlink("deep/target", folder / "link");
  fs::create_symlink("link", folder / "second");
  auto file = OutputFile::open(folder / "second");
  REQUIRE(file);
  CHECK((*file)->write("new"));
  CHECK((*file)->commit());
  CHECK(contents(folder / "deep/target") == "new");
  CHECK(fs::is_symlink(folder / "second"));
  CHECK(fs::is_symlink(folder / "link"));
}

TEST_CASE("a full disk is told and leaves nothing") {
  auto file = OutputFile::open("/dev/full");
  REQUIRE(file);
  const std::string problem = "cannot write to /dev/full: No space left on device; free some space and run again";
  CHECK((*file)->write("x").problem == problem);
  CHECK((*file)->problem() == problem);
  CHECK((*file)->write("x").problem == problem);
  CHECK((*file)->write("").problem == problem);
  CHECK_FALSE((*file)->commit());
}

TEST_CASE("a pipe that has lost its reader is closed, also when there is nothing to write") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  REQUIRE(reader >= 0);
  auto pipe = OutputFile::open(folder / "pipe");
  REQUIRE(pipe);
  CHECK((*pipe)->write("x"));
  CHECK((*pipe)->write(""));
  ::close(reader);
  CHECK((*pipe)->write("").closed);
  const auto file = OutputFile::open(folder / "file");
  REQUIRE(file);
  CHECK((*file)->write(""));
}

TEST_CASE("what cannot be a file is refused") {
  const TemporaryFolder folder;
  CHECK(OutputFile::open(folder / "").errors().front().message == (folder / "") + " is a directory; name a file in it");
  CHECK(OutputFile::open(folder / "no/such").errors().front().code == "unwritable-output");
  CHECK(OutputFile::open("").errors().front().code == "unwritable-output");
}

TEST_CASE("a file is known under all of its names") {
  const TemporaryFolder folder;
  put(folder / "a", "x");
  fs::create_symlink("a", folder / "link");
  fs::create_hard_link(folder / "a", folder / "hard");
  fs::create_symlink("absent", folder / "dangling");
  CHECK(identity_of(folder / "a") == identity_of(folder / "link"));
  CHECK(identity_of(folder / "a") == identity_of(folder / "hard"));
  CHECK(identity_of(folder / "absent") == identity_of(folder / "./absent"));
  CHECK(identity_of(folder / "absent") == identity_of(folder / "dangling"));
  CHECK(identity_of(folder / "absent") != identity_of(folder / "other"));
  CHECK(identity_of(std::string("/dev/null")) == std::nullopt);
}

TEST_CASE("a missing file is met with the one that was meant") {
  const TemporaryFolder folder;
  put(folder / "spring.json", "{}");
  const auto bytes = read_file(folder / "sprng.json", 100);
  REQUIRE_FALSE(bytes);
  CHECK(bytes.errors().front().message ==
        "no file \"" + (folder / "sprng.json") + "\"; did you mean \"" + (folder / "spring.json") + "\"?");
}

TEST_CASE("a file is read whole, whatever its size is said to be") {
  const TemporaryFolder folder;
  for (const std::size_t size : {0u, 1u, 4095u, 4096u, 70'000u, 1'000'000u}) {
    const std::string bytes(size, 'x');
    put(folder / "file", bytes);
    CHECK(*read_file(folder / "file", 2'000'000) == bytes);
  }
  // A file of /proc has a size of 0, a pipe none, and both have something to read.
  CHECK(read_file("/proc/self/status", 1'000'000)->find("Name:") == 0);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const std::string much(300'000, 'y');
  std::thread writer([&] { put(folder / "pipe", much); });
  CHECK(*read_file(folder / "pipe", 1'000'000) == much);
  writer.join();
  CHECK_FALSE(read_file(folder / ".", 10));
}

TEST_CASE("no more is read of a file than is asked for") {
  const TemporaryFolder folder;
  put(folder / "long", std::string(1000, 'x'));
  CHECK(read_file(folder / "long", 10)->size() == 10);
  CHECK(read_file(folder / "long", 5000)->size() == 1000);
}
