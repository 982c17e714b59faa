// export_store.cc: see store_lines.h. A version is never changed or deleted, and new ones have higher ids. So the
// highest id at the start of an export determines what it contains, without holding a snapshot of the database.

#include <algorithm>

#include "display/json_text.h"
#include "service/database.h"
#include "service/store_error.h"
#include "service/store_file.h"
#include "service/store_lines.h"

namespace segue::service {
namespace {

constexpr std::size_t kBatch = 256u << 10;  // bytes read at a time, and one version more at most

void append_line(std::string& lines, const Query& row) {
  {
    display::JsonObject object(lines);
    object.text("campaign", row.text(0));
    object.number("version", row.number(1));
    object.text("stored_at", row.text(2));
    std::string& text = object.name("steps");
    const std::size_t begin = text.size();
    text += row.text(3);
    // In JSON, a line break is always white space.
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(),
        [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
  }
  lines += '\n';
}

}  // namespace

Result<StoreCounts> export_store(const std::string& store, Sink& out) {
  auto database = open_to_read(store);
  if (!database) return database.errors();
  const auto [last, no_last] = database->number("SELECT max(id) FROM versions");
  if (no_last) return store_error(store, no_last);

  StoreCounts counts;
  std::string campaign;
  std::uint64_t number = 0;
  std::string lines;
  bool is_more = true;
  while (is_more) {
    lines.clear();
    Query query = database->query(
        "SELECT campaign, number, stored_at, steps FROM versions WHERE (campaign, number) > (?1, ?2) AND id <= ?3"
        " ORDER BY campaign, number");
    const std::string previous = campaign;
    query.bind(1, previous);
    query.bind(2, number);
    query.bind(3, last);
    is_more = false;
    while (!is_more && query.step() == Query::Step::kRow) {
      append_line(lines, query);
      campaign = query.text(0);
      number = query.number(1);
      ++counts.versions;
      counts.campaigns += number == 1 ? 1 : 0;
      is_more = lines.size() >= kBatch;
    }
    if (query.problem()) return store_error(store, query.problem());
    query.close();  // writing the lines may take a while
    if (lines.empty()) continue;
    const Sink::Write written = out.write(lines);
    if (written.closed) return counts;
    if (!written) return Error{.code = "unwritable-output", .name = "unwritable-output", .message = written.problem};
  }
  return counts;
}

}  // namespace segue::service
