// rules.cc: the command `segue rules`.

#include "cli/output/rules.h"

#include <array>

#include <fmt/format.h>

#include "cli/command.h"

namespace segue::cli {
namespace {

enum class RulesFormat : std::uint8_t { kText, kJson };

struct RulesOptions {
  RulesFormat format = RulesFormat::kText;
};

constexpr std::array kRulesFlags = {
    Flag<RulesOptions>{
        {"--format", "FORMAT", "text (the default) or json, with everything that explain shows", "Output"},
        [](RulesOptions& options, std::string_view value) {
          return keep(options.format,
                      read_choice<RulesFormat>(value, {{"text", RulesFormat::kText}, {"json", RulesFormat::kJson}}));
        }},
};

std::vector<FlagText> rules_flags() {
  return texts_of<RulesOptions>(kRulesFlags);
}

int run_rules(std::span<const std::string> arguments, Console& console) {
  RulesOptions options;
  const auto operands = parse_flags("rules", arguments, bound<RulesOptions>(kRulesFlags, options));
  if (!operands) return console.fail(operands.errors());
  if (!operands->empty()) {
    return console.fail(fmt::format("rules takes no \"{}\"; to read about a rule: segue explain {}", operands->front(),
                                    operands->front()));
  }
  const bool is_json = options.format == RulesFormat::kJson;
  return console.result(is_json ? rules_json() : rules_table(console.out())) ? kDone : kNotDone;
}

}  // namespace

const Command kRules = {
    .name = "rules",
    .purpose = "list the rules of segue lint",
    .usage = "[flags]",
    .flags = rules_flags,
    .details = "A code's letter is its family: D document, T time, S segments, V variables, Q sequence, X text.\n",
    .examples = "segue rules\nsegue rules --format json\n",
    .exit_codes = "0  shown\n2  bad flags\n",
    .run = run_rules,
};

}  // namespace segue::cli
