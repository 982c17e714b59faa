#include "reference/compare_linters.h"

#include <map>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "lint/locator.h"
#include "reference/plain_linter.h"

namespace segue::reference {
namespace {

lint::ModelPath place_in(const Message& message, std::uint32_t step, const PlainPlace& plain) {
  if (plain == kWholeMessage) return {.step = step, .part = lint::Part::kSegments};
  const auto& [segment, option, is_fallback, is_value, offset] = plain;
  lint::ModelPath place{.step = step, .segment = segment};
  const auto& content = message.segments[segment].content;
  if (std::holds_alternative<Static>(content)) place.part = lint::Part::kText;
  if (std::holds_alternative<Variable>(content)) {
    place.part = is_fallback ? lint::Part::kFallback : lint::Part::kName;
  }
  if (std::holds_alternative<Variation>(content)) {
    place.part = lint::Part::kOption;
    place.option = option;
  }
  if (is_value) return place;
  place.begin = place.end = offset;
  return place;
}

/// The rendering of a witness: its picks, a value being `⟨name⟩`.
std::string rendered(const Message& message, const Witness& witness) {
  std::string text;
  std::size_t variation = 0;
  for (const Segment& segment : message.segments) {
    if (const auto* fixed = std::get_if<Static>(&segment.content)) {
      text += fixed->text;
    } else if (const auto* options = std::get_if<Variation>(&segment.content)) {
      text += options->options.at(witness.picks.at(variation++));
    } else {
      const auto& variable = std::get<Variable>(segment.content);
      bool takes_value = true;
      for (const Witness::Fate& fate : witness.variables) {
        if (fate.variable == variable.name) takes_value = fate.takes_value;
      }
      text += takes_value ? "⟨" + variable.name + "⟩" : variable.fallback.value();
    }
  }
  return text;
}

std::string shown(Severity severity) {
  return std::string(severity_name(severity));
}

}  // namespace

std::string disagreement(const Sequence& sequence, const LintSettings& settings, std::size_t most_renderings) {
  const std::string bytes = write_sequence(sequence);
  const auto read = parse_document(bytes);
  if (!read) return "the document cannot be read again: " + bytes;
  lint::PathLocator finder(bytes, read->shape, 64);
  for (const std::string_view code : plain_codes()) {
    LintOptions options;
    options.select = {std::string(code)};
    options.settings = settings;
    options.max_findings = 1'000'000;
    const auto linter = Linter::make(options);
    if (!linter) return linter.errors().front().message;
    const LintResult result = linter->lint_document(bytes);

    for (std::size_t step = 0; step < read->steps.size(); ++step) {
      const auto* message = std::get_if<Message>(&read->steps[step].action);
      if (message == nullptr || count_renderings(*message, most_renderings) > most_renderings) continue;
      const auto expected = plain_findings(code, *read, *message, settings);
      if (!expected) return "no plain form of " + std::string(code);
      // By the byte of the document where they begin, and the pointer.
      std::map<std::pair<std::string, std::size_t>, Severity> wanted;
      std::map<std::pair<std::string, std::size_t>, PlainPlace> places;
      for (const auto& [plain, severity] : *expected) {
        const lint::ModelPath place = place_in(*message, static_cast<std::uint32_t>(step), plain);
        const std::pair key(lint::pointer_of(place, read->shape), finder.find(place).begin);
        wanted[key] = severity;
        places[key] = plain;
      }
      const auto about = [&](const std::string& what) { return std::string(code) + ": " + what + "\n" + bytes; };
      std::set<std::pair<std::string, std::size_t>> seen;
      for (const Finding& finding : result.findings) {
        if (finding.code != code || finding.step != step) continue;
        if (finding.coverage == Coverage::kPartial) continue;
        const std::pair key(finding.pointer, finding.range.begin.offset);
        const std::string where = key.first + " at " + std::to_string(key.second);
        if (!seen.insert(key).second) return about("two findings at " + where);
        const auto found = wanted.find(key);
        if (found == wanted.end()) return about("found, and not expected, " + finding.message + " (" + where + ")");
        if (found->second != finding.severity) {
          return about("expected " + shown(found->second) + ", found " + shown(finding.severity) + " (" + where + ")");
        }
        if (!finding.witness) continue;
        if (rendered(*message, *finding.witness) != finding.witness->text) {
          return about("the witness has other words than its rendering: " + finding.witness->text);
        }
        if (plain_findings_of(code, *read, *message, settings, *finding.witness).count(places.at(key)) == 0) {
          return about("the witness does not show the fault at " + where + ": " + finding.witness->text);
        }
      }
      for (const auto& [key, severity] : wanted) {
        if (seen.count(key) == 0) {
          return about("expected " + shown(severity) + " at " + key.first + " at " + std::to_string(key.second));
        }
      }
    }
  }
  return {};
}

}  // namespace segue::reference
