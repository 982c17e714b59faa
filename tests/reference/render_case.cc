#include "reference/render_case.h"

#include <charconv>

#include "segue/pick.h"
#include "segue/template.h"

namespace segue::reference {
namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == '\\')) {
      out += text[++i] == 'n' ? '\n' : '\\';
    } else {
      out += text[i];
    }
  }
  return out;
}

template <class Number>
Number number(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The text before and behind the first `separator`.
std::pair<std::string_view, std::string_view> split(std::string_view text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + separator.size())};
}

Variation variation_of(std::string_view text) {
  Variation variation;
  for (;;) {
    const auto [option, rest] = split(text, " | ");
    variation.options.push_back(unescaped(option));
    if (option.size() == text.size()) return variation;
    text = rest;
  }
}

void read_line(RenderCase& test, std::string_view line) {
  const auto [word, rest] = split(line, " ");
  Request& request = test.request;
  const bool has_equals = rest.find(" = ") != std::string_view::npos;
  const auto [name, text] = split(rest, " = ");
  const auto add = [&](auto content) {
    test.message.segments.push_back({.content = std::move(content), .original = {}});
  };
  if (word == "static") add(Static{unescaped(rest)});
  if (word == "variable" && has_equals) add(Variable{std::string(name), unescaped(text)});
  if (word == "variable" && !has_equals) add(Variable{std::string(rest), {}});
  if (word == "variation") add(variation_of(rest));
  if (word == "value") request.lead[std::string(name)] = unescaped(text);
  if (word == "key") request.key = unescaped(rest);
  if (word == "seed") request.seed = number<std::uint64_t>(rest);
  if (word == "message") request.message = number<std::uint32_t>(rest);
  if (word == "policy" && rest == "empty") request.policy = Unresolved::kEmpty;
  if (word == "policy" && rest == "keep") request.policy = Unresolved::kKeep;
  if (word == "null") request.null_values.push_back(unescaped(rest));
  if (word == "untrimmed") request.trim = false;
  if (word == "row") request.row = number<std::uint64_t>(rest);
  if (word == "rendering") request.rendering = number<std::uint64_t>(rest);
  if (word == "picks") {
    request.picks.emplace();
    for (std::string_view picks = rest; !picks.empty(); picks = split(picks, " ").second) {
      request.picks->push_back(number<std::uint32_t>(split(picks, " ").first));
    }
  }
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += " " + name;
  return all;
}

}  // namespace

RenderCase parse_render_case(std::string_view text) {
  RenderCase test;
  while (!text.empty()) {
    const auto [line, rest] = split(text, "\n");
    text = rest;
    if (line == "---") {
      test.expected = rest;
      break;
    }
    read_line(test, line);
  }
  // One way of choosing at a time.
  if (test.request.picks) test.request.row.reset();
  if (test.request.picks) test.request.rendering.reset();
  if (test.request.rendering) test.request.row.reset();
  return test;
}

std::string describe(const Answer& answer) {
  if (!answer.possible) return "the picks do not fit\n";
  std::string text = answer.text ? *answer.text + "\n" : "";
  if (!answer.picks.empty()) {
    text += "picks";
    for (const std::uint32_t pick : answer.picks) text += " " + std::to_string(pick);
    text += "\n";
  }
  if (!answer.fallbacks.empty()) text += "fallbacks" + joined(answer.fallbacks) + "\n";
  if (!answer.unresolved.empty()) text += "unresolved" + joined(answer.unresolved) + "\n";
  return text;
}

Answer render_by_engine(const Message& message, const Request& request, Encoding encoding) {
  std::vector<std::string> columns;
  std::vector<std::string_view> values;
  for (const auto& [name, value] : request.lead) {
    columns.push_back(name);
    values.push_back(value);
  }
  Answer answer;
  const auto compiled = compile(message, columns,
                                {.message_index = request.message,
                                 .unresolved = request.policy,
                                 .encoding = encoding,
                                 .trim = request.trim,
                                 .null_values = request.null_values});
  answer.possible = static_cast<bool>(compiled);
  if (!compiled) return answer;
  Picks picks = keyed(request.seed, request.key);
  if (request.row) picks = balanced(request.seed, *request.row);
  if (request.rendering) picks = numbered(*request.rendering);
  if (request.picks) picks = given(*request.picks);

  const Explanation explained = compiled->explain(values, picks);
  answer.possible = explained.status != RenderStatus::kPickOutOfRange;
  if (!answer.possible) return answer;
  answer.picks = explained.picks;
  answer.fallbacks = explained.fallbacks;
  answer.unresolved = explained.unresolved;
  if (explained.status == RenderStatus::kRendered) answer.text = explained.text;
  for (const SegmentRange& range : explained.ranges) {
    answer.pieces.push_back(explained.text.substr(range.begin, range.end - range.begin));
  }
  return answer;
}

}  // namespace segue::reference
