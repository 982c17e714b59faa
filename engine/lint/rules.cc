#include "lint/rules.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "segue/lint.h"

namespace segue {
namespace lint {

std::span<const Rule* const> rules() {
  static constexpr const Rule* kRules[] = {
#define RULE(name) &k##name,
#include "lint/rule_list.inc"
#undef RULE
  };
  return kRules;
}

}  // namespace lint

std::span<const RuleInfo> lint_rules() {
  static const std::vector<RuleInfo> kInfos = [] {
    std::vector<RuleInfo> infos;
    for (const lint::Rule* rule : lint::rules()) infos.push_back(rule->info);
    return infos;
  }();
  return kInfos;
}

const RuleInfo* find_lint_rule(std::string_view code_or_name) {
  for (const RuleInfo& info : lint_rules()) {
    if (info.code == code_or_name || info.name == code_or_name) return &info;
  }
  return nullptr;
}

}  // namespace segue
