// flags.h: a command's flags as a table that feeds both the parser and --help.
//
//   struct Options { std::string seed; bool quiet = false; };
//   const Flag<Options> kFlags[] = {
//       {{.name = "--seed", .value = "SEED", .says = "a number or any text"}, store<&Options::seed>},
//       {{.name = "--quiet", .says = "print errors only"}, raise<&Options::quiet>},
//   };
//   Options options;
//   auto given = parse_flags("render", arguments, bound<Options>(kFlags, options));
//
// Ownership: bound flags refer to the options they fill.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segue/result.h"

namespace segue::cli {

/// What help shows of a flag, and what the parser needs to know.
struct FlagText {
  std::string_view name;   ///< "--leads"
  std::string_view value;  ///< what help calls its value; "" for a switch
  std::string_view says;   ///< one line
  std::string_view group;  ///< the heading it stands under
  bool repeats = false;    ///< may be given more than once
};

/// Why a value was not taken, as a sentence without the flag's name; empty: it was.
using Complaint = std::string;

template <class Options>
struct Flag {
  FlagText text;
  Complaint (*take)(Options& options, std::string_view value);
};

struct BoundFlag {
  FlagText text;
  std::function<Complaint(std::string_view)> take;
};

template <class Options>
std::vector<BoundFlag> bound(std::span<const Flag<Options>> flags, Options& options) {
  std::vector<BoundFlag> all;
  for (const Flag<Options>& flag : flags) {
    all.push_back({flag.text, [&flag, &options](std::string_view value) { return flag.take(options, value); }});
  }
  return all;
}

template <class Options>
std::vector<FlagText> texts_of(std::span<const Flag<Options>> flags) {
  std::vector<FlagText> texts;
  for (const Flag<Options>& flag : flags) texts.push_back(flag.text);
  return texts;
}

/// Hands each value to its flag, in the order of the table, and answers what is left: the command's operands.
/// Refuses (code usage) a flag that is unknown, lacks its value, stands twice, or does not take its value.
Result<std::vector<std::string>> parse_flags(std::string_view command, std::span<const std::string> arguments,
                                             std::span<const BoundFlag> flags);

/// An Error of a command line: code usage, and the sentence.
Error usage_error(std::string message);

/// A whole number in decimal, up to `most`.
Result<std::uint64_t> read_number(std::string_view text,
                                  std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// A number of bytes: `4096`, `64KiB`, `8MiB`, `1GiB`.
Result<std::uint64_t> read_size(std::string_view text, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// `NAME=VALUE`, split at the first `=`.
Result<std::pair<std::string, std::string>> read_pair(std::string_view text, std::string_view shape);

/// One of some words, each with what it stands for.
template <class T>
Result<T> read_choice(std::string_view text, std::initializer_list<std::pair<std::string_view, T>> choices) {
  std::string expected;
  std::size_t seen = 0;
  for (const auto& [word, meaning] : choices) {
    if (word == text) return meaning;
    if (seen > 0) expected += seen + 1 == choices.size() ? " or " : ", ";
    expected += word;
    ++seen;
  }
  return usage_error("expected " + expected + ", found \"" + std::string(text) + "\"");
}

/// Keeps the answer, or says why there is none.
template <class T, class Answer>
Complaint keep(T& place, Result<Answer> answer) {
  if (!answer) return answer.errors().front().message;
  place = static_cast<T>(*std::move(answer));
  return {};
}

// The usual ways to take a value, by the member it goes to.

template <auto member, class Options>
Complaint store(Options& options, std::string_view value) {
  options.*member = std::string(value);
  return {};
}

template <auto member, class Options>
Complaint append(Options& options, std::string_view value) {
  (options.*member).emplace_back(value);
  return {};
}

template <auto member, class Options>
Complaint raise(Options& options, std::string_view) {
  options.*member = true;
  return {};
}

template <auto member, class Options>
Complaint lower(Options& options, std::string_view) {
  options.*member = false;
  return {};
}

template <auto member, class Options>
Complaint count(Options& options, std::string_view value) {
  return keep(options.*member, read_number(value));
}

}  // namespace segue::cli
