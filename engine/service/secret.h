// secret.h: hashes of tokens, and random ids. Only secret.cc includes libsodium.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::service {

/// Initializes libsodium; call this first. Returns false if the machine has no source of randomness.
bool prepare_secrets();

/// A hash of a token, keyed with a random key of this process, so that it reveals nothing about the token.
using SecretHash = std::array<unsigned char, 32>;
SecretHash secret_hash(std::string_view secret);

/// Compares two hashes in constant time.
bool same_secret(const SecretHash& left, const SecretHash& right);

/// Overwrites a secret that is no longer needed.
void forget(std::string& secret);

inline constexpr std::size_t kIdSize = 24;

/// Random ids of 24 characters from [0-9a-z]. Each has 124 random bits, so they are unique in practice.
std::vector<std::string> random_ids(std::size_t count);

}  // namespace segue::service
