#include "reference/plain_csv.h"

#include <algorithm>

namespace segue::reference {
namespace {

// A record as far as a text goes.
struct Walk {
  std::vector<std::string> fields;
  std::size_t size = 0;        // without the line end
  std::size_t whole_size = 0;  // with it
  bool in_quotes = false;      // the text ended inside quotes
  std::size_t quote = 0;       // where they opened
  bool text_behind_quote = false;
  std::size_t bad_field = 0;  // the first with text after its closing quote
};

bool line_ends_at(std::string_view text, std::size_t at) {
  return at == text.size() || text[at] == '\n' || text.substr(at, 2) == "\r\n";
}

Walk walk(std::string_view text, char delimiter) {
  Walk record;
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = at;
    std::string field;
    if (at < text.size() && text[at] == '"') {
      record.quote = at++;
      while (true) {
        if (at == text.size()) {
          record.in_quotes = true;
          record.fields.push_back(field);
          record.size = record.whole_size = at;
          return record;
        }
        if (text[at] == '"') {
          if (text.substr(at, 2) != "\"\"") break;
          ++at;
        }
        field += text[at++];
      }
      ++at;
      if (!line_ends_at(text, at) && text[at] != delimiter) {
        if (!record.text_behind_quote) record.bad_field = record.fields.size();
        record.text_behind_quote = true;
        while (!line_ends_at(text, at) && text[at] != delimiter) ++at;
        field = text.substr(begin, at - begin);
      }
    } else {
      while (!line_ends_at(text, at) && text[at] != delimiter) field += text[at++];
    }
    record.fields.push_back(field);
    if (line_ends_at(text, at)) {
      record.size = at;
      record.whole_size = at == text.size() ? at : text.find('\n', at) + 1;
      return record;
    }
    ++at;
  }
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  return 1 +
         static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

}  // namespace

std::vector<PlainCsvRecord> plain_csv(std::string_view text, char delimiter, std::size_t max_record) {
  using Fate = PlainCsvRecord::Fate;
  std::vector<PlainCsvRecord> records;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    PlainCsvRecord record{.offset = at, .line = line_at(text, at)};
    const Walk whole = walk(rest, delimiter);
    if (!whole.in_quotes && whole.size <= max_record) {
      record.fate = whole.text_behind_quote ? Fate::kTextBehindQuote : Fate::kWhole;
      record.raw = rest.substr(0, whole.size);
      record.fields = whole.fields;
      record.bad_field = whole.bad_field;
      at += whole.whole_size;
    } else {
      const Walk longest = walk(rest.substr(0, max_record), delimiter);
      record.fate = longest.in_quotes ? Fate::kOpenQuote : Fate::kTooLong;
      if (longest.in_quotes) record.quote_line = line_at(text, at + longest.quote);
      const std::size_t line_feed = std::min(rest.find('\n'), rest.size());
      std::size_t end = line_feed;
      if (end < rest.size() && end > 0 && rest[end - 1] == '\r') --end;
      record.raw = rest.substr(0, std::min(end, max_record));
      record.fields = walk(record.raw, delimiter).fields;
      at += std::min(line_feed + 1, rest.size());
    }
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace segue::reference
