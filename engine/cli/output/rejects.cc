// rejects.cc: see rejects.h.

#include "cli/output/rejects.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "display/display.h"
#include "display/numbers.h"

namespace segue::cli {
namespace {

constexpr std::size_t kRawBytes = 4096;

/// At most kRawBytes of `raw`, not cut within a code point.
std::string_view head_of(std::string_view raw) {
  if (raw.size() <= kRawBytes) return raw;
  std::string_view head = raw.substr(0, kRawBytes);
  // A code point has at most four bytes, so one that is cut starts at most three bytes before.
  for (std::size_t cut = 0; cut < 4; ++cut) {
    const std::string_view shorter = head.substr(0, head.size() - cut);
    if (utf8::valid(shorter)) return shorter;
  }
  return head;
}

/// RFC 4648, with padding.
std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= group.size() ? kLetters[bits >> (18 - 6 * k) & 63u] : '=';
    }
  }
  return text;
}

/// The text with U+FFFD for each invalid byte, since JSON must be UTF-8.
std::string repaired(std::string_view text) {
  if (utf8::valid(text)) return std::string(text);
  std::string result;
  for (std::size_t offset = 0; offset < text.size();) {
    const utf8::CodePoint here = utf8::decode(text, offset);
    result += here.valid ? text.substr(offset, here.size) : "\xEF\xBF\xBD";
    offset += here.size;
  }
  return result;
}

void append_member(std::string& out, std::string_view key, std::string_view text) {
  out += fmt::format(",\"{}\":", key);
  append_json_string(out, repaired(text));
}

}  // namespace

std::string reject_ndjson(const Reject& reject) {
  std::string line = fmt::format(R"({{"row":{},"line":{},"offset":{})", reject.row, reject.line, reject.offset);
  append_member(line, "lead", reject.lead);
  append_member(line, "code", reject.code);
  append_member(line, "message", reject.message);
  const std::string_view raw = head_of(reject.raw);
  if (utf8::valid(raw)) {
    append_member(line, "raw", raw);
  } else {
    append_member(line, "raw_base64", base64(raw));
  }
  line += "}\n";
  return line;
}

std::string rejects_csv_header(std::span<const std::string> columns) {
  std::string line;
  for (const std::string& column : columns) {
    append_csv_field(line, column);
    line += ',';
  }
  line += "code,message\n";
  return line;
}

std::string reject_csv(const Reject& reject) {
  const std::size_t width = reject.columns.size();
  std::string line;
  for (std::size_t i = 0; i < width; ++i) {
    if (i < reject.fields.size()) append_csv_field(line, reject.fields[i]);
    line += ',';
  }
  append_csv_field(line, reject.code);
  line += ',';

  std::string message(reject.message);
  if (reject.fields.empty() && !reject.raw.empty()) {
    message += "; the record: ";
    message += head_of(reject.raw);
  } else if (reject.fields.size() > width) {
    message += "; beyond the header: ";
    for (std::size_t i = width; i < reject.fields.size(); ++i) {
      if (i > width) message += ',';
      append_csv_field(message, reject.fields[i]);
    }
  }
  append_csv_field(line, message);
  line += '\n';
  return line;
}

std::string reject_line(const Reject& reject, std::string_view file) {
  constexpr std::size_t kMaxKeyWidth = 40;
  std::string line = fmt::format("{}:{}: rejected", display::shown(file), reject.line);
  if (!reject.lead.empty()) line += fmt::format(" lead {}", display::elided(reject.lead, kMaxKeyWidth));
  line += fmt::format(", {}: {}\n", display::shown(reject.code), display::shown(reject.message));
  return line;
}

std::string counted_rejects(std::string_view code, std::uint64_t count) {
  struct Words {
    std::string_view code, one, many;
  };
  constexpr Words kWords[] = {
      {"unresolved-variable", "lacks a value", "lack a value"},
      {"too-wide", "row too wide", "rows too wide"},
      {"bad-quote", "broken quote", "broken quotes"},
      {"bad-json", "line that is not a JSON object", "lines that are not JSON objects"},
      {"bad-encoding", "row that is not UTF-8", "rows that are not UTF-8"},
      {"bad-value", "value that is not text", "values that are not text"},
      {"blank-key", "blank key", "blank keys"},
      {"too-long", "message too long", "messages too long"},
  };
  for (const Words& words : kWords) {
    if (words.code == code) return counted(count, words.one, words.many);
  }
  return fmt::format("{} {}", grouped(count), code);
}

}  // namespace segue::cli
