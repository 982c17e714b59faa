// csv_leads.cc: any bytes as a CSV or TSV lead list: every way to read it agrees with the slow reference, and no byte
// is lost.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read_every_way.h"
#include "segue/leads.h"

namespace {

/// Every byte from the first lead on is in a lead, in the line end after it, or in the rest of a line that is rejected.
void check_nothing_lost(std::string_view text, const segue::ReadLeads& outcome) {
  if (outcome.leads.empty()) return;
  std::size_t at = outcome.leads.front().offset;
  for (std::size_t i = 0; i < outcome.leads.size(); ++i) {
    const segue::ReadLead& lead = outcome.leads[i];
    require(lead.offset == at, "a record begins where the one before it ends");
    require(text.substr(at, lead.raw.size()) == lead.raw, "raw is what is at the offset");
    at += lead.raw.size();
    const std::size_t next = i + 1 < outcome.leads.size() ? outcome.leads[i + 1].offset : text.size();
    std::string_view rest = text.substr(at, next - at);
    at = next;
    if (rest.ends_with('\n')) rest.remove_suffix(1);
    if (lead.code == "bad-quote" || lead.code == "too-long") {
      require(rest.find('\n') == std::string_view::npos, "a record that was given up takes one line with it");
    } else {
      require(rest.empty() || rest == "\r", "between two records there is nothing but a line end");
    }
  }
}

void check(std::string_view bytes, const segue::LeadOptions& options) {
  const segue::ReadLeads outcome = read_every_way(bytes, options);
  if (outcome.errors.empty()) check_nothing_lost(bytes, outcome);
}

/// The same bytes beyond the part of a list that is looked at before any of it is used, where bytes that are not UTF-8
/// reject their record alone.
void check_far_on(std::string_view bytes) {
  std::string text = "id,b\n";
  while (text.size() < std::size_t{1} << 20) text += "1," + std::string(60'000, 'x') + "\n";
  text += bytes;
  const segue::LeadOptions options{.variables = {"b"}, .max_record = 70'000};
  const auto source = segue::memory_source(text);
  const segue::ReadLeads outcome = segue::read_leads(*source, options);
  require(segue::reference::difference(outcome, segue::reference::plain_leads(text, options)).empty(),
          "far on, the reader agrees with the slow reference");
  const auto again = segue::memory_source(text);
  require(segue::read_chunks_backwards(*again, options, {.chunk_size = 1000}) == outcome,
          "far on, the size of chunks does not matter");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{32}, std::size_t{9}}) {
    segue::LeadOptions options{.variables = {"first-name", "b"}, .key = "row", .max_record = max_record};
    check(bytes, options);
    if (bytes.find('\t') != std::string_view::npos) {
      options.format = segue::LeadFormat::kTsv;
      check(bytes, options);
    }
  }
  check(bytes, {.variables = {"First Name"}, .columns = {{"c", "b"}}});
  if (!segue::utf8::valid(bytes)) check_far_on(bytes);
  return 0;
}
