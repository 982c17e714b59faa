// choppy_source.h: a Source that hands memory out in pieces of chosen sizes, and can fail at its end.

#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segue/leads.h"

namespace segue::reference {

class ChoppySource : public Source {
 public:
  /// The sizes are gone through in turn; each is at least 1. A `problem` stands for the end.
  ChoppySource(std::string_view bytes, std::vector<std::size_t> sizes, std::string problem = {},
               std::string name = "choppy.csv")
      : bytes_(bytes), sizes_(std::move(sizes)), problem_(std::move(problem)), name_(std::move(name)) {}

  Read read(std::span<char> room) override {
    if (bytes_.empty()) return {.problem = problem_};
    const std::size_t size = bytes_.copy(room.data(), std::min(room.size(), sizes_[turn_++ % sizes_.size()]));
    bytes_.remove_prefix(size);
    return {.size = size};
  }

  [[nodiscard]] std::string_view name() const override { return name_; }

 private:
  std::string_view bytes_;
  std::vector<std::size_t> sizes_;
  std::size_t turn_ = 0;
  std::string problem_;
  std::string name_;
};

}  // namespace segue::reference
