// compiled_settings.h: the lists of the settings, made ready once for any number of messages.

#pragma once

#include "lint/phrases.h"
#include "lint/regex.h"
#include "segue/lint.h"

namespace segue::lint {

struct CompiledSettings {
  explicit CompiledSettings(const LintSettings& settings)
      : forbidden_phrases(settings.forbidden_phrases),
        required_phrases(settings.required_phrases),
        link_shorteners(settings.link_shorteners, {.properties = unicode::kLetter | unicode::kDigit, .marks = "-.@"}),
        forbidden_patterns(settings.forbidden_patterns) {}

  Phrases forbidden_phrases, required_phrases;
  Phrases link_shorteners;  ///< hosts; "@" comes before one in an address that is no link
  regex::Patterns forbidden_patterns;
};

}  // namespace segue::lint
