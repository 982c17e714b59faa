#include "lint/phrases.h"

#include "base/utf8.h"
#include "base/white_space.h"

namespace segue::lint {
namespace {

/// Marks the first part of a word, so that a phrase is found only where its words begin.
constexpr std::uint32_t kBeginsWord = 1u << 31;

std::uint32_t folded(std::uint32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
  return c >= Symbol::kValue ? c : unicode::folded(c);
}

}  // namespace

Phrases::Phrases(std::span<const std::string> phrases, Parts parts) : parts_(parts), nodes_(1) {
  std::uint32_t index = 0;
  for (const std::string& phrase : phrases) add(trim(phrase), index++);
  link();
}

std::uint32_t Phrases::child(std::uint32_t node, std::uint32_t symbol) const {
  if (nodes_[node].children > kFewChildren) {
    const auto found = children_.find(std::uint64_t{node} << 32 | symbol);
    return found == children_.end() ? kNone : found->second;
  }
  std::uint32_t at = nodes_[node].first_child;
  while (at != kNone && nodes_[at].symbol != symbol) at = nodes_[at].sibling;
  return at;
}

void Phrases::add(std::string_view phrase, std::uint32_t index) {
  std::uint32_t node = 0;
  State::Behind behind = State::Behind::kOther;
  for (std::size_t at = 0; at < phrase.size();) {
    const utf8::CodePoint point = utf8::decode(phrase, at);
    at += point.size;
    const Symbol symbol{point.value, 0, unicode::properties(point.value)};
    const bool is_white = symbol.is(unicode::kWhite);
    if (is_white && behind == State::Behind::kWhite) continue;
    const bool is_a_part = is_part(symbol);
    const std::uint32_t key = is_white                                      ? ' '
                              : is_a_part && behind != State::Behind::kPart ? folded(symbol.c) | kBeginsWord
                                                                            : folded(symbol.c);
    behind = is_white ? State::Behind::kWhite : is_a_part ? State::Behind::kPart : State::Behind::kOther;
    std::uint32_t next = child(node, key);
    if (next == kNone) {
      next = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({.symbol = key,
                        .sibling = nodes_[node].first_child,
                        .depth = nodes_[node].depth + 1,
                        .ends_in_part = is_a_part});
      nodes_[node].first_child = next;
      count_child(node);
    }
    node = next;
  }
  if (node != 0 && nodes_[node].phrase == kNone) nodes_[node].phrase = index;
}

/// Puts the children of a node into the table once they are many.
void Phrases::count_child(std::uint32_t node) {
  if (++nodes_[node].children <= kFewChildren) return;
  const bool is_first = nodes_[node].children == kFewChildren + 1;
  for (std::uint32_t at = nodes_[node].first_child; at != kNone; at = is_first ? nodes_[at].sibling : kNone) {
    children_.emplace(std::uint64_t{node} << 32 | nodes_[at].symbol, at);
  }
}

// Breadth first, so that what is shorter is done before.
void Phrases::link() {
  std::vector<std::uint32_t> open = {0};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::uint32_t node = open[i];
    for (std::uint32_t at = nodes_[node].first_child; at != kNone; at = nodes_[at].sibling) {
      open.push_back(at);
      if (node == 0) continue;
      std::uint32_t shorter = nodes_[node].shorter;
      std::uint32_t found = child(shorter, nodes_[at].symbol);
      while (found == kNone && shorter != 0) {
        shorter = nodes_[shorter].shorter;
        found = child(shorter, nodes_[at].symbol);
      }
      if (found == kNone) continue;
      nodes_[at].shorter = found;
      if (nodes_[at].phrase == kNone) nodes_[at].phrase = nodes_[found].phrase;
    }
  }
}

void Phrases::read(State& state, const Symbol& symbol) const {
  const bool is_white = symbol.is(unicode::kWhite);
  if (is_white && state.behind == State::Behind::kWhite) return;  // a run of white space is one
  const bool is_a_part = is_part(symbol);
  const bool begins_word = is_a_part && state.behind != State::Behind::kPart;
  state.behind = is_white ? State::Behind::kWhite : is_a_part ? State::Behind::kPart : State::Behind::kOther;
  if (state.node == 0 && is_a_part && !begins_word) return;
  const std::uint32_t key = is_white ? ' ' : folded(symbol.c) | (begins_word ? kBeginsWord : 0);
  std::uint32_t next = child(state.node, key);
  while (next == kNone && state.node != 0) {
    state.node = nodes_[state.node].shorter;
    next = child(state.node, key);
  }
  if (next != kNone) state.node = next;
  if (state.node == 0 && is_white) state.behind = State::Behind::kOther;  // no phrase begins with white space
}

}  // namespace segue::lint
