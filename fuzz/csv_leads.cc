// csv_leads.cc: any bytes as a CSV or TSV lead list: the reader agrees with the plain reference, does not care about
// how the bytes come in, and loses none of them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "base/white_space.h"
#include "read_every_way.h"
#include "reference/plain_csv.h"
#include "segue/leads.h"

namespace {

using Fate = segue::reference::PlainCsvRecord::Fate;

bool all_blank(const std::vector<std::string>& fields) {
  for (const std::string& field : fields) {
    if (!segue::is_blank(field)) return false;
  }
  return true;
}

std::string plain_key(const std::vector<std::string>& columns, const std::vector<std::string>& fields,
                      std::uint64_t row) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == "row") return i < fields.size() ? fields[i] : "";
  }
  return std::to_string(row);
}

void check_nothing_lost(std::string_view text, const segue::ReadLeads& outcome, std::size_t header_end,
                        std::size_t max_record) {
  std::size_t at = header_end;
  for (std::size_t i = 0; i < outcome.leads.size(); ++i) {
    const segue::ReadLead& row = outcome.leads[i];
    require(row.row == i, "rows are numbered from 0 on");
    require(row.offset == at, "a record begins where the one before it ended");
    require(text.substr(at, row.raw.size()) == row.raw, "raw is what stands at the offset");
    require(row.raw.size() <= max_record, "raw is no longer than a record may be");
    at += row.raw.size();
    std::string_view behind =
        text.substr(at, i + 1 < outcome.leads.size() ? outcome.leads[i + 1].offset - at : text.size());
    at += behind.size();
    if (behind.ends_with('\n')) behind.remove_suffix(1);
    if (row.state != segue::LeadState::kRejected || (row.code != "bad-quote" && row.code != "too-long")) {
      require(behind.empty() || behind == "\r", "between two records stands nothing but a line end");
    } else {
      require(behind.find('\n') == std::string_view::npos, "a record that was given up takes one line with it");
    }
    require((row.state == segue::LeadState::kRejected) == !row.code.empty() && row.code.empty() == row.message.empty(),
            "what is rejected, and nothing else, has a code and a message");
    require(segue::utf8::valid(row.message) && segue::utf8::valid(row.key), "keys and messages are UTF-8");
    require(row.values.size() == 2, "there is a value for each variable");
  }
  require(at == text.size(), "the last record reaches to the end");
}

void check(std::string_view bytes, segue::LeadFormat format, std::size_t max_record) {
  const segue::LeadOptions options{
      .format = format, .variables = {"first-name", "b"}, .key = "row", .max_record = max_record};
  const segue::ReadLeads outcome = read_every_way(bytes, options);
  if (!outcome.errors.empty()) return;

  const std::size_t mark = bytes.starts_with(segue::utf8::kByteOrderMark) ? segue::utf8::kByteOrderMark.size() : 0;
  const std::string_view text = bytes.substr(mark);
  const auto records = segue::reference::plain_csv(text, format == segue::LeadFormat::kTsv ? '\t' : ',', max_record);
  std::size_t header = 0;
  while (header < records.size() && records[header].fate == Fate::kWhole && all_blank(records[header].fields)) ++header;
  require(header < records.size() && records[header].fate == Fate::kWhole, "only a readable header is taken");
  require(records[header].fields == outcome.columns, "the columns are the fields of the header");
  require(records.size() == header + 1 + outcome.leads.size(), "there are as many records as in the reference");
  const std::size_t header_end = header + 1 < records.size() ? records[header + 1].offset : text.size();
  check_nothing_lost(bytes, outcome, mark + header_end, max_record);

  for (std::size_t i = 0; i < outcome.leads.size(); ++i) {
    const segue::ReadLead& row = outcome.leads[i];
    const segue::reference::PlainCsvRecord& plain = records[header + 1 + i];
    require(row.raw == plain.raw && row.offset == mark + plain.offset && row.line == plain.line,
            "records stand where they do in the reference");
    std::vector<std::string> fields = plain.fields;
    std::string code;
    if (plain.fate == Fate::kOpenQuote) {
      code = "bad-quote";
      require(row.message.find("in line " + std::to_string(plain.quote_line) + " ") != std::string::npos,
              "the message names the line of the open quote");
    } else if (plain.fate == Fate::kTooLong) {
      code = "too-long";
    } else if (!segue::utf8::valid(plain.raw)) {
      code = "bad-encoding";
    } else if (plain.fate == Fate::kTextBehindQuote) {
      code = "bad-quote";
    } else if (all_blank(fields)) {
      require(row.state == segue::LeadState::kSkipped, "blank records are skipped");
    } else if (fields.size() > outcome.columns.size()) {
      code = "too-wide";
    } else {
      const std::string key = plain_key(outcome.columns, fields, row.row);
      require(row.key == key, "the key is that of column \"row\" where there is one, else the row's number");
      if (segue::is_blank(key)) {
        code = "blank-key";
      } else {
        require(row.state == segue::LeadState::kReady, "a record with nothing wrong is ready");
      }
      require(row.was_short == (fields.size() < outcome.columns.size()), "was_short is whether fields were missing");
      fields.resize(outcome.columns.size());
      for (std::size_t k = 0; k < 2; ++k) {
        std::string value;
        for (std::size_t c = fields.size(); c-- > 0;) {
          if (!outcome.variable_columns[k].empty() && outcome.columns[c] == outcome.variable_columns[k]) {
            value = fields[c];
          }
        }
        require(row.values[k] == (code.empty() ? value : ""), "a value is its column's field");
      }
    }
    require(row.code == code, "a record has the code that its fate calls for");
    require(row.fields == fields, "fields are those of the reference");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::size_t max_record : {std::size_t{1} << 20, std::size_t{32}, std::size_t{9}}) {
    check(bytes, segue::LeadFormat::kCsv, max_record);
    if (bytes.find('\t') != std::string_view::npos) check(bytes, segue::LeadFormat::kTsv, max_record);
  }
  return 0;
}
