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
  for (const std::string_view name : message.fallbacks(trace)) {
    out += separator;
    append_json_string(out, name);
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

void Key::encode() {
  encoded_.clear();
  if (is_csv_) {
    append_csv_field(encoded_, text_);
  } else {
    append_json_escaped(encoded_, text_);
  }
  text_ = encoded_;
}

RecordWriter::RecordWriter(const RecordStyle& style, std::size_t step, std::chrono::seconds delay,
                           std::size_t max_message)
    : style_(style), max_message_(max_message) {
  const std::int64_t after = delay.count();
  if (is_csv(style)) {
    before_text_.append(fmt::format(",{},{},{}", step, after, style.actions ? "," : ""));
    behind_text_.append(style.explain ? "," : "\n");
    like_.append(fmt::format(",{},{},{},{}\n", step, after, kLikeAction, style.explain ? ",," : ""));
  } else {
    before_key_.append("{\"lead\":\"");
    before_text_.append(fmt::format("\",\"step\":{},\"after\":{},\"text\":\"", step, after));
    behind_text_.append(style.explain ? "\",\"picks\":" : "\"}\n");
    like_.append(fmt::format("\",\"step\":{},\"after\":{},\"action\":\"{}\"}}\n", step, after, kLikeAction));
  }
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
  out.append(before_key_);
  out.append(key.text());
  out.append(like_);
}

}  // namespace segue
