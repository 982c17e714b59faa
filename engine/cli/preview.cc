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

constexpr std::array kPreviewFlags = {
    Flag<PreviewOptions>{{"--lead", "JSON", "the lead, as a JSON object: '{\"first-name\":\"Anna\"}'", kLeadGroup},
                         [](PreviewOptions& options, std::string_view value) {
                           options.has_lead = true;
                           options.lead = value;
                           return Complaint();
                         }},
    Flag<PreviewOptions>{{"--leads", "FILE|-", "a lead list to take the lead from", kLeadGroup},
                         store<&PreviewOptions::leads>},
    Flag<PreviewOptions>{
        {"--row", "N", "the row of the lead in --leads, counted from 0 as in rejects (default 0)", kLeadGroup},
        [](PreviewOptions& options, std::string_view value) { return keep(options.row, read_number(value)); }},
    Flag<PreviewOptions>{
        {"--key", "TEXT", "the lead's key, which determines its picks; with --leads, the column of the key",
         kLeadGroup},
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
         "show rendering I of each message, counted from 0, the last variation changing fastest; a message "
         "with fewer renderings starts over",
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

std::vector<FlagText> preview_flags() {
  return texts_of<PreviewOptions>(kPreviewFlags);
}

/// The lead of the preview, and how the heading describes it.
struct PreviewLead {
  LeadValues values;
  std::string description;
};

std::string hint_at_lead(const std::vector<std::string>& variables) {
  if (variables.empty()) return "";
  return fmt::format("   (--lead '{{\"{}\":\"Anna\"}}')", display::elided(variables.front(), 40));
}

Result<PreviewLead> preview_lead(const PreviewOptions& options, const std::vector<std::string>& variables) {
  if (options.has_lead) {
    auto values = lead_from_json(options.lead, variables, options);
    if (!values) return values.errors();
    PreviewLead lead{.values = *std::move(values)};
    if (options.has_key) lead.values.key = options.key;
    return lead;
  }
  if (!options.leads.empty()) {
    const std::uint64_t row = options.row.value_or(0);
    auto values = lead_from_list(row, variables, options);
    if (!values) return values.errors();
    PreviewLead lead{.values = *std::move(values)};
    lead.description = fmt::format("lead {}, row {} of {}", display::elided(lead.values.key, 60), row,
                                   display::shown(options.leads == "-" ? "standard input" : options.leads));
    return lead;
  }
  PreviewLead lead{.values = {.key = options.key}};
  lead.values.values.resize(variables.size());
  if (!variables.empty()) lead.description = "no lead given, so fallbacks are shown" + hint_at_lead(variables);
  return lead;
}

std::optional<std::string> contradiction(const std::string& sequence, const PreviewOptions& options) {
  if (options.has_lead && !options.leads.empty()) return "--lead and --leads both name the lead; give one of them";
  if (options.row && options.leads.empty()) return "--row needs a lead list: --leads FILE";
  if (sequence == "-" && options.leads == "-") return "the sequence and the leads cannot both be standard input";
  return std::nullopt;
}

/// Compiles all messages, with the variables as columns.
Result<std::vector<Template>> compiled(const Document& document, const std::vector<std::string>& variables,
                                       const PreviewOptions& options, Unresolved unresolved) {
  auto messages = compile_all(document.sequence, variables,
                              {.unresolved = unresolved,
                               .trim = options.trim,
                               .null_values = null_values_of(options),
                               .max_bytes = options.settings.max_message});
  if (!messages) return messages.errors();
  std::vector<Template> templates;
  for (CompiledMessage& message : *messages) templates.push_back(std::move(message.text));
  return templates;
}

/// An error message if no message has this rendering.
std::optional<std::string> no_such_rendering(std::uint64_t number, const std::vector<Template>& templates) {
  std::uint64_t most = 1;
  bool exact = true;
  for (const Template& message : templates) {
    most = std::max(most, message.renderings().value);
    exact = exact && message.renderings().exact;
  }
  if (!exact || number < most) return std::nullopt;
  if (most == 1) return fmt::format("there is no rendering {}: every message has only rendering 0", number);
  return fmt::format("there is no rendering {}: they are numbered from 0 to {}", number, most - 1);
}

Picks picks_of(const PreviewOptions& options, const Template& message, const LeadValues& lead) {
  if (!options.rendering) return keyed(parse_seed(options.seed), lead.key);
  const RenderingCount count = message.renderings();
  return numbered(count.exact ? *options.rendering % count.value : *options.rendering);
}

int preview(const Document& document, const PreviewOptions& options, Console& console) {
  const std::vector<std::string> variables = document.sequence.variables();
  const auto lead = preview_lead(options, variables);
  if (!lead) return console.fail(lead.errors());
  // The policy `fail` would leave nothing to show, so the missing value's place is shown instead.
  const Unresolved shown_policy = options.unresolved == Unresolved::kFail ? Unresolved::kKeep : options.unresolved;
  const auto templates = compiled(document, variables, options, shown_policy);
  if (!templates) return fail_document(document, templates.errors(), console);
  if (options.rendering) {
    if (const auto message = no_such_rendering(*options.rendering, *templates)) return console.fail(*message);
  }

  const std::vector<std::string_view> values(lead->values.values.begin(), lead->values.values.end());
  std::vector<Explanation> renderings;
  bool is_complete = true;
  for (const Template& message : *templates) {
    renderings.push_back(message.explain(values, picks_of(options, message, lead->values)));
    const Explanation& last = renderings.back();
    is_complete = is_complete && last.status == RenderStatus::kRendered &&
                  (options.unresolved != Unresolved::kFail || last.unresolved.empty());
  }
  const PreviewFacts facts = {
      .file = document.name,
      .picks = options.rendering ? fmt::format("rendering {}", grouped(*options.rendering))
                                 : fmt::format("seed {}", display::elided(options.seed, 40)),
      .lead = lead->description,
      .first = templates->empty() ? RenderingCount{} : templates->front().renderings(),
      .unresolved = options.unresolved,
  };
  if (!console.result(preview(document.sequence, renderings, facts, console.out()))) return kNotDone;
  return is_complete ? kDone : kDoneWithRemarks;
}

int run_preview(std::span<const std::string> arguments, Console& console) {
  PreviewOptions options;
  const auto operands = parse_flags("preview", arguments, bound<PreviewOptions>(kPreviewFlags, options));
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
    .purpose = "show the conversation that one lead would see",
    .usage = "SEQUENCE [flags]",
    .flags = preview_flags,
    .details =
        "SEQUENCE is a JSON file, or - for standard input. Marks under the text show which option was picked and "
        "where\n"
        "a fallback was used.\n",
    .settings = SettingsKind::kLimits,
    .examples =
        "segue preview spring.json\n"
        "segue preview spring.json --lead '{\"first-name\":\"Anna\"}' --seed spring-launch\n"
        "segue preview spring.json --leads leads.csv --row 17\n"
        "segue preview spring.json --rendering 2\n",
    .exit_codes =
        "0  shown\n"
        "1  shown, but a message would not be sent: a variable has neither value nor fallback\n"
        "2  not done: a bad sequence, bad flags, a file that cannot be read\n",
    .run = run_preview,
};

}  // namespace segue::cli
