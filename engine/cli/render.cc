// render.cc: the command `segue render`.

#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/column_notes.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/files.h"
#include "cli/lead_options.h"
#include "cli/output/summary_json.h"
#include "cli/output/summary_text.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/rejects_log.h"
#include "display/numbers.h"
#include "parallel/pipeline.h"
#include "segue/bulk.h"
#include "segue/lint.h"
#include "segue/report.h"

namespace segue::cli {
namespace {

/// How many rejects end a run that is otherwise done with 2.
struct MostRejects {
  std::optional<std::uint64_t> count;
  std::optional<double> percent;  // of the rows
};

struct RenderOptions : SharedOptions {
  std::string out, rejects, summary;
  OutputFormat format = OutputFormat::kNdjson;
  Assign assign = Assign::kKeyed;
  bool explain = false;
  bool all_steps = false;
  bool progress = false;
  bool quiet = false;
  bool lint = false;
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  std::size_t max_record = 1u << 20;
  std::size_t threads = 0;  // as many as there are processors
  std::size_t chunk = std::size_t{128} << 10;
  LeadShard shard;
  MostRejects most_rejects;
  std::string most_rejects_text;
};

Complaint take_max_rejects(RenderOptions& options, std::string_view value) {
  options.most_rejects_text = value;
  const bool is_percentage = value.ends_with('%');
  const std::string_view number = value.substr(0, value.size() - (is_percentage ? 1 : 0));
  const char* end = number.data() + number.size();
  std::from_chars_result read{};
  if (is_percentage) {
    read = std::from_chars(number.data(), end, options.most_rejects.percent.emplace(), std::chars_format::fixed);
  } else {
    read = std::from_chars(number.data(), end, options.most_rejects.count.emplace());
  }
  const double percent = options.most_rejects.percent.value_or(0);
  if (read.ec == std::errc{} && read.ptr == end && percent >= 0 && percent <= 100) return {};
  return fmt::format("expected a number of leads, or a percentage from 0% to 100%, found \"{}\"", value);
}

Complaint take_shard(RenderOptions& options, std::string_view value) {
  const std::size_t slash = value.find('/');
  const auto number = [&](std::string_view text, std::uint32_t& to) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), to);
    return problem == std::errc{} && end == text.data() + text.size() && !text.empty();
  };
  constexpr std::uint32_t kMost = 1'000'000;
  LeadShard& shard = options.shard;
  if (slash != std::string_view::npos && number(value.substr(0, slash), shard.index) &&
      number(value.substr(slash + 1), shard.count) && shard.index < shard.count && shard.count <= kMost) {
    return {};
  }
  return fmt::format("expected I/N, the I-th of N parts counted from 0, such as 0/4 to 3/4; found \"{}\"", value);
}

bool exceeds(const BulkSummary& summary, const MostRejects& most) {
  if (most.count) return summary.rejected > *most.count;
  if (!most.percent) return false;
  return static_cast<double>(summary.rejected) * 100 > *most.percent * static_cast<double>(summary.rows);
}

constexpr std::uint64_t kLargestChunk = 64u << 20;

constexpr std::array kRenderFlags = {
    Flag<RenderOptions>{{"--leads", "FILE|-", "the lead list; - is standard input", kLeadsGroup},
                        store<&RenderOptions::leads>},
    kLeadsFormatFlag<RenderOptions>,
    Flag<RenderOptions>{{"--key", "COLUMN",
                         "what names a lead and drives its picks; row for the row number; by default the first there "
                         "is of id, lead id, record id, contact id, externalId, platformId, username, email",
                         kLeadsGroup},
                        store<&RenderOptions::key>},
    kMapFlag<RenderOptions>,
    Flag<RenderOptions>{{"--limit", "N", "stop after N rows", kLeadsGroup}, count<&RenderOptions::limit>},
    Flag<RenderOptions>{{"--max-record", "BYTES", "the longest record there may be (default 1MiB)", kLeadsGroup},
                        [](RenderOptions& options, std::string_view value) {
                          return keep(options.max_record, read_size(value, 1u << 30));
                        }},
    Flag<RenderOptions>{
        {"--seed", "SEED", "a number or any text, such as the campaign's name (default 0)", kPicksGroup},
        store<&RenderOptions::seed>},
    Flag<RenderOptions>{{"--assign", "WAY",
                         "keyed (each lead by its key; the default) or balanced (each option equally often over the "
                         "list)",
                         kPicksGroup},
                        [](RenderOptions& options, std::string_view value) {
                          return keep(options.assign, read_choice<Assign>(value, {{"keyed", Assign::kKeyed},
                                                                                  {"balanced", Assign::kBalanced}}));
                        }},
    kUnresolvedFlag<RenderOptions>,
    kNullValueFlag<RenderOptions>,
    kNoNullValuesFlag<RenderOptions>,
    kNoTrimFlag<RenderOptions>,
    Flag<RenderOptions>{{"--out", "FILE", "where the messages go (default: standard output)", kOutputGroup},
                        store<&RenderOptions::out>},
    Flag<RenderOptions>{{"--format", "FORMAT", "ndjson (the default) or csv", kOutputGroup},
                        [](RenderOptions& options, std::string_view value) {
                          return keep(options.format,
                                      read_choice<OutputFormat>(
                                          value, {{"ndjson", OutputFormat::kNdjson}, {"csv", OutputFormat::kCsv}}));
                        }},
    Flag<RenderOptions>{{"--explain", "", "add which options were picked and which fallbacks taken", kOutputGroup},
                        raise<&RenderOptions::explain>},
    Flag<RenderOptions>{{"--all-steps", "", "write likes, too", kOutputGroup}, raise<&RenderOptions::all_steps>},
    Flag<RenderOptions>{{"--rejects", "FILE",
                         "where leads go that cannot be rendered: NDJSON, or for FILE.csv the leads' own columns with "
                         "code and message, to mend and run again",
                         kOutputGroup},
                        store<&RenderOptions::rejects>},
    Flag<RenderOptions>{{"--summary", "FILE", "the summary as JSON", kOutputGroup}, store<&RenderOptions::summary>},
    Flag<RenderOptions>{{"--max-rejects", "N|P%",
                         "more rejected leads than that end the run with 2, and --out is left "
                         "as it was",
                         kRunGroup},
                        take_max_rejects},
    Flag<RenderOptions>{
        {"--threads", "N", "threads at work (default: one a processor); the output is the same", kRunGroup},
        [](RenderOptions& options, std::string_view value) {
          return keep(options.threads, read_number(value, kMostThreads));
        }},
    Flag<RenderOptions>{{"--shard", "I/N",
                         "only the I-th of N parts of a regular file, 0/N to N-1/N; the outputs of all parts in a row "
                         "are that of one run",
                         kRunGroup},
                        take_shard},
    Flag<RenderOptions>{{"--chunk", "BYTES", "of leads that a thread takes at a time (default 128KiB)", kRunGroup},
                        [](RenderOptions& options, std::string_view value) {
                          return keep(options.chunk, read_size(value, kLargestChunk));
                        }},
    Flag<RenderOptions>{{"--progress", "", "tell how far it is, also where nobody watches", kRunGroup},
                        raise<&RenderOptions::progress>},
    Flag<RenderOptions>{{"--quiet", "", "print errors only", kRunGroup}, raise<&RenderOptions::quiet>},
    Flag<RenderOptions>{{"--lint", "", "render nothing where segue lint finds something of level error", kRunGroup},
                        raise<&RenderOptions::lint>},
    kSetFlag<RenderOptions, SettingsKind::kAll>,
};

std::vector<FlagText> render_flags() {
  return texts_of<RenderOptions>(kRenderFlags);
}

/// Two names of one file would have a run read what it writes, or write one result over the other.
std::optional<std::string> one_file_named_twice(const std::string& sequence, const RenderOptions& options) {
  struct Named {
    std::string what;
    std::optional<FileIdentity> identity;
  };
  std::vector<Named> inputs;
  const auto input = [](const std::string& path) {
    return path == "-" ? identity_of(STDIN_FILENO) : identity_of(path);
  };
  inputs.push_back({name_of(sequence), input(sequence)});
  inputs.push_back({"--leads " + options.leads, input(options.leads)});
  std::vector<Named> outputs;
  if (options.out.empty()) outputs.push_back({"standard output", identity_of(STDOUT_FILENO)});
  if (!options.out.empty()) outputs.push_back({"--out " + options.out, identity_of(options.out)});
  if (!options.rejects.empty()) outputs.push_back({"--rejects " + options.rejects, identity_of(options.rejects)});
  if (!options.summary.empty()) outputs.push_back({"--summary " + options.summary, identity_of(options.summary)});
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!outputs[i].identity) continue;
    const auto check = [&](const Named& other) -> std::optional<std::string> {
      if (other.identity != outputs[i].identity) return std::nullopt;
      return fmt::format("{} and {} are the same file; give each a file of its own", other.what, outputs[i].what);
    };
    for (const Named& other : inputs) {
      if (auto message = check(other)) return message;
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (auto message = check(outputs[k])) return message;
    }
  }
  return std::nullopt;
}

/// What the flags say that cannot be.
std::optional<std::string> contradiction(const std::string& sequence, const Source& leads, const RenderOptions& options,
                                         LeadFormat format) {
  if (options.shard.count > 1 && !leads.size()) {
    return fmt::format("--shard needs a regular file as --leads, since the size of {} is not known",
                       name_of(options.leads));
  }
  if (sequence == "-" && options.leads == "-") return "the sequence and the leads cannot both be standard input";
  for (const std::string* path : {&options.out, &options.rejects, &options.summary}) {
    if (has_ending(*path, ".gz") || has_ending(*path, ".zst")) {
      return fmt::format("{}: this version does not compress; write to standard output and pipe that into {}", *path,
                         has_ending(*path, ".gz") ? "gzip" : "zstd");
    }
  }
  if (format == LeadFormat::kNdjson && has_ending(options.rejects, ".csv")) {
    return fmt::format("--rejects {}: NDJSON leads have no columns that a CSV could keep; name it {}ndjson",
                       options.rejects, options.rejects.substr(0, options.rejects.size() - 3));
  }
  return one_file_named_twice(sequence, options);
}

/// The files that a run writes, opened before it begins so that what cannot be written is told at once.
struct Outputs {
  std::unique_ptr<OutputFile> messages;
  std::unique_ptr<OutputFile> summary;
  std::optional<RejectsFile> rejects;
};

Result<Outputs> open_outputs(const RenderOptions& options) {
  Outputs outputs;
  if (!options.rejects.empty()) {
    auto file = OutputFile::open(options.rejects);
    if (!file) return file.errors();
    outputs.rejects.emplace(*std::move(file), options.rejects);
  }
  if (!options.summary.empty()) {
    auto file = OutputFile::open(options.summary);
    if (!file) return file.errors();
    outputs.summary = *std::move(file);
  }
  if (options.out.empty()) {
    outputs.messages = OutputFile::standard_output();
  } else {
    auto file = OutputFile::open(options.out);
    if (!file) return file.errors();
    outputs.messages = *std::move(file);
  }
  return outputs;
}

Progress progress_of(const RenderOptions& options, Console& console) {
  struct stat status {};
  const int known = options.leads == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(options.leads.c_str(), &status);
  const std::uint64_t bytes = known == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  // Where messages scroll by on the same terminal there is nothing left to tell.
  const bool is_watched = console.err().interactive && !(options.out.empty() && console.out().interactive);
  Progress::Mode mode = Progress::Mode::kNone;
  if (!options.quiet && is_watched) mode = Progress::Mode::kLine;
  if (!options.quiet && !is_watched && options.progress) mode = Progress::Mode::kLines;
  return Progress(console, mode, bytes);
}

/// Puts everything in its place, the messages last: whoever sees them finds the rest.
bool commit(Outputs& outputs, const BulkSummary& summary, const RunFacts& facts, const RenderOptions& options,
            Console& console) {
  if (outputs.rejects && !outputs.rejects->commit()) return console.problem(outputs.rejects->problem()), false;
  if (outputs.summary) {
    const Sink::Write written = outputs.summary->write(summary_json(summary, facts));
    if (!written.problem.empty() || !outputs.summary->commit()) {
      return console.problem(outputs.summary->problem()), false;
    }
  }
  if (exceeds(summary, options.most_rejects)) {
    const std::string fate = options.out.empty() ? "" : fmt::format("; {} is left as it was", options.out);
    return console.problem(fmt::format("{} of {} rejected, more than --max-rejects {}{}", grouped(summary.rejected),
                                       counted(summary.rows - summary.skipped, "lead", "leads"),
                                       options.most_rejects_text, fate)),
           false;
  }
  if (!outputs.messages->commit()) return console.problem(outputs.messages->problem()), false;
  return true;
}

/// What the linter has against the sequence: a note, or with --lint the reason to stop. False: stop.
bool passes_lint(const Document& document, const RenderOptions& options, Console& console) {
  if (options.quiet && !options.lint) return true;
  const LintResult errors = errors_in(document, options.settings);
  const std::size_t count = errors.count(Severity::kError);
  if (count == 0) return true;
  if (options.lint) {
    const auto report =
        FindingsReport::make(FindingsFormat::kFull, {.width = console.err().width, .colour = console.err().colour});
    LintTotals totals;
    console.note(report->file({document.name, document.bytes, errors}, totals));
    console.problem(fmt::format("{} has {}; nothing is rendered because of --lint", document.name,
                                counted(count, "finding of level error", "findings of level error")));
    return false;
  }
  console.remark(fmt::format("{} has {} (segue lint {}); with --lint nothing would be rendered", document.name,
                             counted(count, "finding of level error", "findings of level error"), document.name));
  return true;
}

int render(const Document& document, Source& leads, LeadFormat format, const RenderOptions& options, Console& console) {
  auto opened = open_outputs(options);
  if (!opened) return console.fail(opened.errors());
  Outputs& outputs = *opened;

  const auto start = std::chrono::steady_clock::now();
  const std::string leads_name = name_of(options.leads);
  Progress progress = progress_of(options, console);
  RejectsNotes notes(console, progress, leads_name);
  BulkOptions bulk = {
      .seed = parse_seed(options.seed),
      .assign = options.assign,
      .leads = {.format = format, .columns = options.map, .key = options.key, .max_record = options.max_record},
      .chunks = {.chunk_size = options.chunk, .rows = options.limit, .shard = options.shard},
      .compile = {.unresolved = options.unresolved,
                  .trim = options.trim,
                  .null_values = null_values_of(options),
                  .max_bytes = options.settings.max_message},
      .format = options.format,
      .explain = options.explain,
      .all_steps = options.all_steps,
      .threads = options.threads,
  };
  bulk.on_open = [&](const LeadHeader& header) {
    if (outputs.rejects) outputs.rejects->begin(header.columns);
    if (options.quiet) return;
    for (const std::string& note : column_notes(document.sequence, header, options, leads_name)) console.remark(note);
  };
  bulk.on_reject = [&](const Reject& rejected) {
    Reject reject = rejected;
    const std::string message = with_flag(std::string(rejected.message), rejected.setting);
    reject.message = message;
    if (outputs.rejects) return outputs.rejects->add(reject);
    if (!options.quiet) notes.add(reject);
    return true;
  };
  bulk.on_progress = [&](const BulkProgress& now) { return progress.show(now), true; };
  const BulkResult run = render_leads(document.sequence, leads, *outputs.messages, bulk);
  const BulkSummary& summary = run.summary;
  progress.clear();
  if (outputs.rejects && !outputs.rejects->problem().empty()) return console.fail(outputs.rejects->problem());
  if (!run) return fail_document(document, run.errors, console);
  if (summary.reader_gone) return kDone;

  const RunFacts facts = {
      .leads = leads_name,
      .rejects = options.rejects,
      .output = options.out,
      .seed = bulk.seed,
      .assign = bulk.assign,
      .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
  };
  if (!options.quiet) notes.finish();
  if (!commit(outputs, summary, facts, options, console)) return kNotDone;
  if (!options.quiet) {
    if (summary.rows == 0 && options.limit > 0) console.remark(fmt::format("{} holds no leads", leads_name));
    if (document.sequence.messages().empty()) console.remark(fmt::format("{} holds no messages", document.name));
    console.note(summary_text(summary, facts, console.err()));
  }
  return summary.rejected > 0 ? kDoneWithRemarks : kDone;
}

int run_render(std::span<const std::string> arguments, Console& console) {
  RenderOptions options;
  const auto operands = parse_flags("render", arguments, bound<RenderOptions>(kRenderFlags, options));
  if (!operands) return console.fail(operands.errors());
  if (operands->empty()) return console.fail("render needs a SEQUENCE: segue render spring.json --leads leads.csv");
  if (operands->size() > 1) {
    return console.fail(
        fmt::format("render takes one SEQUENCE; found \"{}\" and \"{}\"", (*operands)[0], (*operands)[1]));
  }
  const std::string& sequence = operands->front();
  if (options.leads.empty()) {
    return console.fail(fmt::format("render needs a lead list: segue render {} --leads leads.csv", sequence));
  }
  const auto leads = open_source(options.leads);
  if (!leads) return console.fail(leads.errors());
  const auto format = format_of(options);
  if (!format) return console.fail(format.errors());
  if (const auto message = contradiction(sequence, **leads, options, *format)) return console.fail(*message);
  const auto document = load_document(sequence, options.settings, console);
  if (!document) return kNotDone;
  if (const auto error = misdirected_map(options, *document)) return console.fail(error->message);
  if (!passes_lint(*document, options, console)) return kNotDone;
  return render(*document, **leads, *format, options, console);
}

}  // namespace

const Command kRender = {
    .name = "render",
    .purpose = "every message of a sequence, for every lead of a list",
    .usage = "SEQUENCE --leads FILE [flags]",
    .flags = render_flags,
    .details =
        "SEQUENCE is a JSON file, or - for standard input. The messages go to standard output or to --out FILE, in "
        "the\n"
        "order of the leads. FILE is replaced when all of it is written, and left as it was when that cannot be. What\n"
        "became of the leads is told on standard error.\n",
    .settings = SettingsKind::kAll,
    .examples =
        "segue render spring.json --leads leads.csv > messages.ndjson\n"
        "segue render spring.json --leads leads.csv --seed spring-launch --out messages.ndjson \\\n"
        "             --rejects rejects.csv --summary summary.json\n"
        "segue render spring.json --leads leads.csv --map company=Account --limit 10 --format csv\n"
        "segue render spring.json --leads leads.csv --shard 2/8 > part2.ndjson\n"
        "zcat leads.ndjson.gz | segue render spring.json --leads - --leads-format ndjson | head\n",
    .exit_codes =
        "0  every lead was rendered, or was blank\n"
        "1  done; some leads were rejected\n"
        "2  not done: a bad sequence, bad flags, a file that cannot be read or written, an error that --lint found\n",
    .run = run_render,
};

}  // namespace segue::cli
