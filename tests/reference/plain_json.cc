#include "reference/plain_json.h"

namespace segue::reference {
namespace {

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6);
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3F));
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// Each function takes what it is named for from where the text is at; false where something else is there.
class Taker {
 public:
  explicit Taker(std::string_view text) : text_(text) {}

  bool at_end() {
    take_white_space();
    return at_ == text_.size();
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void take_white_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool take_string(std::string& out) {
    out.clear();
    if (!take("\"")) return false;
    while (at_ < text_.size()) {
      const char byte = text_[at_++];
      if (byte == '"') return true;
      if (static_cast<unsigned char>(byte) < 0x20) return false;
      if (byte != '\\') {
        out += byte;
      } else if (!take_escape(out)) {
        return false;
      }
    }
    return false;
  }

  // Any value. Arrays and objects that are open are kept in a list, since there may be very many inside each other.
  bool take_value() {
    std::string open;
    std::string unused;
    while (true) {
      take_white_space();
      bool value_follows = false;
      if (take("{")) {
        take_white_space();
        if (!take("}")) {
          open += '{';
          if (!take_name(unused)) return false;
          value_follows = true;
        }
      } else if (take("[")) {
        take_white_space();
        if (!take("]")) {
          open += '[';
          value_follows = true;
        }
      } else if (!take_scalar()) {
        return false;
      }
      while (!value_follows) {
        if (open.empty()) return true;
        take_white_space();
        if (take(",")) {
          take_white_space();
          if (open.back() == '{' && !take_name(unused)) return false;
          value_follows = true;
        } else if (take(open.back() == '{' ? "}" : "]")) {
          open.pop_back();
        } else {
          return false;
        }
      }
    }
  }

  /// A member's name and its colon.
  bool take_name(std::string& name) {
    if (!take_string(name)) return false;
    take_white_space();
    return take(":");
  }

 private:
  bool take_escape(std::string& out) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (at_ == text_.size()) return false;
    const char letter = text_[at_++];
    if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
      out += kMeant[known];
      return true;
    }
    std::uint32_t point = 0;
    if (letter != 'u' || !take_four_digits(point)) return false;
    if (point >= 0xDC00 && point <= 0xDFFF) return false;
    if (point >= 0xD800 && point <= 0xDBFF) {
      std::uint32_t low = 0;
      if (!take("\\u") || !take_four_digits(low) || low < 0xDC00 || low > 0xDFFF) return false;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, point);
    return true;
  }

  bool take_four_digits(std::uint32_t& value) {
    value = 0;
    for (int i = 0; i < 4; ++i) {
      constexpr std::string_view kDigits = "0123456789abcdef0123456789ABCDEF";
      if (at_ == text_.size()) return false;
      const std::size_t digit = kDigits.find(text_[at_++]);
      if (digit == std::string_view::npos) return false;
      value = value * 16 + static_cast<std::uint32_t>(digit % 16);
    }
    return true;
  }

  bool take_digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > begin;
  }

  bool take_scalar() {
    std::string unused;
    if (text_.substr(at_, 1) == "\"") return take_string(unused);
    if (take("true") || take("false") || take("null")) return true;
    take("-");
    if (!take("0") && !take_digits()) return false;
    if (take(".") && !take_digits()) return false;
    if (take("e") || take("E")) {
      if (!take("+")) take("-");
      if (!take_digits()) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<PlainJson> plain_json(std::string_view text) {
  Taker whole(text);
  if (!whole.take_value() || !whole.at_end()) return std::nullopt;
  PlainJson json;
  Taker taker(text);
  taker.take_white_space();
  if (!taker.take("{")) return json;
  json.is_object = true;
  taker.take_white_space();
  if (taker.take("}")) return json;
  do {
    PlainJsonMember member;
    taker.take_white_space();
    taker.take_name(member.name);
    taker.take_white_space();
    const std::size_t begin = taker.at();
    taker.take_value();
    member.raw = text.substr(begin, taker.at() - begin);
    switch (member.raw.front()) {
      case '"':
        Taker(member.raw).take_string(member.text);
        break;
      case '{':
      case '[':
        member.kind = PlainJsonMember::Kind::kContainer;
        break;
      case 'n':
        break;
      default:
        member.text = member.raw;
    }
    json.members.push_back(std::move(member));
    taker.take_white_space();
  } while (taker.take(","));
  return json;
}

}  // namespace segue::reference
