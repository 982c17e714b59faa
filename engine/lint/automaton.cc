#include "lint/automaton.h"

#include <algorithm>

namespace segue::lint::detail {

NextFates next_fates(const Language& language, std::uint32_t segment, const Alternative& alternative,
                     std::uint16_t fates) {
  const std::uint32_t number = language.segments()[segment].variable;
  if (number == LanguageSegment::kNoVariable) return {true, fates};
  const LanguageVariable& variable = language.variables()[number];
  if (variable.tracked == LanguageVariable::kUntracked) return {true, fates};
  const unsigned shift = 2u * variable.tracked;
  const std::uint32_t all = fates;
  const std::uint32_t had = (all >> shift) & 3u;
  const std::uint32_t has = alternative.kind == Alternative::Kind::kValue ? kTakesValue : kFallsBack;
  if (had != kUndecided && had != has) return {false, fates};
  // After the variable's last occurrence its fate decides nothing.
  const std::uint32_t kept = segment == variable.last ? kUndecided : has;
  return {true, static_cast<std::uint16_t>((all & ~(3u << shift)) | kept << shift)};
}

void FaultCollector::add(int kind, const FaultSite& site, std::uint32_t node, std::uint32_t begin) {
  const std::uint32_t tail = is_end(site) ? Edge::kNone : link(site.alternative, Edge::kNone);
  faults_.push_back({.kind = kind, .site = site, .route = {node, begin, tail}});
}

void FaultCollector::add_at_marks_before(int kind, const FaultSite& now, std::uint32_t node) {
  if (walked_.contains({node, kind})) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open = {
      {node, is_end(now) ? Edge::kNone : link(now.alternative, Edge::kNone)}};
  while (!open.empty()) {
    const auto [here, tail] = open.back();
    open.pop_back();
    if (!walked_.emplace(here, kind).second) continue;
    for (std::uint32_t i = ways_.node(here).first_edge; i != Edge::kNone; i = ways_.edge(i).next) {
      const Edge& edge = ways_.edge(i);
      const std::uint32_t longer = link(edge.alternative, tail);
      if (edge.mark == Edge::kInherited) {
        open.emplace_back(edge.from, longer);
        continue;
      }
      const bool begins_before = edge.begin == Edge::kInherited || edge.begin <= edge.mark;
      faults_.push_back({.kind = kind,
                         .site = {ways_.node(here).depth - 1, edge.alternative, edge.mark},
                         .route = {edge.from, begins_before ? edge.begin : edge.mark, longer}});
    }
  }
}

std::uint32_t FaultCollector::link(std::uint32_t alternative, std::uint32_t next) {
  links_.push_back({alternative, next});
  return static_cast<std::uint32_t>(links_.size() - 1);
}

/// Leaves one fault for each site, sorted by site: of those of the smallest kind, the one that was found first.
void FaultCollector::drop_duplicates() {
  const auto is_before = [](const Fault& left, const Fault& right) {
    return left.site != right.site ? left.site < right.site : left.kind < right.kind;
  };
  if (!std::is_sorted(faults_.begin(), faults_.end(), is_before)) {
    std::stable_sort(faults_.begin(), faults_.end(), is_before);
  }
  const auto is_same = [](const Fault& left, const Fault& right) { return left.site == right.site; };
  faults_.erase(std::unique(faults_.begin(), faults_.end(), is_same), faults_.end());
}

/// Finds a rendering that has the fault, and where the fault began if that is in an earlier segment.
void FaultCollector::complete(Fault& fault) const {
  const auto segments = language_.segments();
  fault.choices.resize(segments.size());
  // To the site: any way there is one. The fault began in the last alternative on it that says so.
  std::uint32_t known = ways_.node(fault.route.node).depth;
  bool seeks_beginning = fault.route.begin == Edge::kInherited;
  for (std::uint32_t node = fault.route.node, i = known; i > 0; --i) {
    const Edge& edge = ways_.edge(ways_.node(node).first_edge);
    fault.choices[i - 1] = edge.alternative;
    if (seeks_beginning && edge.begin != Edge::kInherited) {
      fault.beginning = {i - 1, edge.alternative, edge.begin};
      seeks_beginning = false;
    }
    node = edge.from;
  }
  for (std::uint32_t i = fault.route.tail; i != Edge::kNone; i = links_[i].next)
    fault.choices[known++] = links_[i].alternative;
  // And on: the first alternatives that the fates allow.
  std::uint16_t fates = 0;
  for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
    const auto alternatives = segments[segment].alternatives;
    if (segment >= known) fault.choices[segment] = 0;
    auto next = next_fates(language_, segment, alternatives[fault.choices[segment]], fates);
    if (!next.is_allowed) {  // a value, after its fallback was taken
      fault.choices[segment] = 1;
      next = next_fates(language_, segment, alternatives[1], fates);
    }
    fates = next.fates;
  }
}

std::vector<Fault> FaultCollector::finish(WorkBudget& budget) {
  drop_duplicates();
  for (Fault& fault : faults_) {
    if (fault.route.begin != Edge::kInherited) {
      fault.beginning = {fault.site.segment, fault.site.alternative, fault.route.begin};
    }
    if (budget.take_for_witness(language_.segments().size())) complete(fault);
  }
  return std::move(faults_);
}

}  // namespace segue::lint::detail
