// import_store.cc: see store_lines.h.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/number.h"
#include "display/numbers.h"
#include "json/json.h"
#include "service/line_reader.h"
#include "service/secret.h"
#include "service/store_error.h"
#include "service/store_file.h"
#include "service/store_lines.h"
#include "service/versions.h"

namespace segue::service {
namespace {

constexpr std::size_t kLongestName = 1024;  // of a campaign; a longer one would hardly fit into a URL

bool is_lower_case_or_digit(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
}

/// ^[0-9a-z]+$
bool is_campaign(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName && std::all_of(text.begin(), text.end(), is_lower_case_or_digit);
}

/// 2026-01-31T09:30:00Z, with up to nine fractional digits. Does not check that the day exists, since nothing depends
/// on it.
bool is_time(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (text.size() <= kShape.size() || text.back() != 'Z') return false;
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(text[i]) : text[i] != kShape[i]) return false;
  }
  const std::string_view fraction = text.substr(kShape.size(), text.size() - kShape.size() - 1);
  if (fraction.empty()) return true;
  return fraction.front() == '.' && fraction.size() >= 2 && fraction.size() <= 10 &&
         std::all_of(fraction.begin() + 1, fraction.end(), is_digit);
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t kMax = 60;
  return text.size() <= kMax ? std::string(text) : std::string(text.substr(0, kMax)) + "…";
}

/// The valid members of one line. Views point into the line.
struct Line {
  std::optional<std::string> campaign;
  std::optional<std::uint64_t> version;
  std::optional<std::string> stored_at;
  std::optional<std::string_view> steps;
};

class Import {
 public:
  Import(std::string_view source, Database& database, const ImportOptions& options)
      : source_(source), database_(database), options_(options) {}

  /// Imports one line. Returns false if the store failed; then the import cannot continue.
  bool take(std::uint64_t number, std::string_view bytes) {
    line_ = number;
    if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) return true;
    document_.read(bytes, {.nesting = options_.limits.nesting + 1});
    for (const json::Fault& fault : document_.faults()) refuse(fault.pointer, fault.message);
    if (!document_.readable()) return true;
    const Line line = read(document_.root());
    if (!line.campaign || !line.version) return true;
    return store(line);
  }

  void refuse_long_line(std::uint64_t number) {
    line_ = number;
    refuse("",
           fmt::format("the line is longer than {}; raise the max-line limit", display::byte_size(options_.max_line)),
           "max-line");
  }

  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] ImportCounts counts() const { return counts_; }

  /// All refusals, or the first `options.errors` of them and the number of the others.
  [[nodiscard]] std::vector<Error> refusals() && {
    if (refused_ > refusals_.size()) {
      refusals_.push_back(error_of(fmt::format("{}: and {} more errors", source_, refused_ - refusals_.size())));
    }
    return std::move(refusals_);
  }

 private:
  static Error error_of(std::string message) {
    return {.code = "import", .name = "import", .message = std::move(message)};
  }

  void refuse(const std::string& pointer, std::string_view message, const std::string& setting = {}) {
    ++refused_;
    if (refusals_.size() >= options_.errors) return;
    Error error =
        error_of(fmt::format("{}: line {}: {}{}{}", source_, line_, pointer, pointer.empty() ? "" : ": ", message));
    error.pointer = pointer;
    error.setting = setting;
    error.range.begin.line = error.range.end.line = line_;
    refusals_.push_back(std::move(error));
  }

  bool fail(const DatabaseProblem& problem) {
    failure_ = store_error("the store", problem);
    return false;
  }

  Line read(json::Value root) {
    Line line;
    if (!root.is(json::Kind::kObject)) {
      refuse("", fmt::format("expected an object with campaign, version, stored_at and steps, found {}",
                             json::kind_name(root.kind())));
      return line;
    }
    std::array<bool, 4> is_present{};
    constexpr std::array<std::string_view, 4> kKeys = {"campaign", "version", "stored_at", "steps"};
    for (const json::Member& member : root.members()) {
      const auto key = std::find(kKeys.begin(), kKeys.end(), member.key.text());
      if (key == kKeys.end()) {
        refuse('/' + json::pointer_token(excerpt(member.key.text())),
               "expected only the keys campaign, version, stored_at and steps; remove this one");
        continue;
      }
      const auto index = static_cast<std::size_t>(key - kKeys.begin());
      if (std::exchange(is_present[index], true)) continue;  // already reported as a duplicate key
      read_member(line, index, member.value);
    }
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
      if (!is_present[i]) refuse("", fmt::format("expected \"{}\", which is missing", kKeys[i]));
    }
    return line;
  }

  void read_member(Line& line, std::size_t index, json::Value value) {
    const std::string found = excerpt(value.raw());
    switch (index) {
      case 0:
        if (value.is(json::Kind::kString) && is_campaign(value.text())) {
          line.campaign = value.text();
        } else {
          refuse("/campaign", fmt::format("expected lower-case letters a to z and digits, found {}", found));
        }
        break;
      case 1: {
        const WholeNumber whole = value.is(json::Kind::kNumber) ? whole_number(value.raw())
                                                                : WholeNumber{.state = WholeNumber::State::kFraction};
        if (whole.state == WholeNumber::State::kWhole && whole.value > 0) {
          line.version = static_cast<std::uint64_t>(whole.value);
        } else {
          refuse("/version", fmt::format("expected a whole number from 1, found {}", found));
        }
        break;
      }
      case 2:
        if (value.is(json::Kind::kString) && is_time(value.text())) {
          line.stored_at = value.text();
        } else {
          refuse("/stored_at", fmt::format("expected a time such as \"2026-01-31T09:30:00Z\", found {}", found));
        }
        break;
      default:
        if (check_steps(value)) line.steps = value.raw();
    }
  }

  bool check_steps(json::Value value) {
    if (!value.is(json::Kind::kArray)) {
      refuse("/steps", fmt::format("expected an array, found {}", json::kind_name(value.kind())));
      return false;
    }
    const std::uint64_t before = refused_;
    Limits limits = options_.limits;
    limits.document = options_.max_line;  // a stored sequence is longer than the request, since it has ids and ranks
    const auto sequence = parse_sequence(value.raw(), {.limits = limits});
    for (const Error& error : sequence.errors()) refuse("/steps" + error.pointer, error.message, error.setting);
    if (!sequence) return false;
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < sequence->steps.size(); ++i) {
      const Step& step = sequence->steps[i];
      const std::string pointer = fmt::format("/steps/{}", i);
      if (!step.id || step.id->size() != kIdSize ||
          !std::all_of(step.id->begin(), step.id->end(), is_lower_case_or_digit)) {
        refuse(pointer + "/id", fmt::format("expected {} lower-case letters and digits, found {}", kIdSize,
                                            step.id ? fmt::format("\"{}\"", excerpt(*step.id)) : "none"));
      } else if (!ids.insert(*step.id).second) {
        refuse(pointer + "/id", fmt::format("expected a unique id, found the id of another step: \"{}\"", *step.id));
      }
      if (step.rank != static_cast<double>(i)) {
        refuse(pointer + "/rank", fmt::format("expected {}, the step's index, found {}", i,
                                              step.rank ? plain_number(*step.rank) : "none"));
      }
    }
    return refused_ == before;
  }

  bool store(const Line& line) {
    const auto [present, problem] = find_version(database_, *line.campaign, line.version);
    if (problem) return fail(problem);
    if (present) {
      if (line.steps && *line.steps == present->steps) {
        ++counts_.present;
      } else if (line.steps) {
        refuse("", fmt::format("version {} of campaign {} is already in the store, with other steps", *line.version,
                               excerpt(*line.campaign)));
      }
      return true;
    }
    const auto [current, no_current] = find_version(database_, *line.campaign, std::nullopt);
    if (no_current) return fail(no_current);
    const std::uint64_t next = current ? current->number + 1 : 1;
    if (*line.version != next) {
      refuse("/version", fmt::format("expected {}, the next version of campaign {}, found {}", next,
                                     excerpt(*line.campaign), *line.version));
      return true;
    }
    // A bad line has been reported, and the import will be rolled back. Add its version anyway, so that the lines after
    // it are not reported as out of order.
    const auto [number, not_added] =
        add_version(database_, *line.campaign, line.stored_at.value_or(""), line.steps.value_or("[]"));
    if (not_added) return fail(not_added);
    ++counts_.added;
    return true;
  }

  std::string_view source_;
  Database& database_;
  const ImportOptions& options_;
  json::Document document_;
  std::uint64_t line_ = 0;
  std::vector<Error> refusals_;
  std::uint64_t refused_ = 0;
  std::optional<Error> failure_;
  ImportCounts counts_;
};

/// Imports all lines, within a transaction.
Result<ImportCounts> import_lines(Source& source, Database& database, const ImportOptions& options) {
  const std::string name(source.name());
  Import import(name, database, options);
  LineReader lines(source, options.max_line);
  LineReader::Line line;
  while (lines.next(line)) {
    if (line.is_too_long) {
      import.refuse_long_line(line.number);
    } else if (!import.take(line.number, line.bytes)) {
      return *import.failure();
    }
  }
  if (!lines.problem().empty()) {
    return Error{
        .code = "unreadable-file", .name = "unreadable-file", .message = fmt::format("{}: {}", name, lines.problem())};
  }
  const ImportCounts counts = import.counts();
  auto refusals = std::move(import).refusals();
  if (!refusals.empty()) return refusals;
  return counts;
}

}  // namespace

Result<ImportCounts> import_store(Source& lines, const std::string& store, const ImportOptions& options) {
  auto file = open_to_write(store);
  if (!file) return file.errors();
  Database& database = file->database;
  if (const DatabaseProblem problem = database.run("BEGIN IMMEDIATE")) return store_error(store, problem);
  auto counts = import_lines(lines, database, options);
  DatabaseProblem problem;
  if (counts) problem = database.run("COMMIT");
  if (database.is_in_transaction()) static_cast<void>(database.run("ROLLBACK"));
  if (problem) return store_error(store, problem);
  return counts;
}

}  // namespace segue::service
