#include "service/tokens.h"

#include <algorithm>

#include <fmt/format.h>

namespace segue::service {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kMaxTokenSize = 1024;
constexpr std::size_t kMostTokens = 10'000;  // each request is compared with all of them

std::string_view without_space(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool is_visible_ascii(char c) {
  return c > ' ' && c < '\x7f';
}

Error token_error(std::string message) {
  return {.code = "tokens", .name = "tokens", .message = std::move(message), .pointer = "", .range = {}};
}

bool equal_ignoring_case(std::string_view left, std::string_view lower_case) {
  return std::equal(left.begin(), left.end(), lower_case.begin(), lower_case.end(),
                    [](char l, char r) { return (l >= 'A' && l <= 'Z' ? static_cast<char>(l + 32) : l) == r; });
}

}  // namespace

Result<Tokens> Tokens::read(std::string text, std::string_view separators, std::string_view source) {
  Tokens tokens;
  std::optional<Error> error;
  std::size_t number = 0;
  std::string_view rest = text;
  while (!error && !rest.empty()) {
    ++number;
    const std::size_t end = std::min(rest.find_first_of(separators), rest.size());
    const std::string_view token = without_space(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (token.empty()) continue;
    // No error message shows the token itself.
    if (!std::all_of(token.begin(), token.end(), is_visible_ascii)) {
      error = token_error(fmt::format(
          "{}: expected only visible ASCII characters in token {}, found a space or others; put one token {}", source,
          number, separators == "\n" ? "on each line" : "between commas"));
    } else if (token.size() > kMaxTokenSize) {
      error = token_error(fmt::format("{}: expected at most {} characters in token {}, found {}", source, kMaxTokenSize,
                                      number, token.size()));
    } else if (tokens.hashes_.size() == kMostTokens) {
      error = token_error(fmt::format("{}: expected at most {} tokens, found more", source, kMostTokens));
    } else {
      tokens.hashes_.push_back(secret_hash(token));
    }
  }
  forget(text);
  if (error) return *error;
  if (tokens.empty()) {
    return token_error(fmt::format("{} contains no tokens; expected one {}", source,
                                   separators == "\n" ? "per line" : "or more, separated by commas"));
  }
  return tokens;
}

std::optional<std::size_t> Tokens::find(std::string_view authorization) const {
  constexpr std::string_view kScheme = "bearer";
  if (authorization.size() <= kScheme.size() ||
      !equal_ignoring_case(authorization.substr(0, kScheme.size()), kScheme) || authorization[kScheme.size()] != ' ') {
    return std::nullopt;
  }
  const SecretHash given = secret_hash(without_space(authorization.substr(kScheme.size())));
  std::size_t found = hashes_.size();
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    const bool is_match = same_secret(hashes_[i], given);
    found = is_match ? i : found;  // no early exit, so that the time is the same
  }
  if (found == hashes_.size()) return std::nullopt;
  return found;
}

}  // namespace segue::service
