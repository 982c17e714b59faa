// json.h: the JSON door. All JSON that segue reads comes through here, and RapidJSON is known to json.cc alone.
//
// A Document reads bytes into a tape: one small node for each value and each key, in document order, with the
// byte range it came from. Nothing is copied but strings with escapes. The tape is flat, so walking it needs
// no recursion, and a value's place in the source is always at hand.
//
//   json::Document document;
//   document.read(bytes, {});
//   if (!document.readable()) return report(document.faults());
//   for (const json::Member& member : document.root().members()) use(member.key.text(), member.value);

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/same_text.h"
#include "base/inline_vector.h"

namespace segue::json {

enum class Kind : std::uint8_t { kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

/// "an object", "a string", …: for messages.
std::string_view kind_name(Kind kind);

/// Something in the bytes that this format forbids.
struct Fault {
  enum class Kind : std::uint8_t {
    kSyntax,        ///< not JSON; ends the reading, nothing can be said of the rest
    kDuplicateKey,  ///< a key that its object had before
    kTooDeep,       ///< an array or object beyond the nesting limit; its inside was passed over
  };
  Kind kind = Kind::kSyntax;
  std::size_t begin = 0;  ///< byte range in what was read
  std::size_t end = 0;
  std::string pointer;  ///< JSON Pointer of the place; of a syntax error, the innermost place that was entered
  std::string message;  ///< one sentence
};

class Document;
class Value;
struct Member;
template <class Item, std::uint32_t kKeys>
class Inside;
using Elements = Inside<Value, 0>;  ///< the values of an array
using Members = Inside<Member, 1>;  ///< the members of an object, in source order

/// A handle on one value of a Document, or on none; as light as a pointer and valid as long as the tape is.
class Value {
 public:
  struct Node;  ///< of the tape

  Value() = default;
  Value(const Document& document, const Node& node) : document_(&document), node_(&node) {}

  /// Whether there is a value; nothing else may be asked where there is none.
  explicit operator bool() const { return node_ != nullptr; }

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is(Kind kind_wanted) const { return kind() == kind_wanted; }
  [[nodiscard]] std::size_t begin() const;      ///< offset of its first byte
  [[nodiscard]] std::size_t end() const;        ///< offset behind its last byte
  [[nodiscard]] std::string_view raw() const;   ///< as it stands in the source; numbers as they were written
  [[nodiscard]] std::string_view text() const;  ///< of a string: unescaped, UTF-8
  [[nodiscard]] bool is_text(std::string_view text_wanted) const;  ///< text() == text_wanted, of a string
  [[nodiscard]] std::size_t at_least() const;  ///< how many values an array or object has, up to 65,535: to reserve
  [[nodiscard]] Elements elements() const;     ///< of an array; of anything else, none
  [[nodiscard]] Members members() const;       ///< of an object; of anything else, none

 private:
  const Document* document_ = nullptr;
  const Node* node_ = nullptr;
};

struct Value::Node {
  std::uint32_t begin;
  std::uint32_t end;   ///< of a container that is open still: the one around it, or none
  std::uint32_t link;  ///< container: the node behind its last, while it is open how many values it has; escaped
                       ///< string: index into unescaped_
  Kind kind;
  bool escaped;
  std::uint16_t count;  ///< container: values in it, as far as they can be counted here
};

struct Member {
  Value key;
  Value value;
};

/// Reads documents one after another, keeping its memory between them.
class Document {
 public:
  struct Options {
    std::size_t nesting = 64;     ///< arrays and objects inside each other
    std::size_t faults = 10'000;  ///< at most so many are told
    bool check_duplicate_keys = true;
  };

  Document() = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Reads RFC 8259 JSON in UTF-8, fewer than 2^32 bytes. `bytes` must live as long as the values are looked at.
  void read(std::string_view bytes, const Options& options);

  /// Whether there is a root: the bytes are JSON, though there may be faults of other kinds.
  [[nodiscard]] bool readable() const { return !nodes_.empty(); }
  /// In the order in which they were met.
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  [[nodiscard]] Value root() const { return {*this, nodes_[0]}; }

 private:
  friend class Value;
  template <class Item, std::uint32_t kKeys>
  friend class Inside;
  friend class Tape;

  using Node = Value::Node;

  /// The text of what is no string, or one with escapes.
  [[nodiscard]] std::string_view unusual_text(const Node& node) const;

  /// The node behind a value and all that is in it.
  [[nodiscard]] const Node* behind(const Node* value) const {
    return value->kind >= Kind::kArray ? nodes_.data() + value->link : value + 1;
  }

  std::string_view bytes_;
  static constexpr std::size_t kInlineNodes = 128;  ///< a request body of a few steps takes no memory for its tape
  InlineVector<Node, kInlineNodes> nodes_;
  std::vector<std::string> unescaped_;
  std::vector<Fault> faults_;
};

/// What stands inside an array or object, for range-for: each Item begins with `kKeys` keys and ends with a value.
template <class Item, std::uint32_t kKeys>
class Inside {
 public:
  class Iterator {
   public:
    Iterator(const Document* document, const Value::Node* node) : document_(document), node_(node) {}
    Item operator*() const {
      if constexpr (kKeys == 0) {
        return {*document_, *node_};
      } else {
        return {{*document_, node_[0]}, {*document_, node_[1]}};
      }
    }
    Iterator& operator++() {
      node_ = document_->behind(node_ + kKeys);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return node_ != other.node_; }

   private:
    const Document* document_;
    const Value::Node* node_;
  };
  [[nodiscard]] Iterator begin() const { return {document_, first_}; }
  [[nodiscard]] Iterator end() const { return {document_, last_}; }

 private:
  friend class Value;
  Inside(const Document* document, const Value::Node* first, const Value::Node* last)
      : document_(document), first_(first), last_(last) {}
  const Document* document_;
  const Value::Node* first_;
  const Value::Node* last_;
};

/// A reference token of a JSON Pointer (RFC 6901): `~` as `~0`, `/` as `~1`.
std::string pointer_token(std::string_view key);

inline Kind Value::kind() const {
  return node_->kind;
}
inline std::size_t Value::at_least() const {
  return node_->count;
}
inline std::size_t Value::begin() const {
  return node_->begin;
}
inline std::size_t Value::end() const {
  return node_->end;
}
inline std::string_view Value::raw() const {
  return {document_->bytes_.data() + begin(), end() - begin()};
}
[[gnu::always_inline]] inline std::string_view Value::text() const {
  if (node_->kind != Kind::kString || node_->escaped) return document_->unusual_text(*node_);
  return {document_->bytes_.data() + node_->begin + 1, node_->end - node_->begin - std::size_t{2}};
}
[[gnu::always_inline]] inline bool Value::is_text(std::string_view text_wanted) const {
  if (!node_->escaped && node_->end - node_->begin != text_wanted.size() + 2) return false;
  return same_text(text(), text_wanted);
}
inline Elements Value::elements() const {
  if (kind() != Kind::kArray) return {document_, node_, node_};
  return {document_, node_ + 1, document_->behind(node_)};
}
inline Members Value::members() const {
  if (kind() != Kind::kObject) return {document_, node_, node_};
  return {document_, node_ + 1, document_->behind(node_)};
}

}  // namespace segue::json
