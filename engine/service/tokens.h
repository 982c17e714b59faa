// tokens.h: who may use the service: the tokens that it was given, as hashes.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "segue/result.h"
#include "service/secret.h"

namespace segue::service {

/// Immutable once it is made; any number of threads may ask it.
class Tokens {
 public:
  /// No tokens: everybody may.
  Tokens() = default;

  /// Reads tokens separated by any of `separators`, white space around them ignored, and overwrites the text. `source`
  /// is what messages call it. Refuses (code tokens) a text without tokens and one with characters that no header
  /// carries.
  static Result<Tokens> read(std::string text, std::string_view separators, std::string_view source);

  [[nodiscard]] bool empty() const { return hashes_.empty(); }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }

  /// The number of the token in an Authorization header, `Bearer TOKEN`; nothing where it is none of ours. Takes the
  /// same time whichever it is.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view authorization) const;

 private:
  std::vector<SecretHash> hashes_;
};

}  // namespace segue::service
