#include "lint/fingerprint.h"

#include <variant>

#include <fmt/format.h>

#include "base/pick.h"

namespace segue::lint {
namespace {

/// A hash over parts that cannot be mistaken for other parts: each comes behind its length.
class Mixture {
 public:
  explicit Mixture(std::string_view kind) { add(kind); }
  Mixture& add(std::string_view text) {
    add(text.size());
    hash_.add(text);
    return *this;
  }
  Mixture& add(std::uint64_t number) {
    char bytes[8];
    for (char& byte : bytes) {  // the same on every machine
      byte = static_cast<char>(number & 0xFF);
      number >>= 8;
    }
    hash_.add({bytes, sizeof bytes});
    return *this;
  }
  [[nodiscard]] std::uint64_t value() const { return hash_.value(); }

 private:
  pick::RunningHash hash_;
};

std::uint64_t content_of(const Segment& segment) {
  if (const auto* text = std::get_if<Static>(&segment.content)) return Mixture("static").add(text->text).value();
  if (const auto* variable = std::get_if<Variable>(&segment.content)) {
    Mixture mixture("variable");
    mixture.add(variable->name);
    if (variable->fallback) mixture.add(*variable->fallback);
    return mixture.value();
  }
  Mixture mixture("variation");
  for (const std::string& option : std::get<Variation>(segment.content).options) mixture.add(option);
  return mixture.value();
}

std::uint64_t content_of(const Step& step) {
  if (const auto* delay = std::get_if<Delay>(&step.action)) {
    return Mixture("delay").add(static_cast<std::uint64_t>(delay->duration.count())).add(delay->unit.value_or("")).value();
  }
  if (const auto* message = std::get_if<Message>(&step.action)) {
    Mixture mixture("message");
    for (const Segment& segment : message->segments) mixture.add(content_of(segment));
    return mixture.value();
  }
  return Mixture("like").value();
}

}  // namespace

std::uint64_t Fingerprints::step_content(std::size_t step) {
  if (steps_.empty()) steps_.resize(sequence_.steps.size());
  if (step >= steps_.size()) return 0;
  if (!steps_[step]) steps_[step] = content_of(sequence_.steps[step]);
  return *steps_[step];
}

std::uint64_t Fingerprints::segment_content(std::size_t step, std::size_t segment) {
  const auto* message = step < sequence_.steps.size() ? std::get_if<Message>(&sequence_.steps[step].action) : nullptr;
  if (message == nullptr || segment >= message->segments.size()) return 0;
  if (segments_.empty() || segments_of_ != step) {
    segments_of_ = step;
    segments_.assign(message->segments.size(), std::nullopt);
  }
  if (!segments_[segment]) segments_[segment] = content_of(message->segments[segment]);
  return *segments_[segment];
}

std::uint64_t Fingerprints::option_content(std::size_t step, std::size_t segment, std::size_t option) {
  const auto& message = std::get<Message>(sequence_.steps[step].action);
  const std::string& text = std::get<Variation>(message.segments[segment].content).options[option];
  if (option_ != &text) {
    option_ = &text;
    option_content_ = Mixture("option").add(text).value();
  }
  return option_content_;
}

std::string Fingerprints::of(std::string_view code, const ModelPath& place) {
  Mixture mixture(code);
  mixture.add(place.key);
  if (place.segment != ModelPath::kNone) {
    const std::size_t here = place.segment;
    // The offending alternative, where it is one of several; else the segment is.
    if (place.part == Part::kOption) {
      mixture.add(option_content(place.step, here, place.option));
    } else {
      mixture.add(segment_content(place.step, here));
    }
    mixture.add(here > 0 ? segment_content(place.step, here - 1) : 0);
    mixture.add(segment_content(place.step, here + 1));
  } else if (place.step != ModelPath::kNone) {
    const std::size_t here = place.step;
    mixture.add(step_content(here));
    mixture.add(here > 0 ? step_content(here - 1) : 0);
    mixture.add(step_content(here + 1));
  }
  return numbered(mixture.value());
}

std::string Fingerprints::of(std::string_view code, std::string_view fragment) {
  return numbered(Mixture(code).add(fragment).value());
}

std::string Fingerprints::numbered(std::uint64_t hash) {
  const std::uint32_t ordinal = seen_[hash]++;
  return fmt::format("{:016x}", ordinal == 0 ? hash : Mixture("again").add(hash).add(ordinal).value());
}

}  // namespace segue::lint
