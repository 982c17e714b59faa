// Compiles messages into Programs: resolves columns, settles policies, encodes every text that is known.

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/column_match.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "base/white_space.h"
#include "render/program.h"
#include "segue/codes.h"
#include "segue/schedule.h"

namespace segue {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

Error failure(std::string_view code, std::string_view name, std::string pointer, std::string message) {
  return {.code = std::string(code),
          .name = std::string(name),
          .message = std::move(message),
          .pointer = std::move(pointer)};
}

std::vector<std::string_view> views_of(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

}  // namespace

/// Builds Programs for the same columns, and gathers the errors of all of them.
class Compiler {
 public:
  using Program = Template::Program;

  Compiler(Columns columns, const CompileOptions& options)
      : columns_(copy(columns)), index_(views_of(*columns_)), options_(options) {}

  /// Nothing: there are errors. `pointer` is that of the message's array of segments.
  std::optional<Template> compile(const Message& message, std::uint32_t message_index, std::string pointer) {
    auto program = std::make_unique<Program>();
    program_ = program.get();
    variables_.clear();
    segments_pointer_ = std::move(pointer);
    const std::size_t errors = errors_.size();

    program->column_names = columns_;
    program->encoding = options_.encoding;
    program->trim = options_.trim;
    program->message = message_index;
    program->max_bytes = options_.max_bytes;
    add_null_values();
    program->ops.reserve(message.segments.size());
    for (std::size_t i = 0; i < message.segments.size(); ++i) add_segment(message.segments[i], i);
    count_renderings();
    program->pool.append(kPadding, '\0');
    if (errors_.size() > errors) return std::nullopt;
    return Template(std::move(program));
  }

  void refuse(Error error) { errors_.push_back(std::move(error)); }
  [[nodiscard]] std::vector<Error>& errors() { return errors_; }

 private:
  static std::shared_ptr<const std::vector<std::string>> copy(Columns columns) {
    auto names = std::make_shared<std::vector<std::string>>();
    names->reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) names->emplace_back(columns[i]);
    return names;
  }

  void add_segment(const Segment& segment, std::size_t index) {
    if (const auto* text = std::get_if<Static>(&segment.content)) {
      Program::Op& op = program_->ops.emplace_back();
      op.text = add_text(text->text, index);
      op.has_text = true;
      program_->always_quoted |= op.text.quoted;
    } else if (const auto* variable = std::get_if<Variable>(&segment.content)) {
      add_variable(op_after_text(), *variable, index);
    } else {
      add_variation(op_after_text(), std::get<Variation>(segment.content), index);
    }
  }

  /// The operation for what comes next: that of the static text before it, or a new one.
  Program::Op& op_after_text() {
    const bool follows_text = !program_->ops.empty() && program_->ops.back().then == Program::Op::Kind::kNothing;
    return follows_text ? program_->ops.back() : program_->ops.emplace_back();
  }

  void add_variable(Program::Op& op, const Variable& variable, std::size_t segment) {
    op.then = Program::Op::Kind::kVariable;
    const std::size_t known = program_->variables.size();
    op.index = variable_index(variable.name, segment);
    op.is_first = op.index == known;
    op.column = program_->columns[op.index];
    if (variable.fallback) {
      op.otherwise = Trace::kTookFallback;
      op.stand_in = add_text(*variable.fallback, segment);
      return;
    }
    op.otherwise = Trace::kWasUnresolved;
    op.fails = options_.unresolved == Unresolved::kFail;
    if (options_.unresolved == Unresolved::kKeep) op.stand_in = add_text("{{" + variable.name + "}}", segment);
  }

  std::uint32_t variable_index(const std::string& name, std::size_t segment) {
    const auto next = static_cast<std::uint32_t>(program_->variables.size());
    const auto [entry, is_new] = variables_.try_emplace(name, next);
    if (is_new) {
      program_->variables.push_back(name);
      program_->columns.push_back(column_of(name, segment));
    }
    return entry->second;
  }

  std::uint32_t column_of(const std::string& name, std::size_t segment) {
    const ColumnMatch match = index_.find(name);
    if (!match.found()) return Template::kNoColumn;
    if (match.ambiguous()) refuse_ambiguous(name, match, segment);
    return static_cast<std::uint32_t>(match.column);
  }

  void refuse_ambiguous(const std::string& name, const ColumnMatch& match, std::size_t segment) {
    const std::string& first = (*columns_)[match.column];
    const std::string& second = (*columns_)[match.second];
    const std::string found =
        first == second ? "two columns \"" + first + '"' : '"' + first + "\" and \"" + second + '"';
    refuse(failure(
        codes::kDuplicateColumn, codes::kDuplicateColumn, place(segment, "/name"),
        "expected one column for the variable \"" + name + "\", found " + found + "; give one of them another name"));
  }

  void add_variation(Program::Op& op, const Variation& variation, std::size_t segment) {
    op.then = Program::Op::Kind::kVariation;
    op.index = static_cast<std::uint32_t>(program_->variations.size());
    Program::Choice choice;
    choice.first = static_cast<std::uint32_t>(program_->options.size());
    choice.count = static_cast<std::uint32_t>(variation.options.size());
    if (variation.options.empty()) {
      refuse(failure(codes::kEmptyVariation, "empty-variation", place(segment, "/options"),
                     "expected at least one option in the variation of segment " + std::to_string(segment + 1) +
                         ", found none; give it an option or remove it"));
      return;
    }
    for (const std::string& option : variation.options) add_option(option, segment);
    program_->variations.push_back(choice);
    program_->option_counts.push_back(choice.count);
  }

  void add_option(const std::string& option, std::size_t segment) {
    const Program::Text text = add_text(option, segment);
    program_->options.push_back(text);
    if (options_.encoding == Encoding::kPlain) return;
    // Where encoding changed it, the text as it was is kept as well, for who asks for it.
    const std::string_view encoded = std::string_view(program_->pool).substr(text.offset, text.size);
    program_->plain_options.push_back(encoded == option ? text : add_bytes(option, segment));
  }

  Program::Text add_text(std::string_view text, std::size_t segment) {
    std::string encoded;
    if (options_.encoding == Encoding::kJson) append_json_escaped(encoded, text);
    if (options_.encoding == Encoding::kCsv) append_csv_doubled(encoded, text);
    Program::Text added = add_bytes(options_.encoding == Encoding::kPlain ? text : encoded, segment);
    added.characters = static_cast<std::uint32_t>(utf8::count(text));
    added.quoted = options_.encoding == Encoding::kCsv && csv_needs_quotes(text);
    return added;
  }

  Program::Text add_bytes(std::string_view bytes, std::size_t segment) {
    const std::size_t offset = program_->pool.size();
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max() - kPadding - offset) {
      if (errors_.empty()) {
        refuse(failure(codes::kTooLong, codes::kTooLong, place(segment, ""),
                       "expected a message of less than 4 GiB, all options together, found more"));
      }
      return {};
    }
    program_->pool += bytes;
    return {.offset = static_cast<std::uint32_t>(offset), .size = static_cast<std::uint32_t>(bytes.size())};
  }

  /// The last variation turns fastest, so strides grow from the end.
  void count_renderings() {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    RenderingCount& total = program_->renderings;
    for (auto choice = program_->variations.rbegin(); choice != program_->variations.rend(); ++choice) {
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
      program_->null_first_bytes.set(static_cast<unsigned char>(value.front()));
      program_->null_first_bytes.set(static_cast<unsigned char>(upper(value.front())));
      program_->null_lengths |= std::uint64_t{1} << std::min<std::size_t>(value.size(), 63);
      program_->null_values.push_back(std::move(value));
    }
  }

  [[nodiscard]] std::string place(std::size_t segment, std::string_view part) const {
    return segments_pointer_ + '/' + std::to_string(segment) + std::string(part);
  }

  std::shared_ptr<const std::vector<std::string>> columns_;
  ColumnIndex index_;
  const CompileOptions& options_;
  std::vector<Error> errors_;

  // Of the message at hand.
  Program* program_ = nullptr;
  std::string segments_pointer_;
  std::map<std::string_view, std::uint32_t> variables_;
};

Result<Template> compile(const Message& message, Columns columns, const CompileOptions& options) {
  Compiler compiler(columns, options);
  auto text = compiler.compile(message, options.message_index, {});
  if (!text) return std::move(compiler.errors());
  return *std::move(text);
}

Result<Template> compile(const Sequence& sequence, std::size_t index, Columns columns, const CompileOptions& options) {
  std::size_t messages = 0;
  for (std::size_t step = 0; step < sequence.steps.size(); ++step) {
    const auto* message = std::get_if<Message>(&sequence.steps[step].action);
    if (message == nullptr || messages++ != index) continue;
    Compiler compiler(columns, options);
    auto text = compiler.compile(*message, static_cast<std::uint32_t>(index), segments_pointer(sequence, step));
    if (!text) return std::move(compiler.errors());
    return *std::move(text);
  }
  return failure(codes::kNoMessage, codes::kNoMessage, {},
                 "expected a message index below " + std::to_string(messages) + ", found " + std::to_string(index) +
                     "; messages are counted from 0");
}

Result<std::vector<CompiledMessage>> compile_all(const Sequence& sequence, Columns columns,
                                                 const CompileOptions& options) {
  Compiler compiler(columns, options);
  std::vector<CompiledMessage> messages;
  Timeline timeline;
  bool is_late = false;
  std::uint32_t index = 0;
  for (std::size_t step = 0; step < sequence.steps.size(); ++step) {
    if (!timeline.add(sequence.steps[step]) && !std::exchange(is_late, true)) {
      compiler.refuse(failure(codes::kWrongType, "wrong-type", step_pointer(sequence, step) + "/data/delaySeconds",
                              "expected delays that add up to at most 2^53 seconds, found more at step " +
                                  std::to_string(step + 1) + "; shorten a delay"));
    }
    const auto* message = std::get_if<Message>(&sequence.steps[step].action);
    if (message == nullptr) continue;
    auto text = compiler.compile(*message, index, segments_pointer(sequence, step));
    if (text) messages.push_back({step, index, timeline.after(), *std::move(text)});
    ++index;
  }
  if (!compiler.errors().empty()) return std::move(compiler.errors());
  return messages;
}

Template::Template(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

std::span<const std::string> Template::variables() const {
  return program_->variables;
}
std::span<const std::string> Template::columns() const {
  return *program_->column_names;
}
std::span<const std::uint32_t> Template::variable_columns() const {
  return program_->columns;
}
std::span<const std::uint32_t> Template::option_counts() const {
  return program_->option_counts;
}
std::vector<std::string_view> Template::options(std::size_t variation) const {
  if (variation >= program_->variations.size()) return {};
  const Program::Choice& choice = program_->variations[variation];
  const auto& all = program_->encoding == Encoding::kPlain ? program_->options : program_->plain_options;
  std::vector<std::string_view> texts;
  texts.reserve(choice.count);
  for (std::uint32_t i = 0; i < choice.count; ++i) {
    const Program::Text& text = all[choice.first + i];
    texts.push_back(std::string_view(program_->pool).substr(text.offset, text.size));
  }
  return texts;
}
RenderingCount Template::renderings() const {
  return program_->renderings;
}

}  // namespace segue
