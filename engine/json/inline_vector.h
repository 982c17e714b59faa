// inline_vector.h: an array that grows at its end and is mostly short: the first kFew items have their room in the
// array itself, so that it takes no memory for them.
//
//   InlineVector<Node, 128> nodes;
//   nodes.push_back({.begin = 7});
//   nodes[0].end = 9;

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace segue {

template <class Item, std::size_t kFew>
class InlineVector {
  static_assert(std::is_trivially_copyable_v<Item> && std::is_trivially_destructible_v<Item>);

 public:
  InlineVector() = default;
  InlineVector(const InlineVector&) = delete;
  InlineVector& operator=(const InlineVector&) = delete;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - items_); }
  [[nodiscard]] bool empty() const { return end_ == items_; }
  [[nodiscard]] const Item* data() const { return items_; }
  Item& operator[](std::size_t index) { return items_[index]; }
  const Item& operator[](std::size_t index) const { return items_[index]; }

  void push_back(const Item& item) {
    if (end_ == limit_) [[unlikely]]
      make_room(2 * size());
    *end_++ = item;
  }
  void clear() { end_ = items_; }
  void reserve(std::size_t items) {
    if (items > static_cast<std::size_t>(limit_ - items_)) make_room(items);
  }

 private:
  [[gnu::noinline]] void make_room(std::size_t items) {
    auto more = std::make_unique_for_overwrite<Item[]>(items);
    end_ = std::copy_n(items_, size(), more.get());
    more_ = std::move(more);
    items_ = more_.get();
    limit_ = items_ + items;
  }

  std::unique_ptr<Item[]> more_;
  std::array<Item, kFew> few_;  // left as it is: what is read was written before
  Item* items_ = few_.data();
  Item* end_ = items_;           ///< behind the last item
  Item* limit_ = items_ + kFew;  ///< behind the room
};

}  // namespace segue
