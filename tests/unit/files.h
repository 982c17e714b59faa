// files.h: the tests' own files.

#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

/// A file under tests/, whole.
inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(std::filesystem::path(SEGUE_TEST_DATA) / path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), "cannot read ", path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
