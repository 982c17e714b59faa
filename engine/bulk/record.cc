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

void append_key(std::string& out, const RecordStyle& style, std::string_view key) {
  if (is_csv(style)) {
    append_csv_field(out, key);
  } else {
    out += "{\"lead\":\"";
    append_json_escaped(out, key);
  }
}

RecordWriter::RecordWriter(const RecordStyle& style, std::size_t step, std::uint64_t after) : style_(style) {
  if (is_csv(style)) {
    before_text_ = fmt::format(",{},{},{}", step, after, style.actions ? "," : "");
    like_ = fmt::format(",{},{},{},{}\n", step, after, kLikeAction, style.explain ? ",," : "");
  } else {
    before_text_ = fmt::format("\",\"step\":{},\"after\":{},\"text\":\"", step, after);
    like_ = fmt::format("\",\"step\":{},\"after\":{},\"action\":\"{}\"}}\n", step, after, kLikeAction);
  }
}

Status RecordWriter::append_message(std::string& out, std::string_view key, const Template& message,
                                    std::span<const std::string_view> values, const Picks& picks, Trace& trace) const {
  const std::size_t start = out.size();
  out += key;
  out += before_text_;
  const Status status = message.render(values, picks, out, trace);
  if (status != Status::kRendered) {
    out.resize(start);
    return status;
  }
  if (!is_csv(style_)) out += '"';
  if (style_.explain) append_explanation(out, message, trace);
  out += is_csv(style_) ? "\n" : "}\n";
  return status;
}

void RecordWriter::append_explanation(std::string& out, const Template& message, const Trace& trace) const {
  if (is_csv(style_)) {
    std::string picks;
    std::string fallbacks;
    append_picks(picks, trace);
    append_fallbacks(fallbacks, message, trace);
    out += ',';
    append_csv_field(out, picks);
    out += ',';
    append_csv_field(out, fallbacks);
    return;
  }
  out += ",\"picks\":";
  append_picks(out, trace);
  out += ",\"fallbacks\":";
  append_fallbacks(out, message, trace);
}

void RecordWriter::append_like(std::string& out, std::string_view key) const {
  out += key;
  out += like_;
}

}  // namespace segue
