// phrases.h: finds whole phrases in a text that is read symbol by symbol, all of them at once (Aho and Corasick, 1975).
//
// Case is ignored, and white space between the words of a phrase stands for any run of white space. A phrase is whole
// where no further part of a word stands before or behind it; an edge that is no part of a word itself ("$$$") may
// stand anywhere. What is part of a word, the user says: letters, marks and digits of a phrase, "-" and "." too of a
// host.
//
//   state → read(symbol) → state; where ends(state), a phrase has been read to its last symbol; what whole() says of
//   the symbol behind it, or of the end of the text, is whether it really was one.
//
// Ownership: keeps no view of the phrases. Threads: emitter is const.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/unicode.h"
#include "lint/language.h"

namespace segue::lint {

class Phrases {
 public:
  /// What belongs to a word: code points with one of the properties, and these ASCII characters.
  struct Parts {
    unicode::Properties properties = unicode::kLetter | unicode::kMark | unicode::kDigit;
    std::string_view marks = {};
  };

  explicit Phrases(std::span<const std::string> phrases) : Phrases(phrases, Parts()) {}
  Phrases(std::span<const std::string> phrases, Parts parts);

  /// Whether there is no phrase to find: none, or blank ones.
  [[nodiscard]] bool empty() const { return nodes_.size() == 1; }

  /// What has been read, as far as it matters.
  struct State {
    enum class Behind : std::uint32_t { kOther, kPart, kWhite };
    std::uint32_t node = 0;
    Behind behind = Behind::kOther;
    bool operator==(const State&) const = default;
  };

  void read(State& state, const Symbol& symbol) const;
  /// Whether a phrase may begin at the symbol that was read last.
  [[nodiscard]] bool begins(const State& state) const { return nodes_[state.node].depth == 1; }
  /// Whether a phrase may end there.
  [[nodiscard]] bool ends(const State& state) const { return nodes_[state.node].phrase != kNone; }
  /// The index of the longest phrase that ends there and is whole where `next` follows, or nothing (null).
  [[nodiscard]] std::optional<std::uint32_t> whole(const State& state, const Symbol* next) const {
    const Node& node = nodes_[state.node];
    const bool is_cut = next != nullptr && node.ends_in_part && is_part(*next);
    return node.phrase == kNone || is_cut ? std::nullopt : std::optional(node.phrase);
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;
  static constexpr std::uint32_t kFewChildren = 16;  ///< which are looked through one by one
  /// What was read, as the longest beginning of a phrase that it ends with.
  struct Node {
    std::uint32_t symbol = 0;  ///< the last one
    std::uint32_t first_child = kNone;
    std::uint32_t children = 0;
    std::uint32_t sibling = kNone;
    std::uint32_t shorter = 0;     ///< the next longest such beginning
    std::uint32_t phrase = kNone;  ///< that ends here, the longest
    std::uint32_t depth = 0;
    bool ends_in_part = false;
  };

  [[nodiscard]] bool is_part(const Symbol& symbol) const {
    return symbol.is(parts_.properties) ||
           (symbol.c < 128 && parts_.marks.find(static_cast<char>(symbol.c)) != std::string_view::npos);
  }
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint32_t symbol) const;
  void add(std::string_view phrase, std::uint32_t index);
  void count_child(std::uint32_t node);
  void link();

  Parts parts_;
  std::vector<Node> nodes_;
  /// Of nodes with more than a few children: by node and symbol.
  std::unordered_map<std::uint64_t, std::uint32_t> children_;
};

}  // namespace segue::lint
