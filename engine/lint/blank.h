// blank.h: whether a message can come out blank: as text in which a person sees nothing.

#pragma once

#include <cstddef>
#include <cstdint>

#include "segue/sequence.h"

namespace segue::lint {

/// How many renderings are blank, from none to every one.
enum class Blankness : std::uint8_t { kNever, kSometimes, kAlways };

/// Of a whole message, exactly. One with a variation without options has no renderings and is never blank.
Blankness blankness(const Message& message);

/// The index of the first option that is blank; how many options there are where none is.
std::size_t first_blank(const Variation& variation);

}  // namespace segue::lint
