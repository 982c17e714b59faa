#include "lint/finding.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "base/locate.h"
#include "lint/fingerprint.h"
#include "lint/locator.h"

namespace segue::lint {
namespace {

std::optional<std::size_t> index_of(std::uint32_t index) {
  return index == ModelPath::kNone ? std::nullopt : std::optional<std::size_t>(index);
}

Finding finding_of(Draft& draft, Shape shape, Fingerprints& fingerprints) {
  Finding finding{.code = draft.rule->code,
                  .name = draft.rule->name,
                  .severity = draft.severity.value_or(draft.rule->severity),
                  .message = std::move(draft.message),
                  .pointer = pointer_of(draft.path, shape),
                  .step = index_of(draft.path.step),
                  .segment = index_of(draft.path.segment),
                  .witness = std::move(draft.witness),
                  .coverage = draft.coverage,
                  .fix = draft.fix.value_or(draft.rule->fix),
                  .fingerprint = fingerprints.of(draft.rule->code, draft.path)};
  finding.related.reserve(draft.related.size());
  for (RelatedPath& related : draft.related) {
    finding.related.push_back({.message = std::move(related.message), .pointer = pointer_of(related.path, shape)});
  }
  return finding;
}

/// The step that a pointer leads into, if any: the number after the array of steps.
std::optional<std::size_t> step_of(std::string_view pointer, Shape shape) {
  if (shape == Shape::kSegments) return 0;
  const std::string_view start = shape == Shape::kBody       ? "/steps/"
                                 : shape == Shape::kCampaign ? "/sequence/steps/"
                                                             : "/";
  if (!pointer.starts_with(start)) return std::nullopt;
  std::size_t index = 0;
  pointer.remove_prefix(start.size());
  for (const char digit : pointer) {
    if (digit == '/') break;
    if (digit < '0' || digit > '9' || index > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(digit - '0');
  }
  return index;
}

Finding finding_of(const Error& error, Shape shape, std::string_view bytes, const Linter::Selection& selection,
                   Fingerprints& fingerprints) {
  const RuleInfo& info = *find_lint_rule(error.code);
  const std::size_t begin = error.range.begin.offset;
  const std::string_view fragment = bytes.substr(begin, error.range.end.offset - begin);
  return {.code = info.code,
          .name = info.name,
          .severity = selection.severity_of(info),
          .message = error.message,
          .setting = error.setting,
          .pointer = error.pointer,
          .range = error.range,
          .step = step_of(error.pointer, shape),
          .fingerprint = fingerprints.of(info.code, fragment)};
}

/// The order of a document, as far as the model knows it. Fingerprints are given in this order.
void sort_by_path(std::vector<Draft>& drafts) {
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& left, const Draft& right) {
    if (left.path < right.path) return true;
    if (right.path < left.path) return false;
    return left.rule->code < right.rule->code;
  });
}

void sort_by_position(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& left, const Finding& right) {
    return std::pair(left.range.begin.offset, left.code) < std::pair(right.range.begin.offset, right.code);
  });
}

/// Fills in the ranges of findings, and of what they are related to, from the paths of their drafts.
void locate(const std::vector<Draft>& drafts, std::vector<Finding>& findings, std::string_view bytes, Shape shape,
            std::size_t nesting) {
  PathLocator locator(bytes, shape, nesting);
  std::vector<std::pair<const ModelPath*, Range*>> all;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    all.emplace_back(&drafts[i].path, &findings[i].range);
    for (std::size_t k = 0; k < drafts[i].related.size(); ++k) {
      all.emplace_back(&drafts[i].related[k].path, &findings[i].related[k].range);
    }
  }
  // In document order, in which the locator is quick; related paths come in any.
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& left, const auto& right) { return *left.first < *right.first; });
  std::vector<Position*> positions;
  positions.reserve(2 * all.size());
  for (const auto& [path, range] : all) {
    const PathLocator::Bytes found = locator.find(*path);
    range->begin.offset = found.begin;
    range->end.offset = found.end;
    positions.push_back(&range->begin);
    positions.push_back(&range->end);
  }
  Locator::locate(bytes, positions);
}

}  // namespace

std::vector<Finding> findings_of(const Sequence& sequence, std::vector<Draft>& drafts) {
  std::vector<Finding> findings;
  if (drafts.empty()) return findings;
  sort_by_path(drafts);
  Fingerprints fingerprints(sequence);
  findings.reserve(drafts.size());
  for (Draft& draft : drafts) findings.push_back(finding_of(draft, sequence.shape, fingerprints));
  return findings;
}

std::vector<Finding> findings_of(const PartialDocument& document, std::string_view bytes, const Limits& limits,
                                 std::vector<Draft>& drafts, const Linter::Selection& selection) {
  std::vector<Finding> findings;
  if (drafts.empty() && document.errors.empty()) return findings;
  const Shape shape = document.sequence.shape;
  sort_by_path(drafts);
  Fingerprints fingerprints(document.sequence);
  findings.reserve(drafts.size() + document.errors.size());
  for (Draft& draft : drafts) findings.push_back(finding_of(draft, shape, fingerprints));
  if (!findings.empty()) locate(drafts, findings, bytes, shape, limits.nesting);
  for (const Error& error : document.errors) {
    findings.push_back(finding_of(error, shape, bytes, selection, fingerprints));
  }
  sort_by_position(findings);
  return findings;
}

}  // namespace segue::lint
