// explain.cc: the command `segue explain`.

#include <fmt/format.h>

#include "base/near_miss.h"
#include "cli/command.h"
#include "cli/output/rules.h"
#include "segue/lint.h"

namespace segue::cli {
namespace {

int no_such_rule(std::string_view name, Console& console) {
  std::vector<std::string_view> known;
  for (const RuleInfo& rule : lint_rules()) {
    known.push_back(rule.name);
    known.push_back(rule.code);
  }
  const auto meant = near_miss(name, known);
  return console.fail(fmt::format("no rule \"{}\"{}   (segue rules)", name,
                                  meant ? fmt::format("; did you mean \"{}\"?", *meant) : ""));
}

int run_explain(std::span<const std::string> arguments, Console& console) {
  const auto operands = parse_flags("explain", arguments, {});
  if (!operands) return console.fail(operands.errors());
  if (operands->empty()) return console.fail("explain needs a rule: segue explain T001   (segue rules lists them)");
  std::string text;
  for (const std::string& name : *operands) {
    const RuleInfo* rule = find_lint_rule(name);
    if (rule == nullptr) return no_such_rule(name, console);
    if (!text.empty()) text += '\n';
    text += explanation(*rule, console.out());
  }
  return console.result(text) ? kDone : kNotDone;
}

}  // namespace

const Command kExplain = {
    .name = "explain",
    .purpose = "explain a lint rule, with examples, settings and fix",
    .usage = "RULE…",
    .flags = no_flags,
    .details = "RULE is a code or a name: T001 is max-delay.\n",
    .examples = "segue explain T001\nsegue explain duplicate-option\n",
    .exit_codes = "0  shown\n2  there is no such rule\n",
    .run = run_explain,
};

}  // namespace segue::cli
