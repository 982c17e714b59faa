// first_room.h: memory for a container that is mostly small: the first request that fits is met on the spot, every
// other one from the heap.
//
//   FirstRoom<512> room;
//   std::pmr::vector<int> numbers(&room);

#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>

namespace segue {

template <std::size_t kBytes>
class FirstRoom final : public std::pmr::memory_resource {
 public:
  FirstRoom() = default;
  FirstRoom(const FirstRoom&) = delete;
  FirstRoom& operator=(const FirstRoom&) = delete;

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    if (is_taken_ || bytes > kBytes) return std::pmr::new_delete_resource()->allocate(bytes, alignment);
    is_taken_ = true;
    return room_.data();
  }
  void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override {
    if (memory == room_.data()) {
      is_taken_ = false;
    } else {
      std::pmr::new_delete_resource()->deallocate(memory, bytes, alignment);
    }
  }
  [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
    return this == &other;
  }

  alignas(std::max_align_t) std::array<std::byte, kBytes> room_;
  bool is_taken_ = false;
};

}  // namespace segue
