// preview.cc: the command `segue preview`.

#include "cli/output/preview.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/document.h"
#include "cli/lead_options.h"
#include "cli/lead_values.h"
#include "display/display.h"
#include "display/numbers.h"
#include "segue/pick.h"
#include "segue/template.h"

namespace segue::cli {
namespace {

struct PreviewOptions : SharedOptions {
  std::string lead;
  bool has_lead = false;
  std::optional<std::uint64_t> row;
  std::optional<std::uint64_t> rendering;
  bool has_key = false;
  display::Colour colour = display::Colour::kAuto;
};

constexpr std::string_view kLeadGroup = "Lead";
constexpr std::string_view kPicksGroup = "Picks";
constexpr std::string_view kOtherGroup = "Other";

constexpr std::array kFlags = {
    Flag<PreviewOptions>{{"--lead", "JSON", "who it is for, as an object: '{\"first-name\":\"Anna\"}'", kLeadGroup},
                         [](PreviewOptions& options, std::string_view value) {
                           options.has_lead = true;
                           options.lead = value;
                           return Complaint();
                         }},
    Flag<PreviewOptions>{{"--leads", "FILE|-", "a lead list to take one from", kLeadGroup},
                         store<&PreviewOptions::leads>},
    Flag<PreviewOptions>{
        {"--row", "N", "which one, counted from 0 as in rejects (default 0)", kLeadGroup},
        [](PreviewOptions& options, std::string_view value) { return keep(options.row, read_number(value)); }},
    Flag<PreviewOptions>{
        {"--key", "TEXT", "the lead's key, which drives its picks; with --leads, the column it stands in", kLeadGroup},
        [](PreviewOptions& options, std::string_view value) {
          options.has_key = true;
          options.key = value;
          return Complaint();
        }},
    kLeadsFormatFlag<PreviewOptions, kLeadGroup>,
    kMapFlag<PreviewOptions, kLeadGroup>,
    Flag<PreviewOptions>{{"--seed", "SEED", "a number or any text, as for render (default 0)", kPicksGroup},
                         store<&PreviewOptions::seed>},
    Flag<PreviewOptions>{
        {"--rendering", "I",
         "the I-th of a message's renderings, from 0, the last variation turning fastest; a message "
         "with fewer of them starts over",
         kPicksGroup},
        [](PreviewOptions& options, std::string_view value) { return keep(options.rendering, read_number(value)); }},
    kUnresolvedFlag<PreviewOptions>,
    kNullValueFlag<PreviewOptions>,
    kNoNullValuesFlag<PreviewOptions>,
    kNoTrimFlag<PreviewOptions>,
    Flag<PreviewOptions>{{"--color", "WHEN", "auto (on a terminal; the default), always or never", kOtherGroup},
                         [](PreviewOptions& options, std::string_view value) {
                           return keep(options.colour,
                                       read_choice<display::Colour>(value, {{"auto", display::Colour::kAuto},
                                                                            {"always", display::Colour::kAlways},
                                                                            {"never", display::Colour::kNever}}));
                         }},
    kSetFlag<PreviewOptions, SettingsKind::kLimits>,
};

std::vector<FlagText> flags() {
  return texts_of<PreviewOptions>(kFlags);
}

/// Who the preview is for, and how to say so.
struct Reader {
  LeadValues lead;
  std::string says;
};

std::string hint_at_lead(const std::vector<std::string>& variables) {
  if (variables.empty()) return "";
  return fmt::format("   (--lead '{{\"{}\":\"Anna\"}}')", display::elided(variables.front(), 40));
}

Result<Reader> reader_of(const PreviewOptions& options, const std::vector<std::string>& variables) {
  if (options.has_lead) {
    auto lead = lead_from_json(options.lead, variables, options);
    if (!lead) return lead.errors();
    Reader reader{.lead = *std::move(lead)};
    if (options.has_key) reader.lead.key = options.key;
    return reader;
  }
  if (!options.leads.empty()) {
    const std::uint64_t row = options.row.value_or(0);
    auto lead = lead_from_list(row, variables, options);
    if (!lead) return lead.errors();
    Reader reader{.lead = *std::move(lead)};
    reader.says = fmt::format("lead {}, row {} of {}", display::elided(reader.lead.key, 60), row,
                              display::shown(options.leads == "-" ? "standard input" : options.leads));
    return reader;
  }
  Reader reader{.lead = {.key = options.key}};
  reader.lead.values.resize(variables.size());
  if (!variables.empty()) {
    reader.says = "nobody in particular: no variable has a value" + hint_at_lead(variables);
  }
  return reader;
}

std::optional<std::string> contradiction(const std::string& sequence, const PreviewOptions& options) {
  if (options.has_lead && !options.leads.empty()) return "--lead and --leads both say who it is for; give one of them";
  if (options.row && options.leads.empty()) return "--row needs the list that it counts in: --leads FILE";
  if (sequence == "-" && options.leads == "-") return "the sequence and the leads cannot both be standard input";
  return std::nullopt;
}

/// All messages compiled for the variables as columns.
Result<std::vector<Template>> compiled(const Document& document, const std::vector<std::string>& variables,
                                       const PreviewOptions& options, Unresolved unresolved) {
  std::vector<Template> templates;
  std::vector<Error> errors;
  for (const Message* message : document.sequence.messages()) {
    auto one = compile(*message, variables,
                       {.message_index = static_cast<std::uint32_t>(templates.size()),
                        .unresolved = unresolved,
                        .trim = options.trim,
                        .null_values = null_values_of(options),
                        .max_bytes = options.settings.max_message});
    if (!one) {
      errors.insert(errors.end(), one.errors().begin(), one.errors().end());
      continue;
    }
    templates.push_back(*std::move(one));
  }
  if (!errors.empty()) return errors;
  return templates;
}

/// Refuses a rendering that no message has.
std::optional<std::string> no_such_rendering(std::uint64_t number, const std::vector<Template>& templates) {
  std::uint64_t most = 1;
  bool exact = true;
  for (const Template& message : templates) {
    most = std::max(most, message.renderings().value);
    exact = exact && message.renderings().exact;
  }
  if (!exact || number < most) return std::nullopt;
  if (most == 1) return fmt::format("there is no rendering {}: every message has one, number 0", number);
  return fmt::format("there is no rendering {}: they are numbered from 0 to {}", number, most - 1);
}

Picks picks_of(const PreviewOptions& options, const Template& message, const LeadValues& lead) {
  if (!options.rendering) return keyed(parse_seed(options.seed), lead.key);
  const RenderingCount count = message.renderings();
  return numbered(count.exact ? *options.rendering % count.value : *options.rendering);
}

int preview(const Document& document, const PreviewOptions& options, Console& console) {
  const std::vector<std::string> variables = variables_of(document.sequence);
  const auto reader = reader_of(options, variables);
  if (!reader) return console.fail(reader.errors());
  // Under the policy fail there would be nothing to look at, so that the place of a missing value is shown instead.
  const Unresolved shown_policy = options.unresolved == Unresolved::kFail ? Unresolved::kKeep : options.unresolved;
  const auto templates = compiled(document, variables, options, shown_policy);
  if (!templates) return fail_document(document, templates.errors(), console);
  if (options.rendering) {
    if (const auto message = no_such_rendering(*options.rendering, *templates)) return console.fail(*message);
  }

  const std::vector<std::string_view> values(reader->lead.values.begin(), reader->lead.values.end());
  std::vector<Explanation> renderings;
  bool is_whole = true;
  for (const Template& message : *templates) {
    renderings.push_back(message.explain(values, picks_of(options, message, reader->lead)));
    const Explanation& last = renderings.back();
    is_whole = is_whole && last.status == RenderStatus::kRendered &&
               (options.unresolved != Unresolved::kFail || last.unresolved.empty());
  }
  const PreviewFacts facts = {
      .file = document.name,
      .picks = options.rendering ? fmt::format("rendering {}", grouped(*options.rendering))
                                 : fmt::format("seed {}", display::elided(options.seed, 40)),
      .lead = reader->says,
      .first = templates->empty() ? RenderingCount{} : templates->front().renderings(),
      .unresolved = options.unresolved,
  };
  if (!console.result(preview(document.sequence, renderings, facts, console.out()))) return kNotDone;
  return is_whole ? kDone : kDoneWithRemarks;
}

int run(std::span<const std::string> arguments, Console& console) {
  PreviewOptions options;
  const auto operands = parse_flags("preview", arguments, bound<PreviewOptions>(kFlags, options));
  if (!operands) return console.fail(operands.errors());
  console.use(options.colour);
  if (operands->empty()) return console.fail("preview needs a SEQUENCE: segue preview spring.json");
  if (operands->size() > 1) {
    return console.fail(
        fmt::format("preview takes one SEQUENCE; found \"{}\" and \"{}\"", (*operands)[0], (*operands)[1]));
  }
  const std::string& sequence = operands->front();
  if (const auto message = contradiction(sequence, options)) return console.fail(*message);
  const auto document = load_document(sequence, options.settings, console);
  if (!document) return kNotDone;
  if (const auto error = misdirected_map(options, *document)) return console.fail(error->message);
  return preview(*document, options, console);
}

}  // namespace

const Command kPreview = {
    .name = "preview",
    .purpose = "the conversation that one lead would see",
    .usage = "SEQUENCE [flags]",
    .flags = flags,
    .details =
        "SEQUENCE is a JSON file, or - for standard input. Marks under the text show which option was picked and "
        "where\n"
        "a fallback took the place of a value.\n",
    .settings = SettingsKind::kLimits,
    .examples =
        "segue preview spring.json\n"
        "segue preview spring.json --lead '{\"first-name\":\"Anna\"}' --seed spring-launch\n"
        "segue preview spring.json --leads leads.csv --row 17\n"
        "segue preview spring.json --rendering 2\n",
    .exit_codes =
        "0  shown\n"
        "1  shown; a message would not be sent, since a variable has neither value nor fallback\n"
        "2  not done: a bad sequence, bad flags, a file that cannot be read\n",
    .run = run,
};

}  // namespace segue::cli
