// ndjson_leads.cc: any bytes as an NDJSON lead list: every way to read it agrees with the slow reference, and every
// line is a row.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read_every_way.h"
#include "segue/leads.h"

namespace {

void check(std::string_view bytes, const std::string& key, std::size_t max_record) {
  const segue::ReadLeads outcome = read_every_way(bytes, {.format = segue::LeadFormat::kNdjson,
                                                          .variables = {"first-name", "b"},
                                                          .columns = {{"b", "B"}},
                                                          .key = key,
                                                          .max_record = max_record});
  if (!outcome.errors.empty()) return;
  std::size_t at = bytes.starts_with(segue::utf8::kByteOrderMark) ? segue::utf8::kByteOrderMark.size() : 0;
  for (const segue::ReadLead& lead : outcome.leads) {
    require(lead.offset == at, "every line is a row");
    const std::size_t line_feed = bytes.find('\n', at);
    at = line_feed == std::string_view::npos ? bytes.size() : line_feed + 1;
    require(bytes.substr(lead.offset, lead.raw.size()) == lead.raw, "raw is what is at the offset");
  }
  require(at == bytes.size(), "the rows reach to the end");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* key : {"", "row", "id"}) {
    for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{24}}) check(bytes, key, max_record);
  }
  return 0;
}
