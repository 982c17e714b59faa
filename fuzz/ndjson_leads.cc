// ndjson_leads.cc: any bytes as an NDJSON lead list: the reader does not care about how the bytes come in, loses none
// of them, and gives every line the fate that a plain look at it calls for.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "base/white_space.h"
#include "json/json.h"
#include "read_every_way.h"
#include "segue/leads.h"

namespace {

void check_row(const segue::ReadLead& row, std::string_view line, std::size_t max_record) {
  if (line.size() > max_record) {
    require(row.code == "too-long" && row.raw == line.substr(0, max_record), "a long line is cut and too-long");
    return;
  }
  require(row.raw == line, "raw is the line");
  if (!segue::utf8::valid(line)) return require(row.code == "bad-encoding", "a line is UTF-8 or bad-encoding");
  if (segue::is_blank(line)) return require(row.state == segue::LeadState::kSkipped, "a blank line is skipped");
  require(row.state != segue::LeadState::kSkipped, "nothing but blank lines is skipped");
  segue::json::Document document;
  document.read(line, {.check_duplicate_keys = false});
  const bool is_object = document.readable() && document.root().is(segue::json::Kind::kObject);
  if (!is_object) return require(row.code == "bad-json", "what is no object is bad-json");
  require(row.fields.empty() && !row.was_short, "a line of JSON has no fields");
  if (row.state == segue::LeadState::kReady) {
    require(!segue::is_blank(row.key), "a lead has a key");
    for (const std::string& value : row.values) require(segue::utf8::valid(value), "values are UTF-8");
  } else {
    require(row.code == "bad-json" || row.code == "bad-value" || row.code == "blank-key",
            "an object is a lead, or there is a reason");
  }
}

void check(std::string_view bytes, const std::string& key, std::size_t max_record) {
  const segue::LeadOptions options{.format = segue::LeadFormat::kNdjson,
                                   .variables = {"first-name", "b"},
                                   .columns = {{"b", "B"}},
                                   .key = key,
                                   .max_record = max_record};
  const segue::ReadLeads outcome = read_every_way(bytes, options);
  if (!outcome.errors.empty()) return;
  require(outcome.columns.empty() && outcome.variable_columns.size() == 2, "there are no columns but names");

  std::size_t at = bytes.starts_with(segue::utf8::kByteOrderMark) ? segue::utf8::kByteOrderMark.size() : 0;
  for (std::size_t i = 0; i < outcome.leads.size(); ++i) {
    const segue::ReadLead& row = outcome.leads[i];
    require(at < bytes.size(), "there is a line for every row");
    require(row.row == i && row.line == i + 1 && row.offset == at, "every line is a row, in order");
    const std::size_t line_feed = bytes.find('\n', at);
    std::string_view line = bytes.substr(at, line_feed == std::string_view::npos ? line_feed : line_feed - at);
    at += line.size() + (line_feed == std::string_view::npos ? 0 : 1);
    if (line_feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    check_row(row, line, max_record);
    require((row.state == segue::LeadState::kRejected) == !row.code.empty() && row.code.empty() == row.message.empty(),
            "what is rejected, and nothing else, has a code and a message");
    require(segue::utf8::valid(row.message) && segue::utf8::valid(row.key), "keys and messages are UTF-8");
    require(row.values.size() == 2, "there is a value for each variable");
  }
  require(at == bytes.size(), "the rows reach to the end");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* key : {"", "row"}) {
    for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{24}}) check(bytes, key, max_record);
  }
  return 0;
}
