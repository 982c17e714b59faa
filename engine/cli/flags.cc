// flags.cc: see flags.h. The only file that includes CLI11. CLI11 splits the command line; this file parses the values
// and writes the error messages.

#include "cli/flags.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "base/near_miss.h"

namespace segue::cli {
namespace {

std::optional<std::string_view> near_flag(std::string_view word, std::span<const BoundFlag> flags) {
  std::vector<std::string_view> known = {"--help"};
  for (const BoundFlag& flag : flags) known.push_back(flag.text.name);
  return near_miss(word, known);
}

Error no_such_flag(std::string_view command, std::string_view argument, std::span<const BoundFlag> flags) {
  const std::string_view name = argument.substr(0, argument.find('='));
  std::string message = fmt::format("{} has no flag \"{}\"", command, name);
  if (const auto meant = near_flag(name, flags)) message += fmt::format("; did you mean \"{}\"?", *meant);
  return usage_error(message + fmt::format("   (segue {} --help)", command));
}

bool is_flag_name(std::string_view argument, std::span<const BoundFlag> flags) {
  return std::any_of(flags.begin(), flags.end(), [&](const BoundFlag& flag) { return flag.text.name == argument; });
}

/// Mistakes that CLI11 accepts or reports in its own words: a switch with a value, a flag without its value.
std::optional<Error> misuse(std::span<const std::string> arguments, std::span<const BoundFlag> flags) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string_view argument = arguments[i];
    const std::string_view name = argument.substr(0, argument.find('='));
    const auto flag =
        std::find_if(flags.begin(), flags.end(), [&](const BoundFlag& one) { return one.text.name == name; });
    if (flag == flags.end()) continue;
    const bool is_switch = flag->text.value.empty();
    const bool has_value = name.size() < argument.size();
    if (is_switch && has_value) return usage_error(fmt::format("{} takes no value; found \"{}\"", name, argument));
    if (is_switch || has_value) continue;
    ++i;  // its value
    if (i == arguments.size()) {
      return usage_error(fmt::format("{} needs a value: {} {}", name, name, flag->text.value));
    }
    if (is_flag_name(arguments[i], flags)) {
      return usage_error(
          fmt::format("{} needs a value: {} {}; found the flag {}", name, name, flag->text.value, arguments[i]));
    }
  }
  return std::nullopt;
}

/// Splits `--name=value` into two words: CLI11 would treat an empty value as a missing one.
std::vector<std::string> separated(std::span<const std::string> arguments, std::span<const BoundFlag> flags) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--") {
      words.insert(words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
      break;
    }
    const std::size_t equals = arguments[i].find('=');
    if (equals != std::string::npos && is_flag_name(arguments[i].substr(0, equals), flags)) {
      words.push_back(arguments[i].substr(0, equals));
      words.push_back(arguments[i].substr(equals + 1));
      continue;
    }
    words.push_back(arguments[i]);
    const bool takes_next = std::any_of(flags.begin(), flags.end(), [&](const BoundFlag& flag) {
      return flag.text.name == arguments[i] && !flag.text.value.empty();
    });
    if (takes_next && i + 1 < arguments.size()) words.push_back(arguments[++i]);
  }
  return words;
}

std::optional<std::uint64_t> parse_digits(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Error usage_error(std::string message) {
  return {.code = "usage", .name = "usage", .message = std::move(message)};
}

Result<std::vector<std::string>> parse_flags(std::string_view command, std::span<const std::string> arguments,
                                             std::span<const BoundFlag> flags) {
  if (auto error = misuse(arguments, flags)) return *std::move(error);

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<std::string> operands;
  CLI::Option* operand = app.add_option("OPERAND", operands)->expected(-1);
  std::vector<CLI::Option*> options;
  for (const BoundFlag& flag : flags) {
    const std::string name(flag.text.name);
    if (flag.text.value.empty()) {
      options.push_back(app.add_flag(name));
    } else {
      // Each occurrence takes one value, so that operands after it stay operands. The values are read below.
      options.push_back(app.add_option(name)->expected(1)->allow_extra_args(false));
    }
    options.back()->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  try {
    std::vector<std::string> words = separated(arguments, flags);
    std::reverse(words.begin(), words.end());  // the order that CLI11 expects
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  for (const std::string& extra : app.remaining()) {
    if (extra.size() > 1 && extra.front() == '-' && extra != "--") return no_such_flag(command, extra, flags);
  }
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const FlagText& text = flags[i].text;
    if (options[i]->count() > 1 && !text.repeats) {
      return usage_error(fmt::format("{} was given twice; give it once", text.name));
    }
    for (const std::string& value : options[i]->results()) {
      const Complaint complaint = flags[i].take(value);
      if (!complaint.empty()) return usage_error(fmt::format("{}: {}", text.name, complaint));
    }
  }
  return std::vector<std::string>(operand->results());
}

Result<std::uint64_t> read_number(std::string_view text, std::uint64_t max) {
  const auto number = parse_digits(text);
  if (!number) return usage_error(fmt::format("expected a whole number, found \"{}\"", text));
  if (*number > max) return usage_error(fmt::format("expected at most {}, found {}", max, text));
  return *number;
}

Result<std::uint64_t> read_size(std::string_view text, std::uint64_t max) {
  constexpr std::pair<std::string_view, int> kUnits[] = {{"KiB", 10}, {"MiB", 20}, {"GiB", 30}};
  std::string_view number = text;
  int shift = 0;
  for (const auto& [unit, bits] : kUnits) {
    if (text.ends_with(unit)) {
      number.remove_suffix(unit.size());
      shift = bits;
    }
  }
  while (shift > 0 && number.ends_with(' ')) number.remove_suffix(1);
  const auto count = parse_digits(number);
  if (!count)
    return usage_error(fmt::format("expected a number of bytes such as 4096, 64KiB or 8MiB, found \"{}\"", text));
  if (*count > max >> shift) return usage_error(fmt::format("expected at most {} bytes, found {}", max, text));
  return *count << shift;
}

Result<std::pair<std::string, std::string>> read_pair(std::string_view text, std::string_view shape) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return usage_error(fmt::format("expected {}, found \"{}\"", shape, text));
  }
  return std::pair(std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)));
}

}  // namespace segue::cli
