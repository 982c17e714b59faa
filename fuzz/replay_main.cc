// replay_main.cc: runs a fuzz target over files instead of under libFuzzer, so that every build replays its corpora.
//
//   fuzz_sequence tests/golden/sequence fuzz/corpus/sequence crash-1234
//
// Folders are walked to the bottom. A path that leads to no file fails, since a replay of nothing proves nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_under(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_regular_file(path)) files.push_back(path);
  if (fs::is_directory(path)) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool replay(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) {
    std::fprintf(stderr, "cannot read %s\n", file.c_str());
    return false;
  }
  // A copy of its very size, so that the address sanitizer sees a read of one byte too many.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE|FOLDER…\n", argv[0]);
    return 2;
  }
  std::size_t replayed = 0;
  for (int i = 1; i < argc; ++i) {
    const std::vector<fs::path> files = files_under(argv[i]);
    if (files.empty()) {
      std::fprintf(stderr, "no file to replay in %s\n", argv[i]);
      return 1;
    }
    for (const fs::path& file : files) {
      std::fprintf(stderr, "%s\n", file.c_str());  // the last line names the input of a crash
      if (!replay(file)) return 1;
      ++replayed;
    }
  }
  std::printf("%zu files replayed\n", replayed);
  return 0;
}
