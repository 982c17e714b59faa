// bulk.cc: a program that renders a lead list with segue::bulk.

#include <cstdio>
#include <string>

#include <segue/bulk.h>

int main() {
  const segue::Result<segue::Sequence> sequence = segue::parse_segments(
      R"([{"type": "static", "text": "Hi "}, {"type": "variable", "name": "first-name", "fallback": "there"}])");
  if (!sequence) return 1;
  const auto leads = segue::memory_source("id,First Name\n1,Anna\n2,\n");
  std::string text;
  const auto out = segue::memory_sink(text);
  const segue::BulkResult run = segue::render_leads(*sequence, *leads, *out);
  if (!run || run.summary.messages != 2) return 1;
  std::printf("%s", text.c_str());
  return 0;
}
