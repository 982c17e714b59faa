// inline_vector.h: an array that grows at its end and is mostly short. Its first kInline items are kept in the array
// itself, so that a short one allocates nothing.
//
//   InlineVector<Node, 128> nodes;
//   nodes.push_back({.begin = 7});
//   nodes[0].end = 9;

#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace segue {

template <class Item, std::size_t kInline>
class InlineVector {
  static_assert(std::is_trivially_copyable_v<Item> && std::is_trivially_destructible_v<Item>);
  static_assert(alignof(Item) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

 public:
  InlineVector() = default;
  InlineVector(const InlineVector&) = delete;
  InlineVector& operator=(const InlineVector&) = delete;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - items_); }
  [[nodiscard]] bool empty() const { return end_ == items_; }
  [[nodiscard]] const Item* data() const { return items_; }
  [[nodiscard]] const Item* begin() const { return items_; }
  [[nodiscard]] const Item* end() const { return end_; }
  Item& operator[](std::size_t index) { return items_[index]; }
  const Item& operator[](std::size_t index) const { return items_[index]; }
  [[nodiscard]] const Item& back() const { return end_[-1]; }

  void push_back(const Item& item) { push_back_if(true, item); }
  /// Appends the item or leaves it; for loops in which a branch would cost more than a write that is not kept.
  void push_back_if(bool is_kept, const Item& item) {
    if (end_ == limit_) [[unlikely]]
      make_room(2 * size());
    *end_ = item;
    end_ += is_kept ? 1 : 0;
  }
  void clear() { end_ = items_; }
  void reserve(std::size_t items) {
    if (items > static_cast<std::size_t>(limit_ - items_)) make_room(items);
  }

 private:
  // Bytes are objects of such a type as soon as it is written there; none of them is set before.
  [[gnu::noinline]] void make_room(std::size_t items) {
    auto more = std::make_unique_for_overwrite<std::byte[]>(items * sizeof(Item));
    auto* const first = reinterpret_cast<Item*>(more.get());
    end_ = std::copy(items_, end_, first);
    more_ = std::move(more);
    items_ = first;
    limit_ = first + items;
  }

  std::unique_ptr<std::byte[]> more_;
  alignas(Item) std::byte inline_[kInline * sizeof(Item)];
  Item* items_ = reinterpret_cast<Item*>(inline_);
  Item* end_ = items_;               ///< after the last item
  Item* limit_ = items_ + kInline;  ///< after the room
};

}  // namespace segue
