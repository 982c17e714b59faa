#include "reference/plain_renderer.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include <xxhash.h>

namespace segue::reference {
namespace {

/// Philox4x32-10 as the paper writes it (Salmon et al., SC'11, section 3.3 and table 2).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t left = std::uint64_t{0xD2511F53u} * counter[0];
    const std::uint64_t right = std::uint64_t{0xCD9E8D57u} * counter[2];
    counter = {static_cast<std::uint32_t>(right >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(right),
               static_cast<std::uint32_t>(left >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(left)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

std::array<std::uint32_t, 2> key_of(std::uint64_t seed) {
  return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

/// A text as characters: well-formed UTF-8 ones as they are, any other byte on its own.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    std::size_t size = 1;
    const auto tail = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
    if (byte(0) >= 0xC2 && byte(0) <= 0xDF && tail(1)) size = 2;
    if (byte(0) == 0xE0 && byte(1) >= 0xA0 && tail(1) && tail(2)) size = 3;
    if (((byte(0) >= 0xE1 && byte(0) <= 0xEC) || byte(0) == 0xEE || byte(0) == 0xEF) && tail(1) && tail(2)) size = 3;
    if (byte(0) == 0xED && byte(1) <= 0x9F && tail(1) && tail(2)) size = 3;
    if (byte(0) == 0xF0 && byte(1) >= 0x90 && tail(1) && tail(2) && tail(3)) size = 4;
    if (byte(0) >= 0xF1 && byte(0) <= 0xF3 && tail(1) && tail(2) && tail(3)) size = 4;
    if (byte(0) == 0xF4 && byte(1) <= 0x8F && tail(1) && tail(2) && tail(3)) size = 4;
    all.push_back(text.substr(at, size));
    at += size;
  }
  return all;
}

void add(std::set<std::string>& characters, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t point = first; point <= last; ++point) characters.insert(encoded(point));
}

const std::set<std::string>& white_space() {
  static const std::set<std::string> all = [] {
    std::set<std::string> set;
    add(set, 0x0009, 0x000D);
    for (const std::uint32_t point : {0x20u, 0x85u, 0xA0u, 0x1680u, 0x2028u, 0x2029u, 0x202Fu, 0x205Fu, 0x3000u}) {
      add(set, point, point);
    }
    add(set, 0x2000, 0x200A);
    return set;
  }();
  return all;
}

const std::set<std::string>& invisible() {
  static const std::set<std::string> all = [] {
    std::set<std::string> set = white_space();
    for (const std::uint32_t point : {0x2800u, 0xADu, 0x34Fu, 0x61Cu, 0x3164u, 0xFEFFu, 0xFFA0u})
      add(set, point, point);
    add(set, 0x115F, 0x1160);
    add(set, 0x17B4, 0x17B5);
    add(set, 0x180B, 0x180F);
    add(set, 0x200B, 0x200F);
    add(set, 0x202A, 0x202E);
    add(set, 0x2060, 0x206F);
    add(set, 0xFE00, 0xFE0F);
    add(set, 0xFFF0, 0xFFF8);
    add(set, 0x1BCA0, 0x1BCA3);
    add(set, 0x1D173, 0x1D17A);
    add(set, 0xE0000, 0xE0FFF);
    return set;
  }();
  return all;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

void note(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

std::string encoded(std::uint32_t point) {
  std::string text;
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6), put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12), put(0x80 | (point >> 6 & 0x3F)), put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18), put(0x80 | (point >> 12 & 0x3F)), put(0x80 | (point >> 6 & 0x3F)),
        put(0x80 | (point & 0x3F));
  }
  return text;
}

std::string trimmed(const std::string& text) {
  std::vector<std::string> parts = characters(text);
  while (!parts.empty() && white_space().count(parts.front()) > 0) parts.erase(parts.begin());
  while (!parts.empty() && white_space().count(parts.back()) > 0) parts.pop_back();
  return std::accumulate(parts.begin(), parts.end(), std::string());
}

bool blank(const std::string& text) {
  const std::vector<std::string> parts = characters(text);
  return std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return invisible().count(part) > 0; });
}

std::uint64_t keyed_bits(std::uint64_t seed, const std::string& key, std::uint32_t message, std::uint32_t variation) {
  const std::uint64_t lead = XXH3_64bits(key.data(), key.size());
  const auto words = philox(
      {static_cast<std::uint32_t>(lead), static_cast<std::uint32_t>(lead >> 32), message, variation / 2}, key_of(seed));
  return words[2 * (variation % 2)] + (std::uint64_t{words[2 * (variation % 2) + 1]} << 32);
}

std::uint32_t jump(std::uint64_t bits, std::uint32_t count) {
  std::int64_t b = -1;
  std::int64_t j = 0;
  while (j < count) {
    b = j;
    bits = bits * 2862933555777941757u + 1;
    const double ratio = 2147483648.0 / static_cast<double>((bits >> 33) + 1);
    j = static_cast<std::int64_t>(static_cast<double>(b + 1) * ratio);
  }
  return static_cast<std::uint32_t>(b);
}

std::vector<std::uint32_t> block_permutation(std::uint64_t seed, std::uint64_t block, std::uint32_t message,
                                             std::uint32_t variation, std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  for (std::uint32_t i = count - 1, k = 0; i >= 1; --i, ++k) {
    const auto words = philox({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32), message,
                               2147483648u + 4096u * variation + k / 4},
                              key_of(seed));
    std::swap(order[i], order[(std::uint64_t{words[k % 4]} * (i + 1)) >> 32]);
  }
  return order;
}

Answer render(const Message& message, const Request& request) {
  Answer answer;
  std::vector<std::uint32_t> counts;
  for (const Segment& segment : message.segments) {
    if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      counts.push_back(static_cast<std::uint32_t>(variation->options.size()));
    }
  }
  for (std::uint32_t v = 0; v < counts.size(); ++v) {
    if (request.row) {
      const auto order = block_permutation(request.seed, *request.row / counts[v], request.message, v, counts[v]);
      answer.picks.push_back(order[*request.row % counts[v]]);
    } else {
      answer.picks.push_back(jump(keyed_bits(request.seed, request.key, request.message, v), counts[v]));
    }
  }
  if (request.picks) {
    answer.picks = *request.picks;
    answer.possible = answer.picks.size() == counts.size();
    for (std::size_t v = 0; answer.possible && v < counts.size(); ++v) answer.possible = answer.picks[v] < counts[v];
  }
  if (request.rendering) {
    std::uint64_t rest = *request.rendering;
    for (std::size_t v = counts.size(); v-- > 0;) {
      answer.picks[v] = static_cast<std::uint32_t>(rest % counts[v]);
      rest /= counts[v];
    }
    answer.possible = rest == 0;
  }
  if (!answer.possible) return answer;

  bool failed = false;
  std::size_t variation_index = 0;
  std::vector<std::string> used;
  std::set<std::string> took_fallback;
  std::set<std::string> was_unresolved;
  for (const Segment& segment : message.segments) {
    std::string piece;
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      piece = text->text;
    } else if (const auto* variation = std::get_if<Variation>(&segment.content)) {
      piece = variation->options[answer.picks[variation_index++]];
    } else {
      const auto& variable = std::get<Variable>(segment.content);
      note(used, variable.name);
      const auto value = request.lead.find(variable.name);
      bool has_value = value != request.lead.end() && !blank(value->second);
      for (const std::string& null_value : request.null_values) {
        if (has_value && lower(trimmed(value->second)) == lower(trimmed(null_value))) has_value = false;
      }
      if (has_value) {
        piece = request.trim ? trimmed(value->second) : value->second;
      } else if (variable.fallback) {
        piece = *variable.fallback;
        took_fallback.insert(variable.name);
      } else {
        was_unresolved.insert(variable.name);
        if (request.policy == Unresolved::kFail) failed = true;
        if (request.policy == Unresolved::kKeep) piece = "{{" + variable.name + "}}";
      }
    }
    answer.pieces.push_back(piece);
  }
  for (const std::string& name : used) {
    if (took_fallback.count(name) > 0) answer.fallbacks.push_back(name);
    if (was_unresolved.count(name) > 0) answer.unresolved.push_back(name);
  }
  if (failed) {
    answer.pieces.clear();
    return answer;
  }
  answer.text = std::accumulate(answer.pieces.begin(), answer.pieces.end(), std::string());
  return answer;
}

}  // namespace segue::reference
