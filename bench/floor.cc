// floor.cc: the floor of bulk rendering: what one would write by hand for exactly one job, and nothing else.
//
//   bench_floor LEADS.csv > messages.ndjson
//
// The first message of the API's example, for a CSV of exactly the columns id, first-name, last-name, username,
// custom_q5cktl47a6pqa74eu06fz89v, custom_role, with seed 0: the file is mapped, fields are found with memchr, the pick
// is the contract's (XXH3, Philox, jump), values are trimmed and escaped, and writes are large. It knows neither other
// messages nor rejects, summaries, encodings, limits or errors; a record it cannot read ends it.

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <Random123/philox.h>
#include <xxhash.h>

#include "base/pick.h"
#include "base/white_space.h"

namespace {

constexpr std::string_view kGreetings[] = {"Hey", "Hi", "What's up"};
constexpr std::size_t kRoom = std::size_t{1} << 20;
constexpr std::size_t kMostFixed = 256;

std::uint32_t pick(std::string_view key) {
  const std::uint64_t lead = XXH3_64bits(key.data(), key.size());
  const auto words =
      r123::Philox4x32()({{static_cast<std::uint32_t>(lead), static_cast<std::uint32_t>(lead >> 32), 0, 0}}, {{0, 0}});
  return segue::pick::jump(words[0] | std::uint64_t{words[1]} << 32, 3);
}

char* append(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* append_escaped(char* to, std::string_view text) {
  for (const char byte : text) {
    if (static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\') {
      *to++ = byte;
      continue;
    }
    *to++ = '\\';
    switch (byte) {
      case '\n':
        *to++ = 'n';
        break;
      case '\r':
        *to++ = 'r';
        break;
      case '\t':
        *to++ = 't';
        break;
      case '"':
      case '\\':
        *to++ = byte;
        break;
      default:
        to += std::snprintf(to, 6, "u%04x", static_cast<unsigned>(byte));
    }
  }
  return to;
}

/// The values that spreadsheets leave behind are blank by the command's default.
bool is_null(std::string_view text) {
  using std::string_view_literals::operator""sv;
  if (text.front() != '#' && text.front() != 'N' && text.front() != 'n' && text.front() != 'u') return false;
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  for (const auto null : {"#N/A"sv, "#REF!"sv, "#VALUE!"sv, "#NAME?"sv, "#DIV/0!"sv, "N/A"sv, "UNDEFINED"sv}) {
    if (upper == null) return true;
  }
  return false;
}

std::string_view value_or(std::string_view value, std::string_view fallback) {
  if (value.empty()) return fallback;
  if (!segue::is_plain_edge(value.front()) || !segue::is_plain_edge(value.back())) {
    if (segue::is_blank(value)) return fallback;
    value = segue::trim(value);
  }
  return is_null(value) ? fallback : value;
}

/// The field at `at`, which is moved behind its end and what follows it; quotes go into `unquoted`.
std::string_view take_field(const char*& at, const char* end, char stop, std::string& unquoted) {
  if (at < end && *at == '"') {
    unquoted.clear();
    for (++at;;) {
      const char* const quote = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
      unquoted.append(at, quote);
      at = quote + 1;
      if (at == end || *at != '"') break;
      unquoted += '"';
      ++at;
    }
    ++at;
    return unquoted;
  }
  const char* const begin = at;
  const char* const found = static_cast<const char*>(std::memchr(at, stop, static_cast<std::size_t>(end - at)));
  at = found == nullptr ? end : found + 1;
  return {begin, static_cast<std::size_t>((found == nullptr ? end : found) - begin)};
}

bool write_all(const char* from, const char* to) {
  while (from < to) {
    const ssize_t written = ::write(STDOUT_FILENO, from, static_cast<std::size_t>(to - from));
    if (written < 0) return false;
    from += written;
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const int file = ::open(arguments[1], O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0) return 2;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (mapped == MAP_FAILED) return 2;
  const char* at = static_cast<const char*>(mapped);
  const char* const end = at + size;
  at = static_cast<const char*>(std::memchr(at, '\n', size)) + 1;

  const auto out = std::make_unique_for_overwrite<char[]>(kRoom);
  char* to = out.get();
  std::string fields[6];
  while (at < end) {
    const std::string_view key = take_field(at, end, ',', fields[0]);
    const std::string_view first_name = take_field(at, end, ',', fields[1]);
    take_field(at, end, ',', fields[2]);
    take_field(at, end, ',', fields[3]);
    const std::string_view company = take_field(at, end, ',', fields[4]);
    take_field(at, end, '\n', fields[5]);
    if (kMostFixed + 6 * (key.size() + first_name.size() + company.size()) >
        static_cast<std::size_t>(out.get() + kRoom - to)) {
      if (!write_all(out.get(), to)) return 2;
      to = out.get();
    }
    to = append(to, "{\"lead\":\"");
    to = append_escaped(to, key);
    to = append(to, "\",\"step\":0,\"after\":0,\"text\":\"");
    to = append(to, kGreetings[pick(key)]);
    to = append(to, " ");
    to = append_escaped(to, value_or(first_name, "there"));
    to = append(to, ", saw your work at ");
    to = append_escaped(to, value_or(company, "your company"));
    to = append(to, " — would love to connect. Open to a quick chat?\"}\n");
  }
  return write_all(out.get(), to) ? 0 : 2;
}
