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
    auto made = Linter::make({.settings = {.max_duration = std::chrono::days(10'000), .max_messages = 10'000}});
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

/// Without the rules about texts.
void lint_families(benchmark::State& state) {
  auto made = Linter::make({.select = {"D", "T", "S", "V", "Q"}});
  const Sequence sequence = campaign(1);
  for (auto _ : state) {
    auto result = made->lint(sequence);
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(lint_families)->Name("lint/model_without_texts");

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
  std::vector<std::string> arguments = {path, "--threads", "1", "--quiet"};
  if (state.range(0) == 0) arguments.insert(arguments.end(), {"--select", "D,T,S,V,Q"});
  for (auto _ : state) {
    cli::Console console(display::Colour::kNever);
    if (cli::kLint.run(arguments, console) != cli::kDone) state.SkipWithError("the example does not lint clean");
  }
}
BENCHMARK(lint_files)->Name("lint/command_over_files")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

// --- messages of many renderings ----------------------------------------------------------------------------------

/// So many variations of five options in a row, a blank between them.
Sequence variations(std::int64_t count) {
  Message message;
  for (std::int64_t i = 0; i < count; ++i) {
    Variation variation;
    for (const std::string_view word : {"one", "two", "three", "four", "five"}) {
      variation.options.push_back(std::string(word) + std::to_string(i));
    }
    message.segments.push_back({.content = std::move(variation), .original = {}});
    message.segments.push_back({.content = Static{" and "}, .original = {}});
  }
  message.segments.push_back({.content = Static{"so on."}, .original = {}});
  Sequence sequence;
  sequence.steps.push_back({.action = std::move(message), .id = {}, .rank = {}, .original = {}});
  return sequence;
}

void lint_variations(benchmark::State& state) {
  const Sequence sequence = variations(state.range(0));
  for (auto _ : state) {
    auto result = linter().lint(sequence);
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(lint_variations)->Name("lint/variations")->Arg(50)->Arg(200);

void read_variations(benchmark::State& state) {
  const std::string bytes = write_sequence(variations(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(events_of<json::kParseFlags>(json::Source(bytes, 0)));
}
BENCHMARK(read_variations)->Name("lint/read_variations")->Arg(50)->Arg(200);

/// Nearly 8 MiB: a variation of ten thousand options, then thousands of texts and of variables that occur again and
/// again, with words and marks that keep rules awake.
Sequence worst_sequence() {
  constexpr int kOptions = 9'999;
  constexpr int kSegments = 9'999;
  const std::string words =
      " Hi the the, a hour {x TO"
      "DO http:// big deal of one (ÃÂ BIG DEAL !! ,";
  Message message;
  Variation variation;
  for (int i = 0; i < kOptions; ++i)
    variation.options.push_back(words + std::to_string(i) + words + words + words + words + words);
  message.segments.push_back({.content = std::move(variation), .original = {}});
  for (int i = 1; i < kSegments; ++i) {
    Segment segment;
    if (i % 2 == 0) {
      segment.content = Variable{"v" + std::to_string(i % 18), std::string(i % 3 == 0 ? "" : " the")};
    } else {
      segment.content = Static{words + words + words + words + words + words + words + words};
    }
    message.segments.push_back(std::move(segment));
  }
  Sequence sequence;
  sequence.steps.push_back({.action = std::move(message), .id = {}, .rank = {}, .original = {}});
  return sequence;
}

const Linter& strict_linter() {
  static const Linter linter = [] {
    LintSettings settings;
    for (int i = 0; i < 50; ++i) settings.forbidden_phrases.push_back("big deal of " + std::to_string(i));
    settings.required_phrases = {"big deal", "unsubscribe"};
    auto made = Linter::make({.select = {"default", "forbidden-phrase", "missing-required", "low-variety"},
                              .settings = std::move(settings)});
    if (!made) std::abort();
    return *std::move(made);
  }();
  return linter;
}

void lint_worst(benchmark::State& state) {
  const Sequence sequence = worst_sequence();
  std::size_t bytes = 0;
  for (auto _ : state) {
    auto result = strict_linter().lint(sequence);
    bytes += result.findings.size();
    benchmark::DoNotOptimize(result);
  }
  state.counters["findings"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}
BENCHMARK(lint_worst)->Name("lint/worst_document")->Unit(benchmark::kMillisecond);

void read_worst(benchmark::State& state) {
  const std::string bytes = write_sequence(worst_sequence());
  for (auto _ : state) benchmark::DoNotOptimize(events_of<json::kParseFlags>(json::Source(bytes, 0)));
  state.counters["MiB"] = static_cast<double>(bytes.size()) / (1 << 20);
}
BENCHMARK(read_worst)->Name("lint/read_worst_document")->Unit(benchmark::kMillisecond);

const AddRatio kModel({"lint the API example in memory, by RapidJSON's SAX reader", "lint/model/1",
                       "parse/rapidjson_counting_events/1", 25});
const AddRatio kFifty({"lint 50 variations of 5 options, by RapidJSON's SAX reader", "lint/variations/50",
                       "lint/read_variations/50", 100});
const AddRatio kTwoHundred({"lint 200 variations of 5 options, by the same", "lint/variations/200",
                            "lint/read_variations/200", 100});
const AddRatio kWorst({"lint the worst document of 8 MiB, by the same", "lint/worst_document",
                       "lint/read_worst_document", 0});
const AddRatio kBytes({"read and lint it, by the same", "lint/bytes/1", "parse/rapidjson_counting_events/1", 0});
const AddRatio kTenTimes({"lint ten times the steps, by once", "lint/model/10", "lint/model/1", 12});
const AddRatio kTenTimesMore({"lint a hundred times the steps, by ten times", "lint/model/100", "lint/model/10", 12});
const AddRatio kFamilies({"lint it without the rules about texts, by the same", "lint/model_without_texts",
                          "parse/rapidjson_counting_events/1", 12});
const AddRatio kFiles({"lint 10,000 files, by opening, reading and parsing them", "lint/command_over_files/1",
                       "lint/open_read_and_parse_files", 0});
const AddRatio kFilesWithoutTexts({"the same without the rules about texts", "lint/command_over_files/0",
                                   "lint/open_read_and_parse_files", 3});

}  // namespace
}  // namespace segue::bench
