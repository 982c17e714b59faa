#include "leads/columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/column_match.h"
#include "base/near_miss.h"
#include "leads/keys.h"

namespace segue {
namespace {

constexpr std::size_t kListedNames = 30;

Error refusal(std::string_view code, std::string message) {
  return {.code = std::string(code), .name = std::string(code), .message = std::move(message)};
}

// Binds one name after another and gathers what is wrong.
class Binder {
 public:
  Binder(std::string_view source, std::span<const std::string> columns, const LeadOptions& options)
      : source_(source), columns_(columns), options_(options) {}

  Result<Binding> bind() {
    // A column said outright must be there, whether or not its variable is asked for.
    for (const auto& [variable, column] : options_.columns) {
      const ColumnMatch match = find_exactly(column, columns_);
      const std::string purpose = fmt::format("variable \"{}\"", variable);
      if (!match.found()) {
        refuse_absent(column, purpose);
      } else if (match.ambiguous()) {
        refuse_ambiguous(match, purpose);
      }
    }
    Binding binding;
    for (const std::string& variable : options_.variables) {
      const std::string* column = mapped_column(variable, options_);
      const ColumnMatch match = column != nullptr ? find_exactly(*column, columns_) : find_column(variable, columns_);
      if (column == nullptr && match.ambiguous()) refuse_ambiguous(match, fmt::format("variable \"{}\"", variable));
      binding.variables.push_back(match.column);
    }
    binding.key = options_.key.empty() ? choose_key() : said_key();
    if (!errors_.empty()) return std::move(errors_);
    return binding;
  }

 private:
  std::size_t choose_key() {
    for (const std::string_view name : kKeyNames) {
      const ColumnMatch match = find_column(name, columns_);
      if (!match.found()) continue;
      if (match.ambiguous()) refuse_ambiguous(match, "the lead's key");
      return match.column;
    }
    errors_.push_back(refusal(
        "no-key", fmt::format("{}: no column gives the lead's key ({}; columns: {}){}; choose one, or the row number, "
                              "as the key",
                              source_, list_key_names(), list_names(columns_), separator_hint())));
    errors_.back().setting = "key";
    return kNoColumn;
  }

  std::size_t said_key() {
    const bool is_row = options_.key == kRowKey;
    const ColumnMatch match = is_row ? find_exactly(kRowKey, columns_) : find_column(options_.key, columns_);
    if (!match.found()) {
      if (!is_row) refuse_absent(options_.key, "the lead's key");
    } else if (match.ambiguous()) {
      refuse_ambiguous(match, "the lead's key");
    }
    return match.column;
  }

  void refuse_absent(std::string_view column, std::string_view purpose) {
    const std::vector<std::string_view> known(columns_.begin(), columns_.end());
    const std::optional<std::string_view> near = near_miss(column, known);
    errors_.push_back(
        refusal("no-column", fmt::format("{}: there is no column \"{}\" for {}{} (columns: {}){}", source_, column,
                                         purpose, near ? fmt::format("; did you mean \"{}\"?", *near) : std::string(),
                                         list_names(columns_), separator_hint())));
  }

  void refuse_ambiguous(const ColumnMatch& match, std::string_view purpose) {
    const std::string& first = columns_[match.column];
    const std::string& second = columns_[match.second];
    errors_.push_back(refusal(
        "duplicate-column",
        first == second
            ? fmt::format("{}: column \"{}\" for {} stands twice, as column {} and column {}; rename one of them",
                          source_, first, purpose, match.column + 1, match.second + 1)
            : fmt::format("{}: both \"{}\" (column {}) and \"{}\" (column {}) fit {}; say which by its exact name",
                          source_, first, match.column + 1, second, match.second + 1, purpose)));
  }

  // A header of one column most often has another separator.
  std::string separator_hint() const {
    if (columns_.size() != 1) return {};
    for (const char separator : {';', '\t', ',', '|'}) {
      if (columns_[0].find(separator) == std::string::npos) continue;
      return fmt::format("; the header is a single column with {} in it: is the file separated by that?",
                         separator == '\t' ? std::string("a tab") : fmt::format("\"{}\"", separator));
    }
    return {};
  }

  std::string_view source_;
  std::span<const std::string> columns_;
  const LeadOptions& options_;
  std::vector<Error> errors_;
};

}  // namespace

const std::string* mapped_column(std::string_view variable, const LeadOptions& options) {
  const auto found = std::find_if(options.columns.rbegin(), options.columns.rend(),
                                  [&](const auto& pair) { return pair.first == variable; });
  return found == options.columns.rend() ? nullptr : &found->second;
}

void name_columns(const Binding& binding, LeadNames& names) {
  for (const std::size_t column : binding.variables) {
    names.variable_columns.push_back(column == kNoColumn ? std::string() : names.columns[column]);
  }
  names.key_column = binding.key == kNoColumn ? std::string(kRowKey) : names.columns[binding.key];
}

Result<Binding> bind_columns(std::string_view source, std::span<const std::string> columns,
                             const LeadOptions& options) {
  return Binder(source, columns, options).bind();
}

std::string list_names(std::span<const std::string> names) {
  const std::size_t listed = std::min(names.size(), kListedNames);
  std::string list = fmt::format("{}", fmt::join(names.first(listed), ", "));
  if (listed < names.size()) list += fmt::format(", and {} more", names.size() - listed);
  return list;
}

}  // namespace segue
