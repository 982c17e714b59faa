// reporter.h: takes down what checks find.

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/place.h"
#include "segue/lint.h"

namespace segue::lint {

/// What a check found. Only the place and the message must be said; the rest is the rule's own unless it is said.
struct Draft {
  Place place;
  std::string message;  ///< one sentence: what it is; what to do
  std::optional<Severity> severity = std::nullopt;
  std::vector<std::pair<Place, std::string>> related = {};  ///< other places, and what they are
  std::optional<Witness> witness = std::nullopt;
  Coverage coverage = Coverage::kExact;
  std::optional<FixKind> fix = std::nullopt;
};

/// A draft and the rule it came from.
struct Note {
  const RuleInfo* rule;
  Severity severity;
  Draft draft;
};

class Reporter {
 public:
  explicit Reporter(std::size_t most) : most_(most) {}

  /// Whose findings come next, and the level they have where the user has chosen one.
  void begin(const RuleInfo& rule, std::optional<Severity> chosen) {
    rule_ = &rule;
    chosen_ = chosen;
  }

  void add(Draft draft);

  [[nodiscard]] std::vector<Note>& notes() { return notes_; }
  [[nodiscard]] const std::array<std::size_t, 3>& left_out() const { return left_out_; }

 private:
  std::size_t most_;
  const RuleInfo* rule_ = nullptr;
  std::optional<Severity> chosen_;
  std::vector<Note> notes_;
  std::array<std::size_t, 3> left_out_{};
};

}  // namespace segue::lint
