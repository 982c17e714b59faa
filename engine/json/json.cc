#include "json/json.h"

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"
#include "json/json_source.h"

namespace segue::json {
namespace {

/// The text of a raw string with escapes, which RapidJSON has found right before: it unescapes a copy in situ.
std::string unescaped(std::string_view raw) {
  struct Taker : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Taker> {
    std::string_view text;
    bool String(const char* begin, rapidjson::SizeType length, bool) {
      text = {begin, length};
      return true;
    }
  };
  std::string copy(raw);
  rapidjson::InsituStringStream stream(copy.data());
  Taker taker;
  rapidjson::Reader().Parse<kParseFlags>(stream, taker);
  return std::string(taker.text);
}

/// Up to so many keys each is compared with those before it; beyond, they are sorted.
constexpr std::size_t kFewKeys = 12;

/// What stands at an offset, for "found …".
std::string found_at(std::string_view bytes, std::size_t offset) {
  if (offset >= bytes.size()) return "the end of the document";
  const utf8::CodePoint point = utf8::decode(bytes, offset);
  char text[40];
  if (!point.valid) {
    std::snprintf(text, sizeof text, "the byte 0x%02X, which is not UTF-8", static_cast<unsigned char>(bytes[offset]));
    return text;
  }
  if (point.value < 0x20 || point.value == 0x7F) {
    std::snprintf(text, sizeof text, "the control character U+%04X", point.value);
    return text;
  }
  return "\"" + std::string(bytes.substr(offset, point.size)) + "\"";
}

/// The last byte before `offset` that is not JSON white space; 0 where there is none.
char byte_before(std::string_view bytes, std::size_t offset) {
  offset = std::min(offset, bytes.size());
  while (offset > 0) {
    const char byte = bytes[--offset];
    if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') return byte;
  }
  return 0;
}

/// One sentence for what RapidJSON refused at `offset`.
std::string syntax_message(rapidjson::ParseErrorCode code, std::string_view bytes, std::size_t offset) {
  const std::string found = found_at(bytes, offset);
  const bool comment =
      offset + 1 < bytes.size() && bytes[offset] == '/' && (bytes[offset + 1] == '/' || bytes[offset + 1] == '*');
  const auto expected = [&](const char* what) {
    return std::string("expected ") + what + ", found " + found + (comment ? "; JSON has no comments" : "");
  };
  const bool comma_too_many = byte_before(bytes, offset) == ',' && offset < bytes.size();
  const bool single_quote = offset < bytes.size() && bytes[offset] == '\'';
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      if (offset >= bytes.size()) return "expected a JSON object or array, found nothing at all";
      return expected("a JSON object or array");
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return expected("nothing more behind the document's one value");
    case rapidjson::kParseErrorValueInvalid:
      if (single_quote) return expected("a value") + "; JSON writes text in double quotes";
      if (comma_too_many && (bytes[offset] == ']' || bytes[offset] == '}')) {
        return expected("a value") + "; take away the comma before it";
      }
      return expected("a value");
    case rapidjson::kParseErrorObjectMissName:
      if (single_quote) return expected("a key in double quotes");
      if (comma_too_many && bytes[offset] == '}') {
        return expected("a key in double quotes") + "; take away the comma before it";
      }
      return expected("a key in double quotes");
    case rapidjson::kParseErrorObjectMissColon:
      return expected("\":\" behind the key");
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return expected("\",\" or \"}\" behind the member");
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return expected("\",\" or \"]\" behind the element");
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return "expected four hexadecimal digits behind \\u, found something else; write \\u00e9, say, or the letter "
             "itself";
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return "expected a pair of surrogate escapes, found half of one; write the character itself";
    case rapidjson::kParseErrorStringEscapeInvalid:
      if (offset < bytes.size() && bytes[offset] == '\\') {
        return "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, found " + found_at(bytes, offset + 1) +
               " behind the backslash";
      }
      return "expected a closing quote or text, found " + found +
             "; inside a string it is written as an escape (\\n, say)";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return offset < bytes.size() ? "expected text, found " + found + " inside a string"
                                   : "expected a closing quote, found the end of the document";
    case rapidjson::kParseErrorStringInvalidEncoding:
      return "expected UTF-8, found " + (utf8::decode(bytes, offset).valid ? std::string("something else") : found) +
             "; convert the file (iconv -f windows-1252 -t utf-8, say)";
    case rapidjson::kParseErrorNumberMissFraction:
      return expected("a digit behind the decimal point");
    case rapidjson::kParseErrorNumberMissExponent:
      return expected("a digit in the exponent");
    default:
      return expected("JSON");
  }
}

/// Length of the number of RFC 8259 at the start of `text`; 0 where there is none.
std::size_t number_length(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - first;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool leading_zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return 0;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return 0;
  }
  return at;
}

/// RapidJSON refuses numbers that no double can hold, even where it is told to hand them over as text. A copy of
/// the document in which every longer number is a zero of the same length has the same structure and the same
/// offsets; the numbers themselves are always taken from the source.
std::string with_small_numbers(std::string_view bytes) {
  std::string copy(bytes);
  bool in_string = false;
  for (std::size_t at = 0; at < copy.size();) {
    const char byte = copy[at];
    if (in_string) {
      if (byte == '"') in_string = false;
      at += byte == '\\' ? 2 : 1;
      continue;
    }
    const bool starts_number = byte == '-' || (byte >= '0' && byte <= '9');
    const std::size_t length = starts_number ? number_length(bytes.substr(at)) : 0;
    if (length >= 5) {
      const std::size_t zero = byte == '-' ? at + 1 : at;
      std::fill(copy.begin() + static_cast<std::ptrdiff_t>(zero),
                copy.begin() + static_cast<std::ptrdiff_t>(at + length), '0');
      copy[zero + 1] = '.';
    }
    if (byte == '"') in_string = true;
    at += std::max<std::size_t>(length, 1);
  }
  return copy;
}

/// Where in a raw string the first low surrogate escape stands that no high one precedes; RapidJSON lets it pass.
std::size_t lone_low_surrogate(std::string_view raw) {
  const auto nibble_class = [&](std::size_t at, char lower_first, char upper_first) {
    if (at + 5 >= raw.size() || raw[at] != '\\' || raw[at + 1] != 'u' || (raw[at + 2] | 0x20) != 'd') return false;
    const char c = static_cast<char>(raw[at + 3] | (raw[at + 3] >= 'A' ? 0x20 : 0));
    return c >= lower_first && c <= upper_first;
  };
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      ++at;
    } else if (nibble_class(at, '8', '9') || nibble_class(at, 'a', 'b')) {
      at += 12;  // a pair: RapidJSON has checked its second half
    } else if (nibble_class(at, 'c', 'f')) {
      return at;
    } else {
      at += 2;
    }
  }
  return raw.size();
}

/// Whether unescaped text has the bytes of an encoded surrogate, which only a lone escape can have made.
bool has_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  }
  return false;
}

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kFalse:
      return "false";
    case Kind::kTrue:
      return "true";
    case Kind::kNumber:
      return "a number";
    case Kind::kString:
      return "a string";
    case Kind::kArray:
      return "an array";
    case Kind::kObject:
      return "an object";
  }
  return "a value";
}

std::string pointer_token(std::string_view key) {
  std::string token;
  token.reserve(key.size());
  for (const char byte : key) {
    if (byte == '~') {
      token += "~0";
    } else if (byte == '/') {
      token += "~1";
    } else {
      token += byte;
    }
  }
  return token;
}

std::string_view Document::unusual_text(const Node& node) const {
  return node.kind == Kind::kString ? std::string_view(unescaped_[node.link]) : std::string_view();
}

/// Takes RapidJSON's events and writes the tape.
class Tape {
 public:
  Tape(Document& document, const Source& source, const Document::Options& options)
      : document_(document), source_(source), options_(options), next_escape_(find_escape(0)) {}

  // The names are RapidJSON's. NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return literal(Kind::kNull, here() - 4, here()); }
  bool Bool(bool value) {
    return value ? literal(Kind::kTrue, here() - 4, here()) : literal(Kind::kFalse, here() - 5, here());
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return literal(Kind::kNumber, offset_of(text), offset_of(text) + length);
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    if (passing_over_ > 0) return true;
    ++values_;
    return string(offset_of(text), length);
  }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    if (passing_over_ > 0) return true;
    return string(offset_of(text), length);
  }
  bool StartObject() { return open(Kind::kObject); }
  bool StartArray() { return open(Kind::kArray); }
  bool EndObject(rapidjson::SizeType members) {
    if (passing_over_ == 0 && members > 1 && options_.check_duplicate_keys) {
      const Document::Node* const first = node(open_ + 1);
      const Document::Node* const second = document_.behind(first + 1);
      // Most objects have two members; more are looked at elsewhere.
      if (members > 2 || same_key(first, second)) check_duplicate_keys(members);
    }
    return close(members);
  }
  bool EndArray(rapidjson::SizeType elements) { return close(elements); }
  // NOLINTEND(readability-identifier-naming)

  /// The pointer of the innermost value that was entered.
  [[nodiscard]] std::string pointer() const {
    std::string pointer = pointer_of_open();
    if (values_ == 0 || open_ == kNone) return pointer;
    if (document_.nodes_[open_].kind == Kind::kArray) return pointer + "/" + std::to_string(values_ - 1);
    const Document::Node* const end = node(size());
    const Document::Node* key = node(open_ + 1);
    for (const Document::Node* next = document_.behind(key + 1); next < end; next = document_.behind(key + 1)) {
      key = next;
      if (key + 1 == end) break;  // its value is not begun
    }
    return pointer + "/" + token_of(key);
  }

  void fault(Fault::Kind kind, std::size_t begin, std::size_t end, std::string where, std::string message) {
    if (kind == Fault::Kind::kSyntax || document_.faults_.size() < options_.faults) {
      document_.faults_.push_back({kind, begin, end, std::move(where), std::move(message)});
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  [[nodiscard]] const Document::Node* node(std::uint32_t index) const { return document_.nodes_.data() + index; }
  [[nodiscard]] std::string token_of(const Document::Node* key) const {
    return pointer_token(Value(document_, *key).text());
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(document_.nodes_.size()); }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(source_.Tell()); }
  [[nodiscard]] std::uint32_t offset_of(const char* text) const {
    return static_cast<std::uint32_t>(source_.offset_of(text));
  }

  /// The pointer of the innermost array or object that is open. A key stands right before its value.
  [[nodiscard]] std::string pointer_of_open() const {
    std::vector<std::uint32_t> way;
    for (std::uint32_t open = open_; open != kNone; open = document_.nodes_[open].end) way.push_back(open);
    std::string pointer;
    for (std::size_t i = way.size(); i-- > 1;) {
      const Document::Node& outer = document_.nodes_[way[i]];
      pointer += '/';
      pointer += outer.kind == Kind::kObject ? token_of(node(way[i - 1] - 1)) : std::to_string(outer.link - 1);
    }
    return pointer;
  }

  bool literal(Kind kind, std::uint32_t begin, std::uint32_t end) {
    if (passing_over_ > 0) return true;
    ++values_;
    document_.nodes_.push_back({begin, end, 0, kind, false, 0});
    return true;
  }

  /// `first` is the first byte behind the opening quote, `length` that of the text as it stands in the source.
  bool string(std::uint32_t first, std::uint32_t length) {
    if (first + length > next_escape_) [[unlikely]]
      return escaped_string(first, first + length);
    document_.nodes_.push_back({first - 1, first + length + 1, 0, Kind::kString, false, 0});
    return true;
  }

  /// Backslashes stand in strings only, so a string has one where the next one in the source is not behind it.
  [[gnu::noinline]] bool escaped_string(std::uint32_t first, std::uint32_t last) {
    if (next_escape_ < first) next_escape_ = find_escape(first);
    if (last <= next_escape_) return string(first, last - first);
    next_escape_ = find_escape(last);
    const std::uint32_t begin = first - 1;
    const std::uint32_t end = last + 1;
    const std::string_view raw = document_.bytes_.substr(begin, end - begin);
    document_.nodes_.push_back(
        {begin, end, static_cast<std::uint32_t>(document_.unescaped_.size()), Kind::kString, true, 0});
    document_.unescaped_.push_back(unescaped(raw));
    if (!has_surrogate(document_.unescaped_.back())) return true;
    const std::size_t at = begin + lone_low_surrogate(raw);
    fault(Fault::Kind::kSyntax, at, std::min<std::size_t>(at + 6, end), pointer(),
          syntax_message(rapidjson::kParseErrorStringUnicodeSurrogateInvalid, document_.bytes_, at));
    return false;
  }

  bool open(Kind kind) {
    if (passing_over_ > 0) {
      ++passing_over_;
      return true;
    }
    if (open_ != kNone) document_.nodes_[open_].link = values_ + 1;
    const std::uint32_t outer = open_;
    open_ = size();
    values_ = 0;
    document_.nodes_.push_back({here(), outer, 0, kind, false, 0});
    if (++depth_ > options_.nesting) pass_over(kind);
    return true;
  }

  [[gnu::noinline]] void pass_over(Kind kind) {
    passing_over_ = 1;
    fault(Fault::Kind::kTooDeep, here(), here() + 1, pointer_of_open(),
          "expected at most " + std::to_string(options_.nesting) + " arrays and objects inside each other, found " +
              std::string(kind_name(kind)) + " inside them");
  }

  bool close(std::size_t values) {
    if (passing_over_ > 1) {
      --passing_over_;
      return true;
    }
    if (passing_over_ == 1) values = 0;
    passing_over_ = 0;
    Document::Node& node = document_.nodes_[open_];
    open_ = node.end;
    --depth_;
    values_ = open_ == kNone ? 1 : document_.nodes_[open_].link;
    node.end = here() + 1;
    node.link = size();
    node.count = static_cast<std::uint16_t>(std::min<std::size_t>(values, 0xffff));
    return true;
  }

  [[nodiscard]] std::uint32_t find_escape(std::size_t from) const {
    return static_cast<std::uint32_t>(std::min(document_.bytes_.find('\\', from), document_.bytes_.size()));
  }

  [[nodiscard]] bool same_key(const Document::Node* left, const Document::Node* right) const {
    if (left->end - left->begin != right->end - right->begin && !left->escaped && !right->escaped) return false;
    return same_text(Value(document_, *left).text(), Value(document_, *right).text());
  }

  [[gnu::noinline]] void check_duplicate_keys(std::size_t members) {
    // The object is still open, so its members reach to the end of the tape.
    const Document::Node* const first = node(open_ + 1);
    const Document::Node* const end = node(size());
    if (members <= kFewKeys) {
      for (const Document::Node* key = document_.behind(first + 1); key < end; key = document_.behind(key + 1)) {
        for (const Document::Node* other = first; other < key; other = document_.behind(other + 1)) {
          if (!same_key(other, key)) continue;
          duplicate(key);
          break;
        }
      }
      return;
    }
    const auto text = [&](const Document::Node* key) { return Value(document_, *key).text(); };
    keys_.clear();
    for (const Document::Node* key = first; key < end; key = document_.behind(key + 1)) keys_.push_back(key);
    std::sort(keys_.begin(), keys_.end(), [&](const Document::Node* left, const Document::Node* right) {
      const int order = text(left).compare(text(right));
      return order != 0 ? order < 0 : left < right;
    });
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      if (text(keys_[i - 1]) == text(keys_[i])) duplicate(keys_[i]);
    }
  }

  void duplicate(const Document::Node* key) {
    const Value again(document_, *key);
    fault(Fault::Kind::kDuplicateKey, again.begin(), again.end(), pointer_of_open() + "/" + token_of(key),
          "expected every key once in an object, found " + std::string(again.raw().substr(0, 80)) +
              " again; take one of them away");
  }

  Document& document_;
  const Source& source_;
  const Document::Options& options_;
  std::uint32_t open_ = kNone;  ///< the innermost array or object that is open
  std::uint32_t values_ = 0;    ///< begun in it
  std::size_t depth_ = 0;       ///< how many are open
  std::uint32_t next_escape_;   ///< the first backslash that no string so far had; the document's size: none
  std::vector<const Document::Node*> keys_;
  std::size_t passing_over_ = 0;  ///< arrays and objects open beyond the nesting limit
};

namespace {

/// RapidJSON's reader with the tape inside of it: flattened, since the events are short and come by the thousand. Used,
/// so that GCC makes no copy of it for its one caller, which would not be flattened.
[[gnu::noinline, gnu::used, gnu::flatten]] rapidjson::ParseResult write_tape(Source& source, Tape& tape) {
  return rapidjson::Reader().Parse<kParseFlags>(source, tape);
}

}  // namespace

void Document::read(std::string_view bytes, const Options& options) {
  bytes_ = bytes;
  nodes_.reserve(std::clamp<std::size_t>(bytes.size() / 10, kInlineNodes, 1u << 16));
  const std::size_t start = bytes.starts_with(utf8::kByteOrderMark) ? utf8::kByteOrderMark.size() : 0;

  std::string small_numbers;
  std::string_view parsed = bytes;
  for (;;) {
    nodes_.clear();
    unescaped_.clear();
    faults_.clear();
    Source source(parsed, start);
    Tape tape(*this, source, options);
    const rapidjson::ParseResult result = write_tape(source, tape);
    if (!result.IsError() && source.Tell() == bytes.size()) return;
    if (result.Code() == rapidjson::kParseErrorNumberTooBig && small_numbers.empty()) {
      parsed = small_numbers = with_small_numbers(bytes);
      continue;
    }
    if (result.Code() != rapidjson::kParseErrorTermination) {
      // Without an error the reader stopped at a NUL byte, which it takes for the end.
      const auto code = result.IsError() ? result.Code() : rapidjson::kParseErrorDocumentRootNotSingular;
      const std::size_t at = std::min(result.IsError() ? result.Offset() : source.Tell(), bytes.size());
      const std::size_t width = std::max<std::size_t>(utf8::decode(bytes, at).size, at < bytes.size() ? 1 : 0);
      tape.fault(Fault::Kind::kSyntax, at, at + width, tape.pointer(), syntax_message(code, bytes, at));
    }
    nodes_.clear();
    return;
  }
}

}  // namespace segue::json
