// summary_json.cc: see summary_json.h.

#include "cli/output/summary_json.h"

#include <string_view>

#include <fmt/format.h>

#include "base/escape.h"
#include "segue/pick.h"
#include "segue/version.h"

namespace segue::cli {
namespace {

std::string json(std::string_view text) {
  std::string result;
  append_json_string(result, text);
  return result;
}

/// Converts the elements with `to_json` and joins them with commas.
template <class All, class ToJson>
std::string joined(const All& all, ToJson to_json) {
  std::string text;
  for (const auto& one : all) {
    if (!text.empty()) text += ',';
    text += to_json(one);
  }
  return text;
}

std::string variable_json(const VariableCount& variable) {
  return fmt::format(
      "\n    {{\"name\":{},\"column\":{},\"values\":{},\"fallbacks\":{},\"unresolved\":{},\"fallback_texts\":[{}]}}",
      json(variable.name), variable.column.empty() ? "null" : json(variable.column), variable.values,
      variable.fallbacks, variable.unresolved,
      joined(variable.fallback_texts, [](const std::string& text) { return json(text); }));
}

std::string variation_json(const VariationCount& variation) {
  return fmt::format("\n    {{\"step\":{},\"segment\":{},\"options\":[{}],\"picks\":[{}]}}", variation.step,
                     variation.segment, joined(variation.options, [](const std::string& text) { return json(text); }),
                     joined(variation.picks, [](std::uint64_t count) { return fmt::format("{}", count); }));
}

}  // namespace

std::string summary_json(const BulkSummary& summary, const RunFacts& facts) {
  std::string text = "{\n";
  const auto add = [&text](std::string_view key, const std::string& value) {
    text += fmt::format("  \"{}\": {},\n", key, value);
  };
  const auto add_number = [&add](std::string_view key, std::uint64_t number) { add(key, fmt::format("{}", number)); };

  add("segue", json(kVersion));
  add_number("pick_contract", kPickContract);
  add("leads", json(facts.leads));
  add("out", facts.output.empty() ? "null" : json(facts.output));
  add("rejects", facts.rejects.empty() ? "null" : json(facts.rejects));
  add_number("rows", summary.rows);
  add_number("rendered", summary.rendered);
  add_number("rejected", summary.rejected);
  add("rejected_by_code", fmt::format("{{{}}}", joined(summary.rejected_by_code, [](const auto& entry) {
                                        return fmt::format("{}:{}", json(entry.first), entry.second);
                                      })));
  add_number("skipped", summary.skipped);
  add_number("short_rows", summary.short_rows);
  add_number("messages", summary.messages);
  add_number("bytes_read", summary.bytes_read);
  add_number("bytes_written", summary.bytes_written);
  add("variables", fmt::format("[{}]", joined(summary.variables, variable_json)));
  add("variations", fmt::format("[{}]", joined(summary.variations, variation_json)));
  const double mean =
      summary.messages == 0 ? 0 : static_cast<double>(summary.text_characters) / static_cast<double>(summary.messages);
  add("text_characters", fmt::format("{{\"shortest\":{},\"longest\":{},\"mean\":{:.2f}}}", summary.shortest_text,
                                     summary.longest_text, mean));
  add("seed", json(fmt::format("{}", facts.seed)));
  add("assign", json(facts.assign == Assign::kKeyed ? "keyed" : "balanced"));
  add("key_column", json(summary.key_column));
  add("columns", fmt::format("{{{}}}", joined(summary.variables, [](const VariableCount& variable) {
                               return fmt::format("{}:{}", json(variable.name),
                                                  variable.column.empty() ? "null" : json(variable.column));
                             })));
  add("sequence_hash", json(fmt::format("{:016x}", summary.sequence_hash)));
  add("leads_hash", json(fmt::format("{:016x}", summary.leads_hash)));
  add("seconds", fmt::format("{:.6f}", facts.seconds));
  const double rate = facts.seconds > 0 ? static_cast<double>(summary.rows) / facts.seconds : 0;
  text += fmt::format("  \"rows_per_second\": {:.0f}\n}}\n", rate);
  return text;
}

}  // namespace segue::cli
