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
  // Behind its last occurrence a fate decides nothing any more.
  const std::uint32_t kept = segment == variable.last ? kUndecided : has;
  return {true, static_cast<std::uint16_t>((all & ~(3u << shift)) | kept << shift)};
}

std::uint32_t FaultCollector::link(std::uint32_t alternative, std::uint32_t next) {
  links_.push_back({alternative, next});
  return static_cast<std::uint32_t>(links_.size() - 1);
}

/// Leaves one fault of each place, sorted by place: of those of the smallest kind the one that was found first.
void FaultCollector::drop_doubles() {
  const auto is_before = [](const auto& left, const auto& right) {
    if (left.first < right.first) return true;
    return !(right.first < left.first) && left.second.kind < right.second.kind;
  };
  if (!std::is_sorted(found_.begin(), found_.end(), is_before)) {
    std::stable_sort(found_.begin(), found_.end(), is_before);
  }
  const auto is_same = [](const auto& left, const auto& right) { return !(left.first < right.first); };
  found_.erase(std::unique(found_.begin(), found_.end(), is_same), found_.end());
}

void FaultCollector::add(const RawFault& fault) {
  const bool is_at_end = fault.segment == language_.segments().size();
  if (!fault.is_at_mark || fault.mark != Edge::kInherited) {
    const std::uint32_t behind = is_at_end ? Edge::kNone : link(fault.alternative, Edge::kNone);
    keep({fault.segment, fault.alternative, fault.is_at_mark ? fault.mark : fault.offset},
         {fault.kind, fault.node, fault.begin, behind});
    return;
  }
  walk_back(fault, is_at_end ? Edge::kNone : link(fault.alternative, Edge::kNone));
}

void FaultCollector::walk_back(const RawFault& fault, std::uint32_t behind) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open = {{fault.node, behind}};
  while (!open.empty()) {
    const auto [node, known] = open.back();
    open.pop_back();
    if (!walked_.emplace(node, fault.kind).second) continue;
    for (std::uint32_t i = first_edge_[node]; i != Edge::kNone; i = edges_[i].next) {
      const Edge& edge = edges_[i];
      const std::uint32_t from_here = link(edge.alternative, known);
      if (edge.mark == Edge::kInherited) {
        open.emplace_back(edge.from, from_here);
      } else {
        const bool begins_before = edge.begin == Edge::kInherited || edge.begin <= edge.mark;
        keep({depth_[node] - 1, edge.alternative, edge.mark},
             {fault.kind, edge.from, begins_before ? edge.begin : edge.mark, from_here});
      }
    }
  }
}

void FaultCollector::put_choices(Fault& fault, const Found& found) const {
  const auto segments = language_.segments();
  const std::uint32_t before = depth_[found.node];
  fault.choices.resize(segments.size());
  // To the place: any way there is one. The fault began in the last alternative on it that says so.
  bool seeks_beginning = found.begin == Edge::kInherited;
  for (std::uint32_t node = found.node, i = before; i > 0; --i) {
    const Edge& edge = edges_[first_edge_[node]];
    fault.choices[i - 1] = edge.alternative;
    if (seeks_beginning && edge.begin != Edge::kInherited) {
      fault.has_beginning = true;
      fault.begin_segment = i - 1;
      fault.begin_alternative = edge.alternative;
      fault.begin_offset = edge.begin;
      seeks_beginning = false;
    }
    node = edge.from;
  }
  std::uint32_t known = before;
  for (std::uint32_t i = found.behind; i != Edge::kNone; i = links_[i].next)
    fault.choices[known++] = links_[i].alternative;
  // And on: the first alternatives that the fates allow.
  std::uint16_t fates = 0;
  for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
    const auto alternatives = segments[segment].alternatives;
    if (segment >= known) fault.choices[segment] = 0;
    auto next = next_fates(language_, segment, alternatives[fault.choices[segment]], fates);
    if (!next.is_allowed) {  // a value where its fallback was taken before
      fault.choices[segment] = 1;
      next = next_fates(language_, segment, alternatives[1], fates);
    }
    fates = next.fates;
  }
}

std::vector<Fault> FaultCollector::finish(std::uint64_t* choices_left) {
  const std::size_t segments = language_.segments().size();
  drop_doubles();
  std::vector<Fault> faults;
  faults.reserve(found_.size());
  for (const auto& [place, found] : found_) {
    Fault& fault = faults.emplace_back();
    fault.kind = found.kind;
    fault.segment = place.segment;
    fault.alternative = place.alternative;
    fault.offset = place.offset;
    if (found.begin != Edge::kInherited) {
      fault.has_beginning = true;
      fault.begin_segment = place.segment;
      fault.begin_alternative = place.alternative;
      fault.begin_offset = found.begin;
    }
    if (choices_left != nullptr) {
      if (*choices_left < segments) continue;
      *choices_left -= segments;
    }
    put_choices(fault, found);
  }
  return faults;
}

}  // namespace segue::lint::detail
