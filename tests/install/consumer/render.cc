// render.cc: a program that makes its messages itself and only renders them.

#include <cstdio>
#include <string>
#include <string_view>

#include <segue/template.h>

int main() {
  const segue::Message message{.segments =
                                   {
                                       {segue::Variation{{"Hey", "Hi", "What's up"}}, {}},
                                       {segue::Static{" "}, {}},
                                       {segue::Variable{"first-name", "there"}, {}},
                                       {segue::Static{", saw your work at "}, {}},
                                       {segue::Variable{"company", "your company"}, {}},
                                       {segue::Static{"."}, {}},
                                   },
                               .original = {}};
  const segue::Result<segue::Template> compiled = segue::compile(message, {"first-name", "company"});
  if (!compiled) {
    std::fprintf(stderr, "%s\n", compiled.errors()[0].message.c_str());
    return 1;
  }
  std::string text;
  const std::string_view values[] = {"Anna", "Alder Labs"};
  if (compiled->render(values, segue::keyed(segue::parse_seed("0"), "1"), text) != segue::RenderStatus::kRendered)
    return 1;
  std::printf("%s\n", text.c_str());
  return 0;
}
