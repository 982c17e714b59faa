// tokens.h: the tokens that the service accepts, as hashes.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "segue/result.h"
#include "service/secret.h"

namespace segue::service {

/// Immutable; any number of threads may use it.
class Tokens {
 public:
  /// No tokens: everyone may use the service.
  Tokens() = default;

  /// Reads tokens separated by any of `separators`, ignoring white space around them, and overwrites the text. `source`
  /// names the text in messages. Fails (code tokens) if there are no tokens, too many, or one that is too long or has
  /// characters that a header cannot carry.
  static Result<Tokens> read(std::string text, std::string_view separators, std::string_view source);

  [[nodiscard]] bool empty() const { return hashes_.empty(); }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }

  /// The index of the token in an Authorization header, `Bearer TOKEN`; nothing if it is not accepted. Takes the same
  /// time for every token.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view authorization) const;

 private:
  std::vector<SecretHash> hashes_;
};

}  // namespace segue::service
