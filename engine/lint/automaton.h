// automaton.h: finds what a small automaton finds in every rendering of a message, without enumerating them.
//
// The automaton reads a text symbol by symbol. Here it reads all texts at once: after each segment we keep the set of
// states in which it can be, each with the ways that lead to it (the state before, and the alternative taken). Two
// texts that leave it in one state have the same future, so fifty variations of five options cost 250 short reads and
// not 5^50 long ones. If a variable occurs more than once, its fate is part of the state until its last occurrence.
//
// The author of a rule writes a type:
//
//   struct DoubleSpace {
//     struct State { std::uint8_t spaces = 0; bool operator==(const State&) const = default; };
//     void step(State& state, const Symbol& symbol, Emitter& emitter) {   // the next symbol
//       state.spaces = symbol.c == ' ' ? state.spaces + 1 : 0;
//       if (state.spaces == 1) emitter.begin();
//       if (state.spaces == 2) emitter.fault(0);
//     }
//     void joint(State&) {}                         // a segment ends; may also take the Emitter, to know which
//                                                   // alternative it was
//     void end(const State&, Emitter&) {}           // the text ends
//   };
//   const Faults faults = find_faults(language, DoubleSpace(), limits);
//
// and gets every place at which some rendering has the fault, once each, with a rendering that shows it. A state has
// few values (numbers and flags, no padding); what it remembers of the past must be bounded.
//
// A fault completes at the symbol that was read. If only later text shows that it is one (", " is, ",5" is not), it
// completes at the symbol marked earlier. The sites of such a fault are found by walking back, from the state in which
// it was emitted, to all alternatives in which the mark was set.
//
// If several places wait for the same decision (all joints of one word, say, until the word has ended), the automaton
// watches one of them in each of its lives: at the end of a segment `bool fork(State& state)`, if the type has it, may
// turn the state into a second one, from which the text is read as well.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/inline_vector.h"
#include "base/word_loads.h"
#include "lint/language.h"
#include "lint/work_budget.h"

namespace segue::lint {

/// What one call of find_faults() may cost.
struct AutomatonLimits {
  std::size_t states = 256;  ///< live ones after a segment
  WorkBudget& budget;        ///< of the whole document: a step for each symbol read, and eight for each alternative
};

/// A byte of one of the alternatives of a segment.
struct FaultSite {
  std::uint32_t segment = 0;      ///< one more than the last at the end of the text
  std::uint32_t alternative = 0;  ///< of the segment
  std::uint32_t offset = 0;       ///< of the byte

  auto operator<=>(const FaultSite&) const = default;
};

namespace detail {

/// A way into a state: from another state, through an alternative.
struct Edge {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  static constexpr std::uint32_t kInherited = 0xfffffffeu;  ///< what the state before had
  std::uint32_t from = kNone;
  std::uint32_t alternative = 0;
  std::uint32_t mark = kInherited;   ///< offset in the alternative
  std::uint32_t begin = kInherited;  ///< likewise
  std::uint32_t next = kNone;        ///< a further way into the same state
};

/// A state after a segment, as a node of the graph of ways.
struct Node {
  std::uint32_t depth = 0;  ///< segments before it
  std::uint32_t first_edge = Edge::kNone, last_edge = Edge::kNone;
  std::uint32_t last_unmarked_from = Edge::kNone;  ///< where its last way without a mark comes from
};

/// How a fault is reached.
struct Route {
  std::uint32_t node = 0;                  ///< the state before the alternative that holds its site
  std::uint32_t begin = Edge::kInherited;  ///< where it began: in that alternative, or inherited
  std::uint32_t tail = Edge::kNone;        ///< the choices from that alternative on: a list of the FaultCollector
};

}  // namespace detail

/// One fault, at one site.
struct Fault {
  int kind = 0;    ///< the rule's own; if a site has several, the smallest is kept
  FaultSite site;  ///< where it completes; at the end of the text, the offset is 0
  std::optional<FaultSite> beginning = std::nullopt;  ///< if the automaton said where it began
  /// The alternative of each segment in a rendering that has the fault; empty if there was no work left for it.
  std::vector<std::uint32_t> choices = {};
  detail::Route route = {};  ///< of the FaultCollector
};

struct Faults {
  std::vector<Fault> all;        ///< sorted by site
  bool is_partial = false;       ///< a limit was reached: there may be more
  bool ran_out_of_work = false;  ///< the limit was that of the WorkBudget
};

namespace detail {

/// The graph of the states of one search. The root is its first node.
class Ways {
 public:
  std::uint32_t add_node(std::uint32_t depth) {
    nodes_.push_back({.depth = depth});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  void add_edge(std::uint32_t to, const Edge& edge) {
    Node& node = nodes_[to];
    // If no place was marked, a further alternative between the same two states shows nothing that the first does not.
    if (edge.mark == Edge::kInherited) {
      if (node.last_unmarked_from == edge.from) return;
      node.last_unmarked_from = edge.from;
    }
    const auto index = static_cast<std::uint32_t>(edges_.size());
    edges_.push_back(edge);
    // In their order, so that witnesses take the first way there is.
    (node.first_edge == Edge::kNone ? node.first_edge : edges_[node.last_edge].next) = index;
    node.last_edge = index;
  }

  [[nodiscard]] const Node& node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] const Edge& edge(std::uint32_t index) const { return edges_[index]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

 private:
  static constexpr std::size_t kInline = 32;  // enough for a short message
  InlineVector<Node, kInline> nodes_;
  InlineVector<Edge, kInline> edges_;
};

/// Collects faults while the automaton reads, and completes them at the end. No part of it depends on the automaton.
class FaultCollector {
 public:
  FaultCollector(const Language& language, const Ways& ways) : language_(language), ways_(ways) {}

  /// A fault at `site`; `node` is the state before the site's alternative.
  void add(int kind, const FaultSite& site, std::uint32_t node, std::uint32_t begin);
  /// A fault, found while `now` was read from the state `node`, at every site that was marked last before `now`.
  void add_at_marks_before(int kind, const FaultSite& now, std::uint32_t node);

  /// All of them, one for each site, sorted.
  std::vector<Fault> finish(WorkBudget& budget);

 private:
  /// A list of choices, first to last.
  struct Link {
    std::uint32_t alternative;
    std::uint32_t next;
  };

  [[nodiscard]] bool is_end(const FaultSite& site) const { return site.segment == language_.segments().size(); }
  std::uint32_t link(std::uint32_t alternative, std::uint32_t next);
  void drop_duplicates();
  void complete(Fault& fault) const;

  const Language& language_;
  const Ways& ways_;
  std::vector<Fault> faults_;
  std::vector<Link> links_;
  std::set<std::pair<std::uint32_t, int>> walked_;  ///< (node, kind): the sites before it are known for that kind
};

/// The fate of a tracked variable among others, two bits each.
inline constexpr std::uint16_t kUndecided = 0, kTakesValue = 1, kFallsBack = 2;

/// The fates after an alternative is taken; nothing if they do not allow it.
struct NextFates {
  bool is_allowed;
  std::uint16_t fates;
};
NextFates next_fates(const Language& language, std::uint32_t segment, const Alternative& alternative,
                     std::uint16_t fates);

}  // namespace detail

/// What an automaton calls while it reads.
class Emitter {
 public:
  explicit Emitter(detail::FaultCollector& collector) : collector_(collector) {}

  /// The fault, if it becomes one, begins at the symbol that is read.
  void begin() { begin_ = at_; }
  /// The fault, if it becomes one, completes at the symbol that is read.
  void mark() { mark_ = at_; }
  /// There is a fault. It completes at the symbol that is read; at the end of the text, after all symbols.
  void fault(int kind) { emit(kind, at_, begin_); }
  /// There is a fault; it completed at the symbol that was marked last.
  void fault_at_mark(int kind) {
    if (mark_ != detail::Edge::kInherited) {
      emit(kind, mark_, begin_);
    } else {
      collector_.add_at_marks_before(kind, {segment_, alternative_, at_}, node_);
    }
  }

  /// The segment and alternative of the symbol that is read.
  [[nodiscard]] std::uint32_t segment() const { return segment_; }
  [[nodiscard]] std::uint32_t alternative() const { return alternative_; }
  /// Whether a state that this segment has not led to yet can still be kept.
  [[nodiscard]] bool keeps_new_states() const { return keeps_new_states_; }

 private:
  template <class Automaton>
  friend class Finder;

  void emit(int kind, std::uint32_t offset, std::uint32_t begin) {
    if (!is_known(kind, offset)) collector_.add(kind, {segment_, alternative_, offset}, node_, begin);
  }

  /// Whether the same site was emitted before in this segment: many states read one text, and most of its faults are
  /// found from all of them.
  bool is_known(int kind, std::uint32_t offset) {
    if (states_ == 1) return false;
    const auto [known, is_new] = known_sites_.try_emplace(std::uint64_t{alternative_} << 32 | offset, kind);
    if (is_new) return false;
    if (known->second <= kind) return true;
    known->second = kind;
    return false;
  }

  void begin_segment(std::uint32_t segment, std::size_t states) {
    segment_ = segment;
    states_ = states;
    alternative_ = at_ = 0;
    if (!known_sites_.empty()) known_sites_ = {};
  }
  void begin_alternative(std::uint32_t node, std::uint32_t alternative, bool keeps_new_states) {
    node_ = node;
    alternative_ = alternative;
    keeps_new_states_ = keeps_new_states;
    mark_ = begin_ = detail::Edge::kInherited;
  }

  detail::FaultCollector& collector_;
  std::uint32_t node_ = 0, segment_ = 0, alternative_ = 0, at_ = 0;
  std::uint32_t mark_ = detail::Edge::kInherited, begin_ = detail::Edge::kInherited;
  bool keeps_new_states_ = true;
  std::size_t states_ = 1;                              ///< from which the segment is read
  std::unordered_map<std::uint64_t, int> known_sites_;  ///< in the segment, and the smallest kind emitted there
};

template <class Automaton>
class Finder {
 public:
  using State = typename Automaton::State;
  static_assert(std::has_unique_object_representations_v<State>, "a state is compared and hashed by its bytes");

  Finder(const Language& language, Automaton automaton, const AutomatonLimits& limits)
      : language_(language), automaton_(std::move(automaton)), limits_(limits) {}

  Faults find() {
    Faults faults;
    faults.ran_out_of_work = !read_all();
    faults.all = collector_.finish(limits_.budget);
    faults.is_partial = dropped_states_ || faults.ran_out_of_work;
    return faults;
  }

 private:
  /// A state, and the fates under which it was reached.
  struct Key {
    State state;
    std::uint16_t fates;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      const std::string_view bytes(reinterpret_cast<const char*>(&key.state), sizeof key.state);
      std::uint64_t hash = key.fates;
      for_all_words(bytes, 0, [&](std::uint64_t word) {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;  // 2^64 by the golden ratio: every bit of a word counts
        hash ^= hash >> 32;
      });
      return hash;
    }
  };

  /// False: the work budget is used up.
  bool read_all() {
    add_node({State(), 0}, 0);
    std::size_t first = 0;  // of the layer before
    const auto segments = language_.segments();
    for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
      const std::size_t last = keys_.size();
      layer_first_ = last;
      layer_.clear();
      emitter_.begin_segment(segment, last - first);
      for (std::size_t node = first; node < last; ++node) {
        const auto alternatives = segments[segment].alternatives;
        for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
          if (!read(static_cast<std::uint32_t>(node), segment, i, alternatives[i])) return false;
        }
      }
      first = last;
    }
    emitter_.begin_segment(static_cast<std::uint32_t>(segments.size()), keys_.size() - first);
    for (std::size_t node = first; node < keys_.size(); ++node) {
      emitter_.begin_alternative(static_cast<std::uint32_t>(node), 0, false);
      automaton_.end(keys_[node].state, emitter_);
    }
    return true;
  }

  /// Reads one alternative from one state. False: the work budget is used up.
  bool read(std::uint32_t node, std::uint32_t segment, std::uint32_t index, const Alternative& alternative) {
    const auto next = detail::next_fates(language_, segment, alternative, keys_[node].fates);
    if (!next.is_allowed) return true;
    constexpr std::uint64_t kOfRead = 8;  // to begin, and to note where it led, takes about as long
    if (!limits_.budget.take(alternative.symbols.size() + kOfRead)) return false;
    Key key{keys_[node].state, next.fates};
    emitter_.begin_alternative(node, index, keys_.size() - layer_first_ < limits_.states);
    for (const Symbol& symbol : alternative.symbols) {
      emitter_.at_ = symbol.offset;
      automaton_.step(key.state, symbol, emitter_);
    }
    if constexpr (requires { automaton_.joint(key.state, emitter_); }) {
      automaton_.joint(key.state, emitter_);
    } else {
      automaton_.joint(key.state);
    }
    reach(key);
    if constexpr (requires { automaton_.fork(key.state); }) {
      if (automaton_.fork(key.state)) reach(key);
    }
    return true;
  }

  /// Notes that the alternative that was read leads to this state.
  void reach(const Key& key) {
    const std::uint32_t reached = node_of(key, emitter_.segment_ + 1);
    if (reached == detail::Edge::kNone) return;
    ways_.add_edge(reached, {.from = emitter_.node_,
                             .alternative = emitter_.alternative_,
                             .mark = emitter_.mark_,
                             .begin = emitter_.begin_});
  }

  std::uint32_t node_of(const Key& key, std::uint32_t depth) {
    constexpr std::size_t kFew = 8;  // most layers have one or two
    const std::size_t live = keys_.size() - layer_first_;
    if (live <= kFew) {
      for (std::size_t node = layer_first_; node < keys_.size(); ++node) {
        if (keys_[node] == key) return static_cast<std::uint32_t>(node);
      }
    } else {
      if (layer_.empty()) {
        for (std::size_t node = layer_first_; node < keys_.size(); ++node) layer_.emplace(keys_[node], node);
      }
      if (const auto found = layer_.find(key); found != layer_.end()) return static_cast<std::uint32_t>(found->second);
    }
    if (live >= limits_.states) {
      dropped_states_ = true;
      return detail::Edge::kNone;
    }
    if (!layer_.empty()) layer_.emplace(key, keys_.size());
    return add_node(key, depth);
  }

  std::uint32_t add_node(const Key& key, std::uint32_t depth) {
    keys_.push_back(key);
    return ways_.add_node(depth);
  }

  const Language& language_;
  Automaton automaton_;
  AutomatonLimits limits_;
  detail::Ways ways_;
  detail::FaultCollector collector_{language_, ways_};
  Emitter emitter_{collector_};
  static constexpr std::size_t kInline = 32;
  InlineVector<Key, kInline> keys_;  ///< of the nodes
  std::size_t layer_first_ = 0;
  std::unordered_map<Key, std::size_t, Hash> layer_;
  bool dropped_states_ = false;
};

/// Every site in every rendering of the message at which the automaton emits a fault.
template <class Automaton>
Faults find_faults(const Language& language, Automaton automaton, const AutomatonLimits& limits) {
  return Finder<Automaton>(language, std::move(automaton), limits).find();
}

}  // namespace segue::lint
