// Where leads come from: files, standard input, memory.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <unistd.h>

#include "unit/leads_reading.h"

using namespace segue;

namespace {

namespace fs = std::filesystem;

// A folder of its own for each case.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("segue_leads_source_" + std::to_string(::getpid()))) {
    fs::create_directory(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Error refusal(const std::string& path) {
  const auto source = open_source(path);
  REQUIRE_FALSE(source);
  REQUIRE(source.errors().size() == 1);
  return source.errors()[0];
}

}  // namespace

TEST_CASE("a file is read whole under its own name") {
  const Folder folder;
  std::string text = "id,a\n";
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ",x\n";
  const std::string path = folder.write("leads.csv", text);
  const auto source = open_source(path);
  REQUIRE(source);
  CHECK((*source)->name() == path);
  const ReadLeads read = read_leads(**source);
  REQUIRE(read.leads.size() == 100'000);
  CHECK(read.leads.back().key == "99999");
  CHECK(read.leads.back().offset == text.size() - 8);
}

TEST_CASE("what cannot be read is refused in a sentence that names it") {
  const Folder folder;
  const std::string absent = folder.path() + "/absent.csv";
  CHECK(refusal(absent).code == "unreadable-file");
  CHECK(refusal(absent).message.starts_with(absent + ": no such file"));
  CHECK(refusal(folder.path()).code == "unreadable-file");
  CHECK(refusal(folder.path()).message == folder.path() + ": is a directory; give a file, or - for standard input");
  CHECK(refusal("").code == "unreadable-file");
  const std::string file = folder.write("file", "");
  CHECK(refusal(file + "/below").code == "unreadable-file");
  CHECK(refusal(file + std::string("\0.csv", 5)).code == "unreadable-file");
  if (::geteuid() != 0) {  // nothing is closed to root
    fs::permissions(file, fs::perms::none);
    CHECK(refusal(file).message.starts_with(file + ": permission denied"));
  }
}

TEST_CASE("a hyphen is standard input, which is left open") {
  const Folder folder;
  const std::string path = folder.write("leads.csv", "id\n1\n");
  const int kept = ::dup(STDIN_FILENO);
  FILE* const file = std::fopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  REQUIRE(::dup2(::fileno(file), STDIN_FILENO) == STDIN_FILENO);
  std::fclose(file);
  {
    const auto source = open_source("-");
    REQUIRE(source);
    CHECK((*source)->name() == "standard input");
    CHECK(read_leads(**source).leads.size() == 1);
  }
  CHECK(::lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
  if (kept >= 0) {
    ::dup2(kept, STDIN_FILENO);
    ::close(kept);
  }
}

TEST_CASE("memory is a source under the name it is given") {
  const auto source = memory_source("id\n1\n");
  CHECK(source->name() == "memory");
  CHECK(read_leads(*source).leads.size() == 1);
  CHECK(memory_source("", "pasted leads")->name() == "pasted leads");
}

TEST_CASE("a function is a source, and says why it cannot go on") {
  std::string_view rest = "id\n1\n2\n";
  const auto give = [&](std::span<char> room) -> Source::Read {
    const std::size_t size = rest.copy(room.data(), std::min<std::size_t>(room.size(), 3));
    rest.remove_prefix(size);
    return {.size = size};
  };
  const auto whole = callback_source(give);
  CHECK(whole->name() == "callback");
  CHECK(read_leads(*whole).leads.size() == 2);

  rest = "id\n1\n2";
  const auto broken = callback_source(
      [&](std::span<char> room) -> Source::Read {
        if (rest.empty()) return {.problem = "the connection was lost"};
        return give(room);
      },
      "socket");
  const ReadLeads read = read_leads(*broken);
  CHECK(read.leads.size() == 1);  // the second may go on
  CHECK(read.problem == "socket: the connection was lost");
}
