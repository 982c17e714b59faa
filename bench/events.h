// events.h: the floor of reading: RapidJSON's SAX reader that only counts events.

#pragma once

#include <cstddef>

#include "json/json_source.h"

namespace segue::bench {

struct EventCounter : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, EventCounter> {
  std::size_t events = 0;
  // The name is RapidJSON's. NOLINTNEXTLINE(readability-identifier-naming)
  bool Default() {
    ++events;
    return true;
  }
};

/// How many events there are in the stream. Flattened, so that however often it is used the compiler inlines
/// RapidJSON's reader in it, as in segue's own: a floor must be as quick as it can be.
template <unsigned kFlags, class Stream>
[[gnu::noinline, gnu::flatten]] std::size_t events_of(Stream stream) {
  rapidjson::Reader reader;
  EventCounter counter;
  reader.Parse<kFlags>(stream, counter);
  return counter.events;
}

}  // namespace segue::bench
