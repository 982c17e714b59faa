// automaton.h: finds what a small automaton finds in every rendering of a message, without enumerating them.
//
// The automaton reads a text symbol by symbol. Here it reads all texts at once: after each segment the set of states is
// kept in which it can be, each with the ways that lead to it (the state before and the alternative taken). Two texts
// that leave it in one state have the same future, so fifty variations of five options cost 250 short readings and not
// 5^50 long ones. Where a variable occurs more than once, its fate is part of the state until its last occurrence.
//
// The author of a rule writes a type:
//
//   struct DoubleBlank {
//     struct State { std::uint8_t blanks = 0; bool operator==(const State&) const = default; };
//     void step(State& state, const Symbol& symbol, Emitter& emitter) {   // one symbol further
//       state.blanks = symbol.c == ' ' ? state.blanks + 1 : 0;
//       if (state.blanks == 1) emitter.begin();
//       if (state.blanks == 2) emitter.fault(0);
//     }
//     void joint(State&) {}                         // a segment ends: what was typed before is another's; it may
//                                                   // take the Emitter, too, to know which alternative that was
//     void end(const State&, Emitter&) {}           // the text ends
//   };
//   const Faults faults = find_faults(language, DoubleBlank(), limits);
//
// and gets every place at which some rendering has the fault, once each, with a rendering that shows it. A state has
// few values (numbers and flags, no padding); what it says of the past must not count without end.
//
// A fault completes at the symbol that was read, or, where only what follows shows that it is one (", " is, ",5" is
// not), at the symbol marked before. Such a fault's places are found by walking back from the state in which it was
// told to all alternatives in which the mark was set.
//
// Where several places wait for the same decision (all joints of one word, say, until the word has ended), the
// automaton watches one of them in each of its lives: at the end of a segment `bool fork(State& state)`, if there is
// one, may make of the state a second one, from which the text is read, too.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/word_loads.h"
#include "lint/language.h"

namespace segue::lint {

/// What one finding pass may cost.
struct AutomatonLimits {
  std::size_t states = 256;             ///< live ones after a segment
  std::uint64_t* steps_left = nullptr;  ///< symbols that may still be read, of all states together, and eight for
                                        ///< each alternative; null: any number
  /// Choices of which witnesses may still consist, of all faults together; null: any number. Further faults come
  /// without.
  std::uint64_t* choices_left = nullptr;
};

/// One fault, at one place.
struct Fault {
  int kind = 0;  ///< the rule's own; where a place has several, the smallest is kept
  std::uint32_t segment = 0;
  std::uint32_t alternative = 0;  ///< of the segment
  std::uint32_t offset = 0;       ///< of the byte where it completes; the text's size at the end of the rendering
  /// Where it began, if the automaton said so: like the place.
  bool has_beginning = false;
  std::uint32_t begin_segment = 0, begin_alternative = 0, begin_offset = 0;
  /// The alternative of each segment in a rendering that has the fault; empty beyond AutomatonLimits::choices_left.
  std::vector<std::uint32_t> choices;
};

struct Faults {
  std::vector<Fault> all;         ///< sorted by place
  bool is_partial = false;        ///< a limit was reached: there may be more
  bool ran_out_of_steps = false;  ///< the limit was that of steps
};

namespace detail {

/// A way into a state: from another one, through an alternative.
struct Edge {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  static constexpr std::uint32_t kInherited = 0xfffffffeu;  ///< what the state before had
  std::uint32_t from = kNone;
  std::uint32_t alternative = 0;
  std::uint32_t mark = kInherited;   ///< offset in the alternative
  std::uint32_t begin = kInherited;  ///< likewise
  std::uint32_t next = kNone;        ///< a further way into the same state
};

/// A fault that was told: on the way `edge`, or at the end of the text, from the state `node`.
struct RawFault {
  int kind;
  std::uint32_t node;     ///< the state before the alternative; at the end of the text, the last one
  std::uint32_t segment;  ///< of the alternative; behind the last at the end of the text
  std::uint32_t alternative;
  std::uint32_t offset;
  bool is_at_mark;
  std::uint32_t mark;
  std::uint32_t begin;
};

/// Puts faults together from what was told and from the ways that lead there. No part of it depends on the automaton.
class FaultCollector {
 public:
  FaultCollector(const Language& language, const std::vector<std::uint32_t>& first_edge,
                 const std::vector<std::uint32_t>& depth, const std::vector<Edge>& edges)
      : language_(language), first_edge_(first_edge), depth_(depth), edges_(edges) {}

  void add(const RawFault& fault);
  std::vector<Fault> finish(std::uint64_t* choices_left);

 private:
  /// Where a fault completes; `segment` is one too many at the end of the text.
  struct FaultSite {
    std::uint32_t segment, alternative, offset;
    bool operator<(const FaultSite& other) const {
      return std::tie(segment, alternative, offset) < std::tie(other.segment, other.alternative, other.offset);
    }
  };
  struct Found {
    int kind;
    std::uint32_t node;    ///< the state before the alternative that holds the place
    std::uint32_t begin;   ///< of the fault, in that alternative or inherited
    std::uint32_t behind;  ///< the choices from that alternative on, as far as they are known: into links_
  };
  /// A list of choices, first to last.
  struct Link {
    std::uint32_t alternative;
    std::uint32_t next;
  };

  void keep(const FaultSite& place, const Found& found) { found_.emplace_back(place, found); }
  void drop_doubles();
  void walk_back(const RawFault& fault, std::uint32_t behind);
  std::uint32_t link(std::uint32_t alternative, std::uint32_t next);
  void put_choices(Fault& fault, const Found& found) const;

  const Language& language_;
  const std::vector<std::uint32_t>& first_edge_;
  const std::vector<std::uint32_t>& depth_;
  const std::vector<Edge>& edges_;
  std::vector<Link> links_;
  std::vector<std::pair<FaultSite, Found>> found_;
  std::set<std::pair<std::uint32_t, int>> walked_;  ///< (node, kind): places behind it are known for that kind
};

/// The fate of a tracked variable among others, two bits each.
inline constexpr std::uint16_t kUndecided = 0, kTakesValue = 1, kFallsBack = 2;

/// The fates after an alternative is taken; nothing where they do not allow it.
struct NextFates {
  bool is_allowed;
  std::uint16_t fates;
};
NextFates next_fates(const Language& language, std::uint32_t segment, const Alternative& alternative,
                     std::uint16_t fates);

}  // namespace detail

/// What an automaton says while it reads.
class Emitter {
 public:
  /// The fault, if it becomes one, begins at the symbol that is read.
  void begin() { begin_ = at_; }
  /// The fault, if it becomes one, completes at the symbol that is read.
  void mark() { mark_ = at_; }
  /// There is a fault. It completes at the symbol that is read, at the end of the text behind all.
  void fault(int kind) { tell(kind, false); }
  /// There is a fault; it completed at the symbol that was marked last.
  void fault_at_mark(int kind) { tell(kind, true); }

  /// Where the symbol stands that is read.
  [[nodiscard]] std::uint32_t segment() const { return segment_; }
  [[nodiscard]] std::uint32_t alternative() const { return alternative_; }
  /// Whether a state that no emitter of this segment has led to yet can still be kept.
  [[nodiscard]] bool keeps_new_states() const { return keeps_new_states_; }

 private:
  template <class Automaton>
  friend class Finder;

  void tell(int kind, bool is_at_mark) {
    if (is_known(kind, is_at_mark)) return;
    faults_.push_back({kind, node_, segment_, alternative_, at_, is_at_mark, mark_, begin_});
  }

  /// Whether the same place, or the same ways back to places, was told before in this segment: many states read one
  /// text, and most of its faults in all of them.
  bool is_known(int kind, bool is_at_mark) {
    if (states_ == 1) return false;
    if (is_at_mark && mark_ == detail::Edge::kInherited) {
      return !known_ways_.insert(std::uint64_t{node_} << 32 | static_cast<std::uint32_t>(kind)).second;
    }
    const std::uint32_t offset = is_at_mark ? mark_ : at_;
    const auto [known, is_new] = known_places_.try_emplace(std::uint64_t{alternative_} << 32 | offset, kind);
    if (is_new) return false;
    if (known->second <= kind) return true;
    known->second = kind;
    return false;
  }

  void begin_segment(std::uint32_t segment, std::size_t states) {
    segment_ = segment;
    states_ = states;
    alternative_ = at_ = 0;
    if (!known_places_.empty()) known_places_ = {};
    if (!known_ways_.empty()) known_ways_ = {};
  }

  std::uint32_t node_ = 0, segment_ = 0, alternative_ = 0, at_ = 0;
  std::uint32_t mark_ = detail::Edge::kInherited, begin_ = detail::Edge::kInherited;
  std::vector<detail::RawFault> faults_;
  bool keeps_new_states_ = true;
  std::size_t states_ = 1;                               ///< that the segment is read from
  std::unordered_map<std::uint64_t, int> known_places_;  ///< in the segment, and the smallest kind told there
  std::unordered_set<std::uint64_t> known_ways_;         ///< states before it, and kinds
};

template <class Automaton>
class Finder {
 public:
  using State = typename Automaton::State;
  static_assert(std::has_unique_object_representations_v<State>, "a state is compared and hashed by its bytes");

  Finder(const Language& language, Automaton automaton, const AutomatonLimits& limits)
      : language_(language), automaton_(std::move(automaton)), limits_(limits) {}

  Faults find() {
    add_node({State(), 0}, 0);
    std::size_t first = 0;  // of the layer before
    const auto segments = language_.segments();
    for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
      const std::size_t last = states_.size();
      layer_first_ = last;
      layer_.clear();
      emitter_.begin_segment(segment, last - first);
      for (std::size_t node = first; node < last; ++node) {
        const auto alternatives = segments[segment].alternatives;
        for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
          if (read(static_cast<std::uint32_t>(node), segment, i, alternatives[i])) continue;
          is_partial_ = ran_out_of_steps_ = true;
          return gather();
        }
      }
      first = last;
    }
    emitter_.begin_segment(static_cast<std::uint32_t>(segments.size()), states_.size() - first);
    for (std::size_t node = first; node < states_.size(); ++node) {
      emitter_.node_ = static_cast<std::uint32_t>(node);
      emitter_.mark_ = emitter_.begin_ = detail::Edge::kInherited;
      automaton_.end(states_[node].state, emitter_);
    }
    return gather();
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
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;  // 2^64 by the golden ratio: every bit of a word tells
        hash ^= hash >> 32;
      });
      return hash;
    }
  };

  /// Reads one alternative from one state. False: there are no steps left.
  bool read(std::uint32_t node, std::uint32_t segment, std::uint32_t index, const Alternative& alternative) {
    const auto next = detail::next_fates(language_, segment, alternative, states_[node].fates);
    if (!next.is_allowed) return true;
    if (limits_.steps_left != nullptr) {
      constexpr std::uint64_t kOfReading = 8;  // to begin, and to note where it led, takes about as long
      const std::uint64_t steps = alternative.symbols.size() + kOfReading;
      if (*limits_.steps_left < steps) return false;
      *limits_.steps_left -= steps;
    }
    Key key{states_[node].state, next.fates};
    emitter_.node_ = node;
    emitter_.alternative_ = index;
    emitter_.mark_ = emitter_.begin_ = detail::Edge::kInherited;
    emitter_.keeps_new_states_ = states_.size() - layer_first_ < limits_.states;
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
    // Where no place was marked, a further alternative between the same two states shows nothing that the first does
    // not.
    if (emitter_.mark_ == detail::Edge::kInherited) {
      if (last_unmarked_from_[reached] == emitter_.node_) return;
      last_unmarked_from_[reached] = emitter_.node_;
    }
    const auto edge = static_cast<std::uint32_t>(edges_.size());
    edges_.push_back({emitter_.node_, emitter_.alternative_, emitter_.mark_, emitter_.begin_, detail::Edge::kNone});
    // In their order, so that witnesses take the first way there is.
    (first_edge_[reached] == detail::Edge::kNone ? first_edge_[reached] : edges_[last_edge_[reached]].next) = edge;
    last_edge_[reached] = edge;
  }

  std::uint32_t node_of(const Key& key, std::uint32_t depth) {
    constexpr std::size_t kFew = 8;  // a layer has mostly one or two
    const std::size_t live = states_.size() - layer_first_;
    if (live <= kFew) {
      for (std::size_t node = layer_first_; node < states_.size(); ++node) {
        if (states_[node] == key) return static_cast<std::uint32_t>(node);
      }
    } else {
      if (layer_.empty()) {
        for (std::size_t node = layer_first_; node < states_.size(); ++node) layer_.emplace(states_[node], node);
      }
      if (const auto found = layer_.find(key); found != layer_.end()) return static_cast<std::uint32_t>(found->second);
    }
    if (live >= limits_.states) {
      is_partial_ = true;
      return detail::Edge::kNone;
    }
    if (!layer_.empty()) layer_.emplace(key, states_.size());
    return add_node(key, depth);
  }

  std::uint32_t add_node(const Key& key, std::uint32_t depth) {
    states_.push_back(key);
    first_edge_.push_back(detail::Edge::kNone);
    last_edge_.push_back(detail::Edge::kNone);
    last_unmarked_from_.push_back(detail::Edge::kNone);
    depth_.push_back(depth);
    return static_cast<std::uint32_t>(states_.size() - 1);
  }

  Faults gather() {
    Faults faults;
    if (!emitter_.faults_.empty()) {
      detail::FaultCollector collector(language_, first_edge_, depth_, edges_);
      for (const detail::RawFault& fault : emitter_.faults_) collector.add(fault);
      faults.all = collector.finish(limits_.choices_left);
    }
    faults.is_partial = is_partial_;
    faults.ran_out_of_steps = ran_out_of_steps_;
    return faults;
  }

  const Language& language_;
  Automaton automaton_;
  AutomatonLimits limits_;
  Emitter emitter_;
  std::vector<Key> states_;
  std::vector<std::uint32_t> first_edge_, last_edge_;  ///< of each state
  std::vector<std::uint32_t> last_unmarked_from_;      ///< of each: where its last way without a mark comes from
  std::vector<std::uint32_t> depth_;                   ///< segments before each state
  std::vector<detail::Edge> edges_;
  std::size_t layer_first_ = 0;
  std::unordered_map<Key, std::size_t, Hash> layer_;
  bool is_partial_ = false;
  bool ran_out_of_steps_ = false;
};

/// Every place in every rendering of the message at which the automaton tells a fault.
template <class Automaton>
Faults find_faults(const Language& language, Automaton automaton, const AutomatonLimits& limits) {
  return Finder<Automaton>(language, std::move(automaton), limits).find();
}

}  // namespace segue::lint
