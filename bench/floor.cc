// floor.cc: the floor of bulk rendering: what one would write by hand for exactly one job, and nothing else.
//
//   bench_floor LEADS.csv > messages.ndjson        or /dev/stdin, a pipe
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

/// Renders the records of a text that begin before `last`, and answers where the first of the others begins; null where
/// writing failed.
const char* render(const char* at, const char* last, const char* end, char* const out) {
  std::string fields[6];
  char* to = out;
  while (at < last) {
    const std::string_view key = take_field(at, end, ',', fields[0]);
    const std::string_view first_name = take_field(at, end, ',', fields[1]);
    take_field(at, end, ',', fields[2]);
    take_field(at, end, ',', fields[3]);
    const std::string_view company = take_field(at, end, ',', fields[4]);
    take_field(at, end, '\n', fields[5]);
    if (kMostFixed + 6 * (key.size() + first_name.size() + company.size()) >
        static_cast<std::size_t>(out + kRoom - to)) {
      if (!write_all(out, to)) return nullptr;
      to = out;
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
  return write_all(out, to) ? at : nullptr;
}

const char* behind_header(const char* at, const char* end) {
  return static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))) + 1;
}

bool render_file(int file, std::size_t size, char* out) {
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (mapped == MAP_FAILED) return false;
  const char* const begin = static_cast<const char*>(mapped);
  return render(behind_header(begin, begin + size), begin + size, begin + size, out) != nullptr;
}

/// A pipe: read as much as there is room for, render what is surely whole.
bool render_pipe(int file, char* out) {
  constexpr std::size_t kLongestRecord = 4096;
  const auto room = std::make_unique_for_overwrite<char[]>(kRoom);
  std::size_t held = 0;
  bool has_header = false;
  while (true) {
    const ssize_t size = ::read(file, room.get() + held, kRoom - held);
    if (size < 0) return false;
    held += static_cast<std::size_t>(size);
    if (size > 0 && held < kRoom / 2) continue;
    const char* const end = room.get() + held;
    const char* at = has_header ? room.get() : behind_header(room.get(), end);
    has_header = true;
    at = render(at, size == 0 ? end : end - kLongestRecord, end, out);
    if (at == nullptr) return false;
    if (size == 0) return true;
    held = static_cast<std::size_t>(end - at);
    std::memmove(room.get(), at, held);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const int file = ::open(arguments[1], O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0) return 2;
  const auto out = std::make_unique_for_overwrite<char[]>(kRoom);
  const bool is_file = S_ISREG(status.st_mode);
  return (is_file ? render_file(file, static_cast<std::size_t>(status.st_size), out.get())
                  : render_pipe(file, out.get()))
             ? 0
             : 2;
}
