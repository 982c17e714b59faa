// columns.h: a view of column names.
//
//   segue::compile(sequence, 0, {"first-name", "company"});          // a list
//   segue::compile(sequence, 0, sequence.variables());               // a vector of strings
//   const std::string_view names[] = {"first-name", "company"};
//   segue::compile(sequence, 0, names);                              // or anything that is a span of string views
//
// Ownership: a Columns owns nothing; pass it as an argument and do not keep it.
// Threads: a plain value.
// Limits: none of its own.

#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace segue {

/// Names of columns, held by the caller as strings or as string views.
class Columns {
 public:
  Columns() = default;
  template <std::convertible_to<std::span<const std::string_view>> Names>
  Columns(const Names& names)  // NOLINT(google-explicit-constructor)
      : Columns(std::span<const std::string_view>(names)) {}
  template <std::convertible_to<std::span<const std::string>> Names>
  Columns(const Names& names) : Columns(std::span<const std::string>(names)) {}  // NOLINT(google-explicit-constructor)
  // NOLINTNEXTLINE(google-explicit-constructor)
  Columns(std::span<const std::string_view> names) : views_(names.data()), size_(names.size()) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Columns(std::span<const std::string> names) : strings_(names.data()), size_(names.size()) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    return strings_ != nullptr ? std::string_view(strings_[index]) : views_[index];
  }

 private:
  const std::string_view* views_ = nullptr;
  const std::string* strings_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace segue
