// Compiles a message into a Program: resolves columns, settles policies, encodes every text that is known.

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "base/escape.h"
#include "base/utf8.h"
#include "base/white_space.h"
#include "render/program.h"

namespace segue {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

/// Builds one Program.
class Compiler {
 public:
  using Program = Template::Program;

  Compiler(Program& program, const std::vector<std::string>& columns, const CompileOptions& options)
      : program_(program), columns_(columns), options_(options) {}

  std::vector<Error> compile(const Message& message) {
    program_.encoding = options_.encoding;
    program_.trim = options_.trim;
    program_.message = options_.message_index;
    program_.max_bytes = options_.max_bytes;
    add_null_values();
    program_.ops.reserve(message.segments.size());
    for (std::size_t i = 0; i < message.segments.size(); ++i) add_segment(message.segments[i], i);
    count_renderings();
    program_.pool.append(kPadding, '\0');
    return std::move(errors_);
  }

 private:
  void add_segment(const Segment& segment, std::size_t index) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      Program::Op& op = program_.ops.emplace_back();
      op.text = add_text(text->text);
      op.has_text = true;
      program_.always_quoted |= op.text.quoted;
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      add_variable(op_behind_text(), *variable, index);
    } else {
      add_variation(op_behind_text(), std::get<Variation>(segment.content), index);
    }
  }

  /// The operation for what comes next: that of the static text before it, or a new one.
  Program::Op& op_behind_text() {
    const bool follows_text = !program_.ops.empty() && program_.ops.back().then == Program::Op::Kind::kNothing;
    return follows_text ? program_.ops.back() : program_.ops.emplace_back();
  }

  void add_variable(Program::Op& op, const Variable& variable, std::size_t segment) {
    op.then = Program::Op::Kind::kVariable;
    const std::size_t known = program_.variables.size();
    op.index = variable_index(variable.name, segment);
    op.is_first = op.index == known;
    op.column = program_.columns[op.index];
    if (variable.fallback) {
      op.otherwise = Trace::kTookFallback;
      op.stand_in = add_text(*variable.fallback);
      return;
    }
    op.otherwise = Trace::kWasUnresolved;
    op.fails = options_.unresolved == Unresolved::kFail;
    if (options_.unresolved == Unresolved::kKeep) op.stand_in = add_text("{{" + variable.name + "}}");
  }

  std::uint32_t variable_index(const std::string& name, std::size_t segment) {
    const auto next = static_cast<std::uint32_t>(program_.variables.size());
    const auto [entry, is_new] = variables_.try_emplace(name, next);
    if (is_new) {
      program_.variables.push_back(name);
      program_.columns.push_back(column_of(name, segment));
    }
    return entry->second;
  }

  std::uint32_t column_of(const std::string& name, std::size_t segment) {
    const auto first = std::find(columns_.begin(), columns_.end(), name);
    if (first == columns_.end()) return Template::kNoColumn;
    if (std::find(first + 1, columns_.end(), name) != columns_.end()) {
      error("duplicate-column", "duplicate-column", segment,
            "expected one column named \"" + name + "\", found two; which one a variable means must be said");
    }
    return static_cast<std::uint32_t>(first - columns_.begin());
  }

  void add_variation(Program::Op& op, const Variation& variation, std::size_t segment) {
    op.then = Program::Op::Kind::kVariation;
    op.index = static_cast<std::uint32_t>(program_.variations.size());
    Program::Choice choice;
    choice.first = static_cast<std::uint32_t>(program_.options.size());
    choice.count = static_cast<std::uint32_t>(variation.options.size());
    if (variation.options.empty()) {
      error("S004", "empty-variation", segment,
            "expected at least one option in the variation of segment " + std::to_string(segment + 1) +
                ", found none; give it an option or take it away");
      return;
    }
    for (const std::string& option : variation.options) program_.options.push_back(add_text(option));
    program_.variations.push_back(choice);
    program_.option_counts.push_back(choice.count);
  }

  Program::Text add_text(std::string_view text) {
    Program::Text added;
    added.characters = static_cast<std::uint32_t>(utf8::count(text));
    const std::size_t offset = program_.pool.size();
    switch (options_.encoding) {
      case Encoding::kPlain:
        program_.pool += text;
        break;
      case Encoding::kJson:
        append_json_escaped(program_.pool, text);
        break;
      case Encoding::kCsv:
        added.quoted = csv_needs_quotes(text);
        append_csv_doubled(program_.pool, text);
        break;
    }
    if (program_.pool.size() > std::numeric_limits<std::uint32_t>::max() - kPadding) {
      if (errors_.empty()) {
        error("too-long", "too-long", 0, "expected a message of less than 4 GiB, all options together, found more");
      }
      program_.pool.resize(offset);
      return {};
    }
    added.offset = static_cast<std::uint32_t>(offset);
    added.size = static_cast<std::uint32_t>(program_.pool.size() - offset);
    return added;
  }

  /// The last variation turns fastest, so strides grow from the end.
  void count_renderings() {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    RenderingCount& total = program_.renderings;
    for (auto choice = program_.variations.rbegin(); choice != program_.variations.rend(); ++choice) {
      choice->stride = total.exact ? total.value : 0;
      if (total.value > kMost / choice->count) total = {kMost, false};
      if (total.exact) total.value *= choice->count;
    }
  }

  void add_null_values() {
    for (const std::string& text : options_.null_values) {
      std::string value(segue::trim(text));
      if (value.empty()) continue;
      std::transform(value.begin(), value.end(), value.begin(), lower);
      program_.null_first_bytes.set(static_cast<unsigned char>(value.front()));
      program_.null_first_bytes.set(static_cast<unsigned char>(upper(value.front())));
      program_.null_lengths |= std::uint64_t{1} << std::min<std::size_t>(value.size(), 63);
      program_.null_values.push_back(std::move(value));
    }
  }

  void error(std::string code, std::string name, std::size_t segment, std::string message) {
    errors_.push_back({.code = std::move(code),
                       .name = std::move(name),
                       .message = std::move(message),
                       .pointer = "/" + std::to_string(segment),
                       .range = {}});
  }

  Program& program_;
  const std::vector<std::string>& columns_;
  const CompileOptions& options_;
  std::map<std::string, std::uint32_t, std::less<>> variables_;
  std::vector<Error> errors_;
};

Result<Template> compile(const Message& message, const std::vector<std::string>& columns,
                         const CompileOptions& options) {
  auto program = std::make_unique<Template::Program>();
  std::vector<Error> errors = Compiler(*program, columns, options).compile(message);
  if (!errors.empty()) return errors;
  return Template(std::move(program));
}

Template::Template(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

std::span<const std::string> Template::variables() const {
  return program_->variables;
}
std::span<const std::uint32_t> Template::variable_columns() const {
  return program_->columns;
}
std::span<const std::uint32_t> Template::option_counts() const {
  return program_->option_counts;
}
RenderingCount Template::renderings() const {
  return program_->renderings;
}

}  // namespace segue
