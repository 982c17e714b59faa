// Any bytes into the sequence reader: errors have their places inside the source and in order, and what is read is
// written as an equal JSON value.

#include "segue/sequence.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/same_json.h"
#include "require.h"

namespace {

using namespace segue;

void check_errors(std::string_view bytes, const std::vector<Error>& errors, std::size_t limit) {
  require(errors.size() <= limit + 1, "errors are limited");
  std::size_t before = 0;
  for (const Error& error : errors) {
    const Position& begin = error.range.begin;
    const Position& end = error.range.end;
    require(error.code.size() == 4 && error.code[0] == 'D' && error.code >= "D001" && error.code <= "D004", "a code");
    require(!error.name.empty() && !error.message.empty(), "a name and a message");
    require(error.pointer.empty() || error.pointer[0] == '/', "a pointer");
    require(begin.offset >= before, "in order");
    require(begin.offset <= end.offset && end.offset <= bytes.size(), "inside the source");
    require(begin.line >= 1 && begin.column >= 1 && begin.line <= end.line, "lines and columns count from 1");
    before = begin.offset;
  }
}

void check_one(std::string_view bytes, const Result<Sequence>& sequence, const ParseOptions& options) {
  if (!sequence) {
    check_errors(bytes, sequence.errors(), options.limits.errors);
    return;
  }
  const std::string written = write_sequence(*sequence);
  require(reference::same_json(bytes, written), "the same value comes back");
  const auto again =
      sequence->shape == Shape::kSegments ? parse_segments(written, options) : parse_sequence(written, options);
  require(static_cast<bool>(again), "what is written can be read");
  require(write_sequence(*again) == written, "and is written as before");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of the very size, so that a read behind it is seen.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const ParseOptions options = {.limits = {.errors = 50}, .like_tags = {"heart"}};
  check_one(bytes, parse_document(bytes, options), options);
  check_one(bytes, parse_sequence(bytes), {});
  check_one(bytes, parse_segments(bytes), {});
  const auto tight = parse_document(
      bytes, {.limits = {.document = 4096, .nesting = 6, .steps = 3, .segments = 3, .options = 2}, .like_tags = {}});
  check_errors(bytes, tight.errors(), Limits().errors);
  return 0;
}
