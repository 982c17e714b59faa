// plain_renderer.h: the rendering contract said in the slowest, most obvious way. The real renderer is tested and
// fuzzed against it; nothing of the engine is used here but the model's types.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "segue/sequence.h"
#include "segue/template.h"

namespace segue::reference {

struct Request {
  std::map<std::string, std::string> lead = {};
  std::string key = {};
  std::uint64_t seed = 0;
  std::uint32_t message = 0;
  std::optional<std::vector<std::uint32_t>> picks = {};  ///< given ones
  std::optional<std::uint64_t> row = {};                 ///< for balanced picks
  std::optional<std::uint64_t> rendering = {};           ///< a rendering's number
  Unresolved policy = Unresolved::kFail;
  std::vector<std::string> null_values = {};
  bool trim = true;
};

struct Answer {
  bool possible = true;             ///< the picks fit
  std::optional<std::string> text;  ///< none: not possible, or unresolved under kFail
  std::vector<std::uint32_t> picks;
  std::vector<std::string> fallbacks;
  std::vector<std::string> unresolved;
  std::vector<std::string> pieces;  ///< the text of each segment
};

Answer render(const Message& message, const Request& request);

/// The pieces of the pick contract, each on its own.
std::uint64_t keyed_bits(std::uint64_t seed, const std::string& key, std::uint32_t message, std::uint32_t variation);
std::uint32_t jump(std::uint64_t bits, std::uint32_t count);
std::vector<std::uint32_t> block_permutation(std::uint64_t seed, std::uint64_t block, std::uint32_t message,
                                             std::uint32_t variation, std::uint32_t count);
/// A code point as UTF-8; surrogates, too, which are none.
std::string encoded(std::uint32_t code_point);
std::string trimmed(const std::string& text);
bool blank(const std::string& text);

}  // namespace segue::reference
