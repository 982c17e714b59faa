// store.cc: the command `segue store`.

#include <array>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

#include "base/format_text.h"
#include "base/near_miss.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/interruption.h"
#include "cli/output_file.h"
#include "cli/settings.h"
#include "segue/leads.h"
#include "service/store_copy.h"
#include "service/store_file.h"
#include "service/store_lines.h"

namespace segue::cli {
namespace {

struct StoreCommandOptions {
  std::string store;
  std::string out;
  std::uint64_t max_line = service::ImportOptions{}.max_line;
  bool quiet = false;
  Settings settings;
};

constexpr std::string_view kFilesGroup = "Files";

constexpr std::array kStoreFlags = {
    Flag<StoreCommandOptions>{{"--store", "FILE", "the store", kFilesGroup}, store<&StoreCommandOptions::store>},
    Flag<StoreCommandOptions>{
        {"--out", "FILE", "where to write the backup or export; - is standard output, for exports only", kFilesGroup},
        store<&StoreCommandOptions::out>},
    Flag<StoreCommandOptions>{{"--max-line", "BYTES", "the longest line of an import (default 16MiB)", kRunGroup},
                              [](StoreCommandOptions& options, std::string_view value) {
                                constexpr std::uint64_t kMax = 1u << 30;  // offsets in JSON are 32 bits
                                return keep(options.max_line, read_size(value, kMax));
                              }},
    Flag<StoreCommandOptions>{{"--quiet", "", "print errors only", kRunGroup}, raise<&StoreCommandOptions::quiet>},
    kSetFlag<StoreCommandOptions, SettingsKind::kLimits>,
};

std::vector<FlagText> store_flags() {
  return texts_of<StoreCommandOptions>(kStoreFlags);
}

std::string format_counts(const service::StoreCounts& counts) {
  return fmt::format("{} of {}", counted(counts.versions, "version", "versions"),
                     counted(counts.campaigns, "campaign", "campaigns"));
}

/// An error message if the output would overwrite the store or one of the files next to it.
std::optional<std::string> overwrites_store(const StoreCommandOptions& options) {
  const auto out = options.out == "-" ? identity_of(STDOUT_FILENO) : identity_of(options.out);
  if (!out) return std::nullopt;
  for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
    if (identity_of(followed(options.store) + ending) == out) {
      return fmt::format("--out {} and --store {}{} are the same file; give each a file of its own", options.out,
                         options.store, ending);
    }
  }
  return std::nullopt;
}

int back_up(const StoreCommandOptions& options, Console& console) {
  if (options.out.empty() || options.out == "-") {
    return console.fail(fmt::format("store backup needs --out FILE: segue store backup --store {} --out {}.bak",
                                    options.store, options.store));
  }
  if (auto message = overwrites_store(options)) return console.fail(*message);
  if (auto error = service::check_replaceable(options.out)) return console.fail(error->message);
  auto file = OutputFile::open(options.out);
  if (!file) return console.fail(file.errors());
  if ((*file)->temporary().empty()) {
    return console.fail(fmt::format("{} is not a regular file; a backup needs one", options.out));
  }
  // SQLite keeps a journal next to the file that it writes. It removes the journal at the end, unless interrupted.
  const std::string journal = (*file)->temporary() + "-journal";
  mark_temporary(journal.c_str());
  const auto counts = service::copy_store(options.store, (*file)->temporary());
  unmark_temporary(journal.c_str());
  if (!counts) return console.fail(counts.errors());
  if (!(*file)->commit()) return console.fail((*file)->problem());
  if (!service::sync_folder_of(followed(options.out))) {
    return console.fail(fmt::format("{} is written, but its folder may not be on disk yet", options.out));
  }
  if (!options.quiet) console.remark(fmt::format("{}: {} from {}", options.out, format_counts(*counts), options.store));
  return kDone;
}

int export_lines(const StoreCommandOptions& options, Console& console) {
  const bool to_standard_output = options.out.empty() || options.out == "-";
  if (auto message = overwrites_store(options); message && !options.out.empty()) return console.fail(*message);
  auto file = to_standard_output ? OutputFile::standard_output() : nullptr;
  if (!file) {
    auto opened = OutputFile::open(options.out);
    if (!opened) return console.fail(opened.errors());
    file = *std::move(opened);
  }
  const auto counts = service::export_store(options.store, *file);
  if (!counts) return console.fail(counts.errors());
  if (!file->commit()) return console.fail(file->problem());
  if (!options.quiet) {
    console.remark(fmt::format("{}: {} from {}", to_standard_output ? "standard output" : options.out,
                               format_counts(*counts), options.store));
  }
  return kDone;
}

int import_lines(const std::string& path, const StoreCommandOptions& options, Console& console) {
  const auto lines = open_source(path);
  if (!lines) return console.fail(lines.errors());
  const auto counts = service::import_store(
      **lines, options.store,
      {.max_line = static_cast<std::size_t>(options.max_line), .limits = options.settings.limits});
  if (!counts) {
    static_cast<void>(console.fail(counts.errors()));
    if (counts.errors().front().code == "import") {
      console.remark(fmt::format("nothing was imported from {}", name_of(path)));
    }
    return kNotDone;
  }
  if (!options.quiet) {
    const std::string present =
        counts->present == 0 ? ""
                             : fmt::format("; {} already present", counted(counts->present, "version", "versions"));
    console.remark(
        fmt::format("{}: {} added{}", options.store, counted(counts->added, "version", "versions"), present));
  }
  return kDone;
}

int no_such_subcommand(const std::string& word, Console& console) {
  constexpr std::array<std::string_view, 3> kKnown = {"backup", "export", "import"};
  const auto meant = near_miss(word, kKnown);
  return console.fail(fmt::format("expected store backup, export or import, found \"{}\"{}   (segue store --help)",
                                  word, meant ? fmt::format("; did you mean \"{}\"?", *meant) : ""));
}

int run_store(std::span<const std::string> arguments, Console& console) {
  StoreCommandOptions options;
  const auto operands = parse_flags("store", arguments, bound<StoreCommandOptions>(kStoreFlags, options));
  if (!operands) return console.fail(operands.errors());
  if (operands->empty()) {
    return console.fail("expected segue store backup, export or import   (segue store --help)");
  }
  const std::string& subcommand = operands->front();
  if (subcommand != "backup" && subcommand != "export" && subcommand != "import") {
    return no_such_subcommand(subcommand, console);
  }
  const std::size_t files = subcommand == "import" ? 1 : 0;
  if (operands->size() < 1 + files) {
    return console.fail(
        "store import needs a FILE, or - for standard input: segue store import lines.ndjson --store segue.db");
  }
  if (operands->size() > 1 + files) {
    return console.fail(
        fmt::format("store {} takes no \"{}\"   (segue store --help)", subcommand, (*operands)[1 + files]));
  }
  if (options.store.empty()) return console.fail(fmt::format("store {} needs --store FILE", subcommand));
  if (subcommand == "backup") return back_up(options, console);
  if (subcommand == "export") return export_lines(options, console);
  if (!options.out.empty()) return console.fail("store import takes no --out; it writes to --store");
  return import_lines((*operands)[1], options, console);
}

}  // namespace

const Command kStore = {
    .name = "store",
    .purpose = "back up, export or import the store of segue serve",
    .usage = "backup --store FILE --out FILE | export --store FILE [--out FILE] | import FILE|- --store FILE [flags]",
    .flags = store_flags,
    .details =
        "backup copies the store, and export writes it as NDJSON, one version per line, sorted by campaign and "
        "version.\n"
        "Both copy the store as it is when they start, and may run while a server uses it.\n"
        "import adds the lines of an export to a store, all of them or none. It creates the store if there is none, "
        "skips\n"
        "versions that the store already has, and fails if the store has other steps for a version. No server may use\n"
        "the store meanwhile.\n",
    .settings = SettingsKind::kLimits,
    .examples =
        "segue store backup --store segue.db --out segue-monday.db\n"
        "segue store export --store segue.db --out versions.ndjson\n"
        "segue store export --store segue.db | segue store import - --store copy.db\n",
    .exit_codes =
        "0  done\n"
        "2  not done: bad flags, a store that is missing, damaged or in use, a line that is not from an export,\n"
        "   a file that cannot be written\n",
    .run = run_store,
};

}  // namespace segue::cli
