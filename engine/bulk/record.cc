#include "bulk/record.h"

#include <iterator>

#include <fmt/format.h>

#include "base/escape.h"

namespace segue {
namespace {

constexpr std::string_view kLikeAction = "like-tweet";

bool is_csv(const RecordStyle& style) {
  return style.format == OutputFormat::kCsv;
}

/// The picks as a JSON array.
void append_picks(std::string& out, const Trace& trace) {
  fmt::format_to(std::back_inserter(out), "[{}]", fmt::join(trace.picks, ","));
}

/// The variables that took their fallback as a JSON array.
void append_fallbacks(std::string& out, const Template& message, const Trace& trace) {
  char separator = '[';
  for (std::size_t i = 0; i < trace.variables.size(); ++i) {
    if ((trace.variables[i] & Trace::kTookFallback) == 0) continue;
    out += separator;
    append_json_string(out, message.variables()[i]);
    separator = ',';
  }
  out += separator == '[' ? "[]" : "]";
}

}  // namespace

std::string header_line(const RecordStyle& style) {
  if (!is_csv(style)) return {};
  return fmt::format("lead,step,after{},text{}\n", style.actions ? ",action" : "",
                     style.explain ? ",picks,fallbacks" : "");
}

Key::Key(const RecordStyle& style) : is_csv_(is_csv(style)) {
  if (!is_csv_) lines_.append("{\"lead\":\"");
  before_ = lines_.size();
}

void Key::set(std::string_view key) {
  lines_.cut(before_);
  if (is_csv_ ? !csv_needs_quotes(key) : shape_of(key).json_plain) return lines_.append(key);
  std::string encoded;
  if (is_csv_) {
    append_csv_field(encoded, key);
  } else {
    append_json_escaped(encoded, key);
  }
  lines_.append(encoded);
}

RecordWriter::RecordWriter(const RecordStyle& style, std::size_t step, std::uint64_t after, std::size_t max_message)
    : style_(style), max_message_(max_message) {
  if (is_csv(style)) {
    before_text_.append(fmt::format(",{},{},{}", step, after, style.actions ? "," : ""));
    behind_text_.append(style.explain ? "," : "\n");
    like_.append(fmt::format(",{},{},{},{}\n", step, after, kLikeAction, style.explain ? ",," : ""));
  } else {
    before_text_.append(fmt::format("\",\"step\":{},\"after\":{},\"text\":\"", step, after));
    behind_text_.append(style.explain ? "\",\"picks\":" : "\"}\n");
    like_.append(fmt::format("\",\"step\":{},\"after\":{},\"action\":\"{}\"}}\n", step, after, kLikeAction));
  }
}

Status RecordWriter::append_message(Lines& out, const Key& key, const Template& message,
                                    std::span<const std::string_view> values, const Picks& picks, Trace& trace) const {
  constexpr std::size_t kUsualText = 512;
  constexpr std::size_t kSpare = 32;  // see Template::render_into()
  const std::size_t start = out.size();
  out.append(key.lines());
  out.append(before_text_);
  Template::Written written{};
  for (std::size_t wanted = kUsualText;; wanted = max_message_ + kSpare) {
    const std::span<char> room = out.room(wanted);
    written = message.render_into(room, values, picks, trace);
    // Where it is not the room that it was too long for, it is too long.
    if (written.status != Status::kTooLong || room.size() >= max_message_ + kSpare) break;
  }
  if (written.status != Status::kRendered) {
    out.cut(start);
    return written.status;
  }
  out.wrote(written.size);
  out.append(behind_text_);
  if (style_.explain) out.append(explanation(message, trace));
  return written.status;
}

// What stands behind the text, to the end of the line.
std::string RecordWriter::explanation(const Template& message, const Trace& trace) const {
  std::string picks;
  std::string fallbacks;
  append_picks(picks, trace);
  append_fallbacks(fallbacks, message, trace);
  if (!is_csv(style_)) return picks + ",\"fallbacks\":" + fallbacks + "}\n";
  std::string fields;
  append_csv_field(fields, picks);
  fields += ',';
  append_csv_field(fields, fallbacks);
  return fields + "\n";
}

void RecordWriter::append_like(Lines& out, const Key& key) const {
  out.append(key.lines());
  out.append(like_);
}

}  // namespace segue
