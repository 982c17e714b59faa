// read.cc: a program that uses segue as most do: read a sequence, compile its message, render it for a lead.

#include <cstdio>
#include <string>
#include <string_view>

#include <segue/sequence.h>
#include <segue/template.h>

int main() {
  constexpr std::string_view kBytes = R"({"steps": [{"type": "message", "data": {"segments": [
      {"type": "variation", "options": ["Hey", "Hi", "What's up"]},
      {"type": "static", "text": " "},
      {"type": "variable", "name": "first-name", "fallback": "there"},
      {"type": "static", "text": ", saw your work at "},
      {"type": "variable", "name": "company", "fallback": "your company"},
      {"type": "static", "text": "."}]}}]})";
  const segue::Result<segue::Sequence> sequence = segue::parse_sequence(kBytes);
  if (!sequence) {
    std::fprintf(stderr, "%s\n", sequence.errors()[0].message.c_str());
    return 1;
  }
  const segue::Result<segue::Template> message = segue::compile(*sequence, 0, {"first-name", "company"});
  if (!message) {
    std::fprintf(stderr, "%s\n", message.errors()[0].message.c_str());
    return 1;
  }
  std::string text;
  const std::string_view values[] = {"Anna", "Alder Labs"};
  if (message->render(values, segue::keyed(segue::parse_seed("0"), "1"), text) != segue::RenderStatus::kRendered)
    return 1;
  std::printf("%s\n", text.c_str());
  return 0;
}
