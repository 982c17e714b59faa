// errors.h: an error of a document as a person reads it: where, what, and the line it is about.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/terminal.h"
#include "segue/result.h"

namespace segue::report {

/// A stretch of a source, short enough for one line, with a place in it marked.
struct Excerpt {
  std::string line;            ///< fit to be shown
  std::size_t mark = 0;        ///< columns before the mark
  std::size_t mark_width = 1;  ///< columns it covers; at least one
};

/// The line around `range`, at most `width` columns of it, cut ends marked by `…`. Looks at no more bytes than it
/// needs, so that a document of one long line and many errors costs no more than it has errors.
Excerpt excerpt(std::string_view source, const Range& range, std::size_t width);

/// A document's error:
///
///   spring.json:3:20: error D002 wrong-type
///     |
///   3 |     { "text": 12 },
///     |               ^^
///     = expected a string, found a number
///     = at /steps/0/data/segments/0/text
std::string document_error(const Error& error, std::string_view file, std::string_view source,
                           const Terminal& terminal);

/// All of them, one paragraph each, and a line that counts them.
std::string document_errors(const std::vector<Error>& errors, std::string_view file, std::string_view source,
                            const Terminal& terminal);

}  // namespace segue::report
