// Rendering allocates nothing once its buffer has grown: every allocation of this program is counted.

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include <doctest/doctest.h>

#include "segue/pick.h"
#include "segue/template.h"

namespace {

std::atomic<std::size_t> allocations{0};

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace segue;

TEST_CASE("rendering allocates nothing once its buffer has grown") {
  Message message;
  for (int i = 0; i < 150; ++i) {
    message.segments.push_back({.content = Static{"some text, "}, .original = {}});
    message.segments.push_back(
        {.content = Variable{i % 2 == 0 ? "a" : "b", "a fallback that is not short at all"}, .original = {}});
    message.segments.push_back({.content = Variation{{"one", "another", "a third"}}, .original = {}});
  }
  for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
    const auto text = compile(message, {"a", "b"}, {.encoding = encoding, .null_values = {"N/A", "#REF!"}});
    REQUIRE(text);
    std::string out;
    Trace trace;
    std::string memory(1u << 16, ' ');
    std::size_t before = 0;
    for (int i = 0; i < 2'000; ++i) {
      if (i == 1'000) before = allocations;
      char key[32];
      const int length = std::snprintf(key, sizeof key, "lead_%d", i % 1'000);
      const std::string_view values[] = {i % 3 == 0 ? " \"Anna\"\u00A0" : "N/A", i % 5 == 0 ? "" : "Zoë & Söhne"};
      const Picks picks = keyed(7, {key, static_cast<std::size_t>(length)});
      out.clear();
      bool rendered = text->render(values, picks, out) == RenderStatus::kRendered;
      out.clear();
      rendered &= text->render(values, picks, out, trace) == RenderStatus::kRendered;
      rendered &= text->render_into({memory.data(), memory.size()}, values, balanced(7, static_cast<std::uint64_t>(i)))
                      .status == RenderStatus::kRendered;
      if (!rendered) FAIL("not rendered");
    }
    const std::size_t after = allocations;
    CHECK(before > 0);
    CHECK(after == before);
  }
}
