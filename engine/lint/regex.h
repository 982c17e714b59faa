// regex.h: the door to RE2: many patterns at once, in time linear in the text. What patterns may look like is RE2's
// syntax; regex.cc alone includes it.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::regex {

/// Why RE2 does not take the pattern; nothing where it does.
std::optional<std::string> mistake_in(const std::string& pattern);

/// Compiled once, and immutable: any number of threads may match at once. A copy shares what was compiled.
class Patterns {
 public:
  Patterns() = default;
  /// Patterns that RE2 does not take match nothing.
  explicit Patterns(const std::vector<std::string>& patterns);

  [[nodiscard]] bool empty() const { return compiled_ == nullptr; }

  struct Match {
    std::size_t pattern;     ///< its index
    std::size_t begin, end;  ///< half-open range of bytes; never empty
  };
  /// All matches of all patterns, those of one pattern from left to right and not overlapping. Empty ones do not count.
  [[nodiscard]] std::vector<Match> matches(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace segue::regex
