// Any message for any lead: the engine answers what the slow reference answers, in every encoding.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/escape.h"
#include "reference/render_case.h"
#include "require.h"

namespace {

using namespace segue;

std::string encoded(const std::string& text, Encoding encoding) {
  std::string out;
  if (encoding == Encoding::kPlain) out = text;
  if (encoding == Encoding::kJson) append_json_escaped(out, text);
  if (encoding == Encoding::kCsv) append_csv_field(out, text);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const reference::RenderCase test = reference::parse_render_case({reinterpret_cast<const char*>(data), size});
  const reference::Answer plain = reference::render(test.message, test.request);
  for (const Encoding encoding : {Encoding::kPlain, Encoding::kJson, Encoding::kCsv}) {
    const reference::Answer fast = reference::render_by_engine(test.message, test.request, encoding);
    require(fast.possible == plain.possible, "the picks fit or do not");
    if (!plain.possible) continue;
    require(fast.text.has_value() == plain.text.has_value(), "rendered or not");
    if (plain.text) require(*fast.text == encoded(*plain.text, encoding), "the text");
    require(fast.picks == plain.picks, "the picks");
    require(fast.fallbacks == plain.fallbacks, "the fallbacks");
    require(fast.unresolved == plain.unresolved, "the unresolved variables");
    if (encoding == Encoding::kPlain) require(fast.pieces == plain.pieces, "the pieces");
  }
  return 0;
}
