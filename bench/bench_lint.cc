// Linting, beside RapidJSON's SAX reader that only counts events, with the same flags and stream as segue's own; and
// thousands of files with the command, beside a program that only opens, reads and parses them.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "events.h"
#include "leads.h"
#include "ratios.h"
#include "segue/lint.h"

namespace segue::bench {
namespace {

namespace fs = std::filesystem;

/// A linter that finds nothing in a campaign of any length.
const Linter& linter() {
  static const Linter linter = [] {
    auto made = Linter::make({.settings = {.max_duration = 10'000 * kDay, .max_messages = 10'000}});
    if (!made) std::abort();
    return *std::move(made);
  }();
  return linter;
}

/// The example's steps so many times, a day apart, each time with other words.
Sequence campaign(std::int64_t times) {
  Sequence sequence = example();
  sequence.steps.clear();
  for (std::int64_t i = 0; i < times; ++i) {
    if (i > 0) sequence.steps.push_back(example().steps[1]);
    for (Step step : example().steps) {
      if (auto* message = std::get_if<Message>(&step.action)) {
        std::get<Static>(message->segments.back().content).text += std::to_string(i);
      }
      sequence.steps.push_back(std::move(step));
    }
  }
  return sequence;
}

void lint_model(benchmark::State& state) {
  const Sequence sequence = campaign(state.range(0));
  for (auto _ : state) {
    auto result = linter().lint(sequence);
    if (!result.findings.empty()) state.SkipWithError("something is found in the campaign");
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(lint_model)->Name("lint/model")->Arg(1)->Arg(10)->Arg(100);

void lint_bytes(benchmark::State& state) {
  const std::string bytes = repeated_example(state.range(0));
  for (auto _ : state) {
    auto result = linter().lint_document(bytes);
    benchmark::DoNotOptimize(result);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK(lint_bytes)->Name("lint/bytes")->Arg(1);

/// A folder of 10,000 copies of the example, which goes with the program.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "segue-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
    constexpr int kFiles = 10'000;
    for (int i = 0; i < kFiles; ++i) {
      files_.push_back((path_ / ("sequence_" + std::to_string(i) + ".json")).string());
      std::ofstream(files_.back(), std::ios::binary) << example_bytes();
    }
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  fs::path path_;
  std::vector<std::string> files_;
};

const Folder& folder() {
  static const Folder folder;
  return folder;
}

void read_files(benchmark::State& state) {
  const std::vector<std::string>& files = folder().files();
  for (auto _ : state) {
    std::size_t events = 0;
    std::string bytes;
    for (const std::string& path : files) {
      const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      struct stat status {};
      if (file < 0 || ::fstat(file, &status) != 0) std::abort();
      bytes.resize(static_cast<std::size_t>(status.st_size));
      if (::read(file, bytes.data(), bytes.size()) != status.st_size) std::abort();
      ::close(file);
      events += events_of<json::kParseFlags>(json::Source(bytes, 0));
    }
    benchmark::DoNotOptimize(events);
  }
}
BENCHMARK(read_files)->Name("lint/open_read_and_parse_files")->Unit(benchmark::kMillisecond);

void lint_files(benchmark::State& state) {
  const std::string path = folder().path();
  const std::vector<std::string> arguments = {path, "--threads", "1", "--quiet"};
  for (auto _ : state) {
    cli::Console console(report::Colour::kNever);
    if (cli::kLint.run(arguments, console) != cli::kDone) state.SkipWithError("the example does not lint clean");
  }
}
BENCHMARK(lint_files)->Name("lint/command_over_files")->Unit(benchmark::kMillisecond);

const AddRatio kModel({"lint the API example in memory, by RapidJSON's SAX reader", "lint/model/1",
                       "parse/rapidjson_counting_events/1", 12});
const AddRatio kBytes({"read and lint it, by the same", "lint/bytes/1", "parse/rapidjson_counting_events/1", 0});
const AddRatio kTenTimes({"lint ten times the steps, by once", "lint/model/10", "lint/model/1", 12});
const AddRatio kTenTimesMore({"lint a hundred times the steps, by ten times", "lint/model/100", "lint/model/10", 12});
const AddRatio kFiles({"lint 10,000 files, by opening, reading and parsing them", "lint/command_over_files",
                       "lint/open_read_and_parse_files", 3});

}  // namespace
}  // namespace segue::bench
