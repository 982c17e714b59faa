// secret.h: what must not be guessed, read or timed: hashes of tokens, and ids at random. libsodium is known here
// alone.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::service {

/// Makes libsodium ready; before anything else here. False where the machine has no source of randomness.
bool prepare_secrets();

/// A keyed hash of a token, under a key that this process made up: it tells nothing of the token to anybody else.
using SecretHash = std::array<unsigned char, 32>;
SecretHash secret_hash(std::string_view secret);

/// Whether both are the same, in a time that does not tell how much of them is.
bool same_secret(const SecretHash& left, const SecretHash& right);

/// Overwrites a secret that is no longer needed.
void forget(std::string& secret);

inline constexpr std::size_t kIdSize = 24;

/// Ids of 24 characters of [0-9a-z], 124 bits at random each: no two of them are ever the same.
std::vector<std::string> random_ids(std::size_t count);

}  // namespace segue::service
