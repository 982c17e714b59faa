#include "lint/regex.h"

#include <algorithm>
#include <utility>

#include <re2/re2.h>
#include <re2/set.h>

#include "base/utf8.h"

namespace segue::regex {
namespace {

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct Patterns::Compiled {
  Compiled() : set(quiet(), RE2::UNANCHORED) {}

  /// Which patterns match at all. All of them where there is not the memory to tell.
  [[nodiscard]] std::vector<int> candidates(std::string_view text) const {
    std::vector<int> found;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    if (is_set_ready && (set.Match({text.data(), text.size()}, &found, &error) || error.kind == RE2::Set::kNoError)) {
      return found;
    }
    found.clear();
    for (int i = 0; i < static_cast<int>(patterns.size()); ++i) found.push_back(i);
    return found;
  }

  RE2::Set set;  ///< of patterns, in their order
  bool is_set_ready = false;
  std::vector<std::unique_ptr<const RE2>> patterns;  ///< those that were taken
  std::vector<std::size_t> indices;                  ///< of these, among all
};

std::optional<std::string> mistake_in(const std::string& pattern) {
  const RE2 compiled(pattern, quiet());
  return compiled.ok() ? std::nullopt : std::optional(compiled.error());
}

Patterns::Patterns(const std::vector<std::string>& patterns) {
  auto compiled = std::make_shared<Compiled>();
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    auto pattern = std::make_unique<const RE2>(patterns[i], quiet());
    if (!pattern->ok() || compiled->set.Add(patterns[i], nullptr) < 0) continue;
    compiled->patterns.push_back(std::move(pattern));
    compiled->indices.push_back(i);
  }
  if (compiled->patterns.empty()) return;
  compiled->is_set_ready = compiled->set.Compile();
  compiled_ = std::move(compiled);
}

std::vector<Patterns::Match> Patterns::matches(std::string_view text) const {
  std::vector<Match> all;
  if (compiled_ == nullptr) return all;
  const re2::StringPiece whole(text.data(), text.size());
  for (const int one : compiled_->candidates(text)) {
    const RE2& pattern = *compiled_->patterns[static_cast<std::size_t>(one)];
    re2::StringPiece match;
    for (std::size_t at = 0; at <= text.size();) {
      if (!pattern.Match(whole, at, text.size(), RE2::UNANCHORED, &match, 1)) break;
      const auto begin = static_cast<std::size_t>(match.data() - text.data());
      at = begin + match.size();
      if (match.empty()) {
        at += std::max<std::size_t>(utf8::decode(text, at).size, 1);
      } else {
        all.push_back({compiled_->indices[static_cast<std::size_t>(one)], begin, at});
      }
    }
  }
  return all;
}

}  // namespace segue::regex
