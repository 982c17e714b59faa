// lint.cc: the command `segue lint`.

#include "segue/lint.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/documents.h"
#include "cli/files.h"
#include "cli/settings.h"
#include "cli/severity.h"
#include "display/display.h"
#include "parallel/in_batches.h"
#include "segue/report.h"

namespace segue::cli {
namespace {

struct LintCommandOptions {
  std::vector<std::string> select, ignore;
  std::vector<std::pair<std::string, Severity>> severity;
  Settings settings;
  FindingsFormat format = FindingsFormat::kFull;
  std::optional<Severity> fail_on = Severity::kWarning;  ///< none: whatever is found
  std::string standard_input = "standard input";         ///< how it is called
  std::uint64_t threads = 0;
  bool quiet = false;
  display::Colour colour = display::Colour::kAuto;
};

/// `T001,V` as well as `--select T001 --select V`.
template <auto member>
Complaint take_list(LintCommandOptions& options, std::string_view value) {
  while (true) {
    const std::size_t comma = value.find(',');
    if (comma == 0 || value.empty()) return "expected rules such as T001,max-delay,V";
    (options.*member).emplace_back(value.substr(0, comma));
    if (comma == std::string_view::npos) return {};
    value.remove_prefix(comma + 1);
  }
}

Complaint take_severity(LintCommandOptions& options, std::string_view value) {
  const auto pair = read_pair(value, "CODE=LEVEL");
  if (!pair) return pair.errors().front().message;
  const auto severity = read_severity(pair->second);
  if (!severity) return severity.errors().front().message;
  options.severity.emplace_back(pair->first, *severity);
  return {};
}

Complaint take_fail_on(LintCommandOptions& options, std::string_view value) {
  return keep(options.fail_on, read_choice<std::optional<Severity>>(value, {{"error", Severity::kError},
                                                                            {"warning", Severity::kWarning},
                                                                            {"information", Severity::kInformation},
                                                                            {"never", std::nullopt}}));
}

constexpr std::string_view kRulesGroup = "Rules";
constexpr std::string_view kInputGroup = "Input";

constexpr std::array kLintFlags = {
    Flag<LintCommandOptions>{
        {"--select", "RULES",
         "run these alone: codes, names or letters of families, separated by commas; default stands for the usual ones",
         kRulesGroup, true},
        take_list<&LintCommandOptions::select>},
    Flag<LintCommandOptions>{{"--ignore", "RULES", "do not run these", kRulesGroup, true},
                             take_list<&LintCommandOptions::ignore>},
    Flag<LintCommandOptions>{
        {"--severity", "RULE=LEVEL", "error, warning or information, whatever the rule says", kRulesGroup, true},
        take_severity},
    Flag<LintCommandOptions>{
        {"--fail-on", "LEVEL",
         "end with 1 where something of this level or above is found: error, warning (the default), "
         "information or never",
         kRulesGroup},
        take_fail_on},
    Flag<LintCommandOptions>{{"--stdin-filename", "NAME", "what - is called in the findings", kInputGroup},
                             store<&LintCommandOptions::standard_input>},
    Flag<LintCommandOptions>{{"--threads", "N", "files read at once (default: one a processor)", kInputGroup},
                             [](LintCommandOptions& options, std::string_view value) {
                               return keep(options.threads, read_number(value, kMostThreads));
                             }},
    Flag<LintCommandOptions>{
        {"--format", "FORMAT", "full (the default), concise (a line a finding) or json", kOutputGroup},
        [](LintCommandOptions& options, std::string_view value) {
          return keep(options.format, read_choice<FindingsFormat>(value, {{"full", FindingsFormat::kFull},
                                                                          {"concise", FindingsFormat::kConcise},
                                                                          {"json", FindingsFormat::kJson}}));
        }},
    Flag<LintCommandOptions>{{"--color", "WHEN", "auto (the default), always or never", kOutputGroup},
                             [](LintCommandOptions& options, std::string_view value) {
                               return keep(options.colour,
                                           read_choice<display::Colour>(value, {{"auto", display::Colour::kAuto},
                                                                                {"always", display::Colour::kAlways},
                                                                                {"never", display::Colour::kNever}}));
                             }},
    Flag<LintCommandOptions>{{"--quiet", "", "no summary where nothing is found", kOutputGroup},
                             raise<&LintCommandOptions::quiet>},
    kSetFlag<LintCommandOptions, SettingsKind::kAll>,
};

std::vector<FlagText> lint_flags() {
  return texts_of<LintCommandOptions>(kLintFlags);
}

/// A file and what was found in it, or why it could not be read.
struct Linted {
  std::string name;
  std::string bytes = {};
  LintResult result = {};
  std::string problem = {};
};

void lint_file(const std::string& path, const Linter& linter, const LintCommandOptions& options, Linted& linted) {
  linted = {.name = path == "-" ? options.standard_input : path};
  auto bytes = read_file(path, options.settings.limits.document + 1);
  if (!bytes) {
    linted.problem = bytes.errors().front().message;
    return;
  }
  linted.bytes = *std::move(bytes);
  linted.result = linter.lint_document(linted.bytes);
  for (Finding& finding : linted.result.findings) {
    finding.message = with_flag(std::move(finding.message), finding.setting);
  }
}

/// Collects a result until it is worth a write of its own. A person at a terminal sees every file's findings at once.
class ResultWriter {
 public:
  explicit ResultWriter(Console& console) : console_(console) {}

  /// False: a write has failed, which is reported already.
  bool add(std::string_view text) {
    constexpr std::size_t kWorthWriting = std::size_t{64} << 10;
    pending_ += text;
    return (pending_.size() < kWorthWriting && !console_.out().interactive) || flush();
  }
  bool flush() {
    is_written_ = is_written_ && console_.result(pending_);
    pending_.clear();
    return is_written_;
  }

 private:
  Console& console_;
  std::string pending_;
  bool is_written_ = true;
};

bool fails(const LintTotals& totals, std::optional<Severity> level) {
  if (!level) return false;
  for (auto i = static_cast<std::size_t>(*level); i < totals.findings.size(); ++i) {
    if (totals.findings[i] > 0) return true;
  }
  return false;
}

int lint_files(const std::vector<std::string>& paths, const Linter& linter, const LintCommandOptions& options,
               Console& console) {
  const auto report =
      FindingsReport::make(options.format, {.width = console.out().width, .colour = console.out().colour});
  LintTotals totals;
  ResultWriter result(console);
  result.add(report->begin());
  const auto make = [&](std::size_t i, Linted& linted) {
    lint_file(paths[i], linter, options, linted);
    return linted.bytes.size() + linted.result.findings.size() * sizeof(Finding);
  };
  const auto use = [&](const Linted& linted) {
    if (linted.problem.empty()) return result.add(report->file({linted.name, linted.bytes, linted.result}, totals));
    ++totals.unreadable_files;
    if (!result.flush()) return false;
    console.problem(linted.problem);
    return true;
  };
  in_batches<Linted>(paths.size(), threads_for(options.threads), {.make = make, .use = use});
  const bool is_clean = !fails(totals, Severity::kInformation) && totals.unreadable_files == 0;
  const bool tells_end = options.format != FindingsFormat::kFull || !(options.quiet && is_clean);
  if (tells_end) result.add(report->end(totals));
  const bool is_written = result.flush();
  if (options.format == FindingsFormat::kConcise && !options.quiet) console.note(summary_of(totals) + '\n');
  if (!is_written || totals.unreadable_files > 0) return kNotDone;
  return fails(totals, options.fail_on) ? kDoneWithRemarks : kDone;
}

int run_lint(std::span<const std::string> arguments, Console& console) {
  LintCommandOptions options;
  const auto operands = parse_flags("lint", arguments, bound<LintCommandOptions>(kLintFlags, options));
  if (!operands) return console.fail(operands.errors());
  console.use(options.colour);
  if (operands->empty())
    return console.fail("lint needs files, folders or - for standard input: segue lint spring.json");
  const auto linter = Linter::make({.select = options.select,
                                    .ignore = options.ignore,
                                    .severity = options.severity,
                                    .settings = options.settings.lint,
                                    .reading = {.limits = options.settings.limits}});
  if (!linter) return console.fail(linter.errors());
  const auto paths = documents_of(*operands);
  if (!paths) return console.fail(paths.errors());
  return lint_files(*paths, *linter, options, console);
}

}  // namespace

const Command kLint = {
    .name = "lint",
    .purpose = "what can go wrong with sequences, before a lead receives it",
    .usage = "FILE… | FOLDER… | - [flags]",
    .flags = lint_flags,
    .details =
        "A folder stands for the .json files in it and below it. The findings go to standard output, sorted by file "
        "and\n"
        "place. segue rules lists the rules, segue explain T001 tells what one is for.\n",
    .settings = SettingsKind::kAll,
    .examples =
        "segue lint spring.json\n"
        "segue lint campaigns/ --format concise\n"
        "segue lint spring.json --ignore T005,blank-option --severity V001=error --set max-delay=14d\n"
        "generate | segue lint - --stdin-filename spring.json --format json\n",
    .exit_codes =
        "0  nothing found at or above --fail-on\n"
        "1  something found\n"
        "2  not done: bad flags, a file that cannot be read (the others are linted all the same)\n",
    .run = run_lint,
};

}  // namespace segue::cli
