// sequence.h: an outreach sequence: read it, change it, write it back.
//
//   auto sequence = segue::parse_sequence(bytes);      // every error at once, each with its place
//   if (!sequence) return explain(sequence.errors());
//   for (const segue::Step& step : sequence->steps)
//     if (const auto* delay = std::get_if<segue::Delay>(&step.action)) wait(delay->duration);
//   std::string same = segue::write_sequence(*sequence);  // an equal JSON value
//
//   segue::Sequence mine;                              // one that a program makes is checked before it is written
//   mine.steps.push_back({.action = segue::Delay{.duration = std::chrono::hours(24), .unit = "days"}});
//   for (const segue::Error& error : segue::validate(mine)) log(to_string(error));
//
// A sequence is a list of steps: messages, delays, likes. A message is a list of segments: static text,
// a variable with a fallback, a variation with options. The format is the one of the public API page
// "Update sequence", in the five shapes that `Shape` names. schedule.h says when each step is due.
//
// Ownership: a Sequence owns all of its text; the bytes it was read from may go.
// Threads: a plain value; share it freely once it is built. Nothing here keeps a global or recurses on input.
// Limits: `Limits`, each settable, each named by the error that reaches it.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "segue/export.h"
#include "segue/result.h"

namespace segue {

/// One member of a JSON object as it was read. Objects without anything unusual keep none of these.
struct OriginalMember {
  std::string key = {};
  std::string json = {};  ///< the value as it was spelled; empty: take it from the model's own field
};

/// How an object was written: every member in its order, the unknown ones with their values, the known ones
/// with their spelling where it is not the plain one (`8.64e4`). Empty: the plain members in the plain order.
using OriginalMembers = std::vector<OriginalMember>;

/// Text that every lead receives.
struct Static {
  std::string text = {};
};

/// A value of the lead, by name.
struct Variable {
  std::string name = {};
  std::optional<std::string> fallback = {};  ///< none: a lead without a value has no message
};

/// One of several texts, picked per lead.
struct Variation {
  std::vector<std::string> options = {};
};

/// A part of a message.
struct Segment {
  std::variant<Static, Variable, Variation> content = {};
  OriginalMembers original = {};
};

/// A text to send: the plain concatenation of its segments.
struct Message {
  std::vector<Segment> segments = {};
  OriginalMembers original = {};  ///< of the step's `data`
};

/// A pause before the next step.
struct Delay {
  std::chrono::seconds duration = {};    ///< 0 to 2^53
  std::optional<std::string> unit = {};  ///< how an editor shows it; any text, checked by the linter
  OriginalMembers original = {};         ///< of the step's `data`
};

/// A like of the lead's latest post.
struct Like {
  std::string tag = "like-tweet";  ///< the spelling that was read
  std::string data = {};           ///< the step's `data` as JSON text; empty where there was none
};

/// One step of a sequence.
struct Step {
  std::variant<Message, Delay, Like> action = {};
  std::optional<std::string> id = {};
  std::optional<double> rank = {};  ///< order is that of the array; a rank is only kept
  OriginalMembers original = {};
};

/// What the JSON document was around its steps.
enum class Shape : std::uint8_t {
  kBody,      ///< {"steps":[…]}, with "version" where it is a stored body
  kCampaign,  ///< {…,"sequence":{"version":4,"steps":[…]}}
  kSteps,     ///< [{"type":"message",…},…]
  kSegments,  ///< [{"type":"static",…},…]: one message
};

/// A whole sequence.
struct Sequence {
  std::vector<Step> steps = {};
  Shape shape = Shape::kBody;
  std::optional<double> version = {};
  OriginalMembers original = {};  ///< of the object that holds `steps`
  OriginalMembers campaign = {};  ///< of the campaign object around it

  /// The messages in their order; a message index, in picks and in contracts, is an index into this.
  /// The pointers last as long as `steps` is left alone.
  [[nodiscard]] SEGUE_EXPORT std::vector<const Message*> messages() const;

  /// The names of the variables of all messages, once each, in order of first use.
  [[nodiscard]] SEGUE_EXPORT std::vector<std::string> variables() const;
};

/// What a document may hold. An error that is about a limit names it: "max-document" for `document`, and so on.
struct Limits {
  std::size_t document = 8u << 20;  ///< bytes; 4 GiB - 1 at most, since offsets are kept in 32 bits
  std::size_t nesting = 64;         ///< arrays and objects inside each other
  std::size_t steps = 10'000;
  std::size_t segments = 10'000;  ///< in one message
  std::size_t options = 10'000;   ///< in one variation
  std::size_t errors = 10'000;    ///< listed for one document; the last one says that there are more
};

struct ParseOptions {
  Limits limits = {};
  /// Further spellings of a like step's `type`, besides like-tweet, like_tweet and likeTweet.
  std::vector<std::string> like_tags = {};
};

/// Reads a sequence: a request or stored body, a campaign object, or an array of steps.
/// Errors have codes D001 to D004; all of them are reported at once, except that a JSON syntax error ends the
/// reading. Linear in the size of `bytes`.
[[nodiscard]] SEGUE_EXPORT Result<Sequence> parse_sequence(std::string_view bytes, const ParseOptions& options = {});

/// Reads an array of segments as a sequence of one message step.
[[nodiscard]] SEGUE_EXPORT Result<Sequence> parse_segments(std::string_view bytes, const ParseOptions& options = {});

/// Reads either, told apart by the array's first element; this is what the command does with a file.
[[nodiscard]] SEGUE_EXPORT Result<Sequence> parse_document(std::string_view bytes, const ParseOptions& options = {});

namespace json {
class Value;  // of the engine
}

/// The same for a document inside of larger JSON that is read already; errors have pointers from there. For the
/// engine's own libraries: only they can make such a value.
[[nodiscard]] SEGUE_EXPORT Result<Sequence> parse_document(const json::Value& document,
                                                           const ParseOptions& options = {});

/// Reads a file as parse_document() reads bytes; at most `Limits::document` of them are held. A file that cannot be
/// read is refused by name (unreadable-file).
[[nodiscard]] SEGUE_EXPORT Result<Sequence> read_sequence_file(const std::string& path,
                                                               const ParseOptions& options = {});

/// A document as far as it could be read, and everything that is wrong with the rest.
struct PartialDocument {
  Sequence sequence = {};                ///< one step for each element of the array; of a broken one what could be read
  std::vector<std::size_t> broken = {};  ///< the steps in which there is an error, by index, ascending
  std::vector<Error> errors = {};        ///< as parse_document() reports them
  bool has_steps = false;                ///< whether reading came as far as the steps
};

/// Reads a document as parse_document() does, and keeps what is sound in spite of its errors: for tools that look at
/// everything at once, such as the linter. A broken step of an unknown type is kept as a like of that tag.
[[nodiscard]] SEGUE_EXPORT PartialDocument parse_partial(std::string_view bytes, const ParseOptions& options = {});

/// Writes compact JSON in the sequence's shape. What was read and not changed comes back as an equal JSON
/// value: unknown keys, key order and the spelling of numbers included. Nothing is left out: the shape kSegments is
/// written as an array of steps where there is more than one message without id, rank and unknown keys. A sequence in
/// which validate() finds nothing but S004 gives a document that reads back as the same sequence.
[[nodiscard]] SEGUE_EXPORT std::string write_sequence(const Sequence& sequence);

/// The XXH3 hash (64 bits, seed 0) of what write_sequence() writes: names a sequence in summaries and logs.
[[nodiscard]] SEGUE_EXPORT std::uint64_t hash_of(const Sequence& sequence);

/// Checks a sequence that a program made or changed, and returns everything that is wrong with it, in document order,
/// each with the pointer of its place: text that is not UTF-8, JSON that is not JSON, and what is beyond a limit
/// (D001); delays that are negative, or longer than 2^53 seconds alone or together, and numbers that JSON cannot
/// express (D002); likes of an unknown tag (D004); variations without options (S004), which can be written and not
/// rendered. D003 is a delay that would be read as a message, since its step has no type and its data "segments".
[[nodiscard]] SEGUE_EXPORT std::vector<Error> validate(const Sequence& sequence, const ParseOptions& options = {});

}  // namespace segue
