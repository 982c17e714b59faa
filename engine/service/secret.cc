#include "service/secret.h"

#include <sodium.h>

namespace segue::service {
namespace {

static_assert(std::tuple_size_v<SecretHash> == crypto_generichash_BYTES);

const std::array<unsigned char, crypto_generichash_KEYBYTES>& process_key() {
  static const auto kKey = [] {
    std::array<unsigned char, crypto_generichash_KEYBYTES> key{};
    crypto_generichash_keygen(key.data());
    return key;
  }();
  return kKey;
}

/// Random bytes, fetched in blocks.
class RandomBytes {
 public:
  unsigned char next() {
    if (at_ == bytes_.size()) {
      randombytes_buf(bytes_.data(), bytes_.size());
      at_ = 0;
    }
    return bytes_[at_++];
  }

 private:
  std::array<unsigned char, 256> bytes_{};
  std::size_t at_ = bytes_.size();
};

}  // namespace

bool prepare_secrets() {
  return sodium_init() >= 0;
}

SecretHash secret_hash(std::string_view secret) {
  SecretHash hash{};
  const auto& key = process_key();
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     key.data(), key.size());
  return hash;
}

bool same_secret(const SecretHash& left, const SecretHash& right) {
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

void forget(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

std::vector<std::string> random_ids(std::size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  constexpr std::size_t kFair = 256 / kDigits.size() * kDigits.size();  // larger bytes would favour the first digits
  RandomBytes bytes;
  std::vector<std::string> ids(count);
  for (std::string& id : ids) {
    id.reserve(kIdSize);
    while (id.size() < kIdSize) {
      const unsigned char byte = bytes.next();
      if (byte < kFair) id += kDigits[byte % kDigits.size()];
    }
  }
  return ids;
}

}  // namespace segue::service
