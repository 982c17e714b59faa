#include "lint/rules.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "segue/lint.h"

namespace segue {
namespace lint {

std::span<const Rule* const> rules() {
  static constexpr const Rule* kRules[] = {
      &kInvalidJson,             // D001
      &kWrongType,               // D002
      &kMissingField,            // D003
      &kUnknownType,             // D004
      &kUnknownField,            // D005
      &kRankMismatch,            // D006
      &kNoMessage,               // Q001
      &kDuplicateMessage,        // Q002
      &kMaxMessages,             // Q003
      &kConsecutiveLikes,        // Q004
      &kLowVariety,              // Q005
      &kEmptyMessage,            // S001
      &kEmptySegment,            // S002
      &kAdjacentStatic,          // S003
      &kEmptyVariation,          // S004
      &kSingleOption,            // S005
      &kDuplicateOption,         // S006
      &kBlankOption,             // S007
      &kBlankRendering,          // S008
      &kMaxDelay,                // T001
      &kMinDelay,                // T002
      &kZeroDelay,               // T003
      &kConsecutiveDelays,       // T004
      &kLeadingDelay,            // T005
      &kTrailingDelay,           // T006
      &kUnitMismatch,            // T007
      &kMaxDuration,             // T008
      &kBackToBackMessages,      // T009
      &kMissingFallback,         // V001
      &kEmptyFallback,           // V002
      &kUnknownVariable,         // V003
      &kInvalidVariableName,     // V004
      &kInconsistentFallback,    // V005
      &kPlaceholderFallback,     // V006
      &kPartialCheck,            // X000
      &kDoubleSpace,             // X001
      &kSpaceBeforePunctuation,  // X002
      &kOuterSpace,              // X003
      &kRepeatedWord,            // X004
      &kUnrenderedPlaceholder,   // X005
      &kMaxLength,               // X006
      &kMissingSpace,            // X007
      &kArticleAgreement,        // X008
      &kInvisibleCharacter,      // X009
      &kMojibake,                // X010
      &kForbiddenPhrase,         // X011
      &kForbiddenPattern,        // X012
      &kMissingRequired,         // X013
      &kRepeatedPunctuation,     // X014
      &kShouting,                // X015
      &kInsecureLink,            // X016
      &kLeftoverText,            // X017
      &kLowercaseStart,          // X018
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
