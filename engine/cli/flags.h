// flags.h: a command's flags as a table that feeds both the parser and --help.
//
//   struct Options { std::string seed; bool quiet = false; };
//   const Flag<Options> kFlags[] = {
//       {{.name = "--seed", .value = "SEED", .help = "a number or any text"}, store<&Options::seed>},
//       {{.name = "--quiet", .help = "print errors only"}, raise<&Options::quiet>},
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

/// The description of a flag, for help and for the parser.
struct FlagText {
  std::string_view name;   ///< "--leads"
  std::string_view value;  ///< the placeholder for its value; "" for a switch
  std::string_view help;   ///< one line
  std::string_view group;  ///< its heading in help
  bool repeats = false;    ///< may be given more than once
};

// Headings that several commands use.
inline constexpr std::string_view kOutputGroup = "Output";
inline constexpr std::string_view kPicksGroup = "Picks";
inline constexpr std::string_view kRunGroup = "Run";
inline constexpr std::string_view kOtherGroup = "Other";

/// Why a value was rejected, as a sentence without the flag's name; empty if it was accepted.
using Complaint = std::string;

template <class Options>
struct Flag {
  FlagText text;
  Complaint (*take)(Options& options, std::string_view value);
};

/// The flags of a command without any.
inline std::vector<FlagText> no_flags() {
  return {};
}

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

/// Passes each value to its flag, in the order of the table, and returns the rest: the command's operands. Fails with
/// code usage if a flag is unknown, has no value, was given twice, or rejects its value.
Result<std::vector<std::string>> parse_flags(std::string_view command, std::span<const std::string> arguments,
                                             std::span<const BoundFlag> flags);

/// A command-line error, with code usage.
Error usage_error(std::string message);

/// Parses a decimal whole number, at most `max`.
Result<std::uint64_t> read_number(std::string_view text, std::uint64_t max = std::numeric_limits<std::uint64_t>::max());

/// Parses a number of bytes: `4096`, `64KiB`, `8MiB`, `1GiB`.
Result<std::uint64_t> read_size(std::string_view text, std::uint64_t max = std::numeric_limits<std::uint64_t>::max());

/// Splits `NAME=VALUE` at the first `=`. `shape` is what the error message expects.
Result<std::pair<std::string, std::string>> read_pair(std::string_view text, std::string_view shape);

/// Parses one of several words, each with its meaning.
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

/// Assigns the value to `target`, or returns why there is none.
template <class T, class Value>
Complaint keep(T& target, Result<Value> value) {
  if (!value) return value.errors().front().message;
  target = static_cast<T>(*std::move(value));
  return {};
}

// Common flag actions, by the member that they set.

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
