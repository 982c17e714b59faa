// sequences.cc: the endpoint of a campaign's sequence: PUT stores a version, GET returns one.

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "segue/report.h"
#include "segue/sequence.h"
#include "service/endpoints.h"
#include "service/problem.h"
#include "service/secret.h"
#include "service/target.h"

namespace segue::service {
namespace {

/// The value of a query parameter, if there is one.
struct QueryValue {
  std::optional<std::string> text;
  bool is_unique = true;  ///< given once
};

QueryValue query_value(std::string_view query, std::string_view name) {
  QueryValue value;
  for (QueryMember& member : query_members(query)) {
    if (member.first != name) continue;
    value.is_unique = !value.text.has_value();
    value.text = std::move(member.second);
  }
  return value;
}

/// A version's number, from 1.
std::optional<std::uint64_t> version_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::string version_body(std::uint64_t number, std::string_view steps, std::string_view findings) {
  return fmt::format("{{\"version\":{},\"steps\":{}{}}}\n", number, steps, findings);
}

/// Gives every step a new id, and its index as its rank. They become its first members.
void assign(std::vector<Step>& steps) {
  std::vector<std::string> ids = random_ids(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Step& step = steps[i];
    step.id = std::move(ids[i]);
    step.rank = static_cast<double>(i);
    if (step.original.empty()) continue;  // the default members in the default order
    OriginalMembers members = {{"id", {}}, {"rank", {}}, {"type", {}}, {"data", {}}};
    for (OriginalMember& member : step.original) {
      const bool is_known = std::any_of(members.begin(), members.begin() + 4,
                                        [&](const OriginalMember& known) { return known.key == member.key; });
      if (!is_known) members.push_back(std::move(member));
    }
    step.original = std::move(members);
  }
}

/// The error if the body is a sequence, but not of the shape that a PUT takes.
std::optional<std::string> wrong_shape(const Sequence& sequence) {
  switch (sequence.shape) {
    case Shape::kBody:
      return std::nullopt;
    case Shape::kCampaign:
      return "expected {\"steps\":[…]}, found a campaign; send only its sequence";
    case Shape::kSteps:
      return "expected {\"steps\":[…]}, found only the array of steps";
    case Shape::kSegments:
      break;
  }
  return "expected {\"steps\":[…]}, found an array of segments";
}

std::vector<Issue> issues_of(const std::vector<Finding>& findings, Severity min_severity) {
  std::vector<Issue> issues;
  for (const Finding& finding : findings) {
    if (finding.severity >= min_severity) issues.push_back({finding.pointer, finding.message, finding.code});
  }
  return issues;
}

/// `,"findings":[…]`, each as `segue lint --format json` prints it.
std::string findings_member(std::string_view body, const LintResult& result) {
  LintTotals totals;
  const auto report = FindingsReport::make(FindingsFormat::kJson);
  return ",\"findings\":[" + report->file({.name = "sequence", .source = body, .result = result}, totals) + "]";
}

Response store_failure(const std::vector<Error>& errors, std::string_view what, const ServiceOptions& options) {
  const Error& error = errors.front();
  if (error.code == "overloaded") {
    Response response = problem(503, "too many versions are waiting to be stored; try again in a second");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }
  options.on_trouble(error.message);
  return problem(500, what);
}

}  // namespace

Response get_sequence(Store& store, std::string_view campaign, std::string_view query, const ServiceOptions& options) {
  const QueryValue version = query_value(query, "version");
  std::optional<std::uint64_t> number;
  if (version.text) {
    number = version_number(*version.text);
    if (!number || !version.is_unique) return problem(400, "expected one version=N, a whole number from 1");
  }
  const auto found = store.get(campaign, number);
  if (!found) return store_failure(found.errors(), "the sequence could not be read", options);
  if (!*found) {
    return problem(404, number ? fmt::format("campaign {} has no version {}", campaign, *number)
                               : fmt::format("no campaign {}; the first PUT creates it", campaign));
  }
  return {.body = version_body((*found)->number, (*found)->steps, {})};
}

void put_sequence(Store& store, const Linter& linter, std::string_view campaign, std::string_view query,
                  std::string_view body, const ServiceOptions& options, const Respond& respond) {
  const QueryValue lint = query_value(query, "lint");
  if (lint.text && (!lint.is_unique || (lint.text != "true" && lint.text != "false"))) {
    return respond(problem(400, "expected lint=true or lint=false"));
  }
  auto sequence = parse_sequence(body, options.reading);
  if (!sequence) return respond(unreadable(body, sequence.errors()));
  if (const auto wrong = wrong_shape(*sequence)) {
    return respond(
        unprocessable("not a request to update a sequence", {{.pointer = "", .message = *wrong, .code = "D002"}}));
  }
  const bool wants_findings = lint.text == "true";
  std::string findings;
  if (wants_findings || options.refuse_findings) {
    const LintResult result = linter.lint_document(body);
    if (options.refuse_findings) {
      const auto issues = issues_of(result.findings, *options.refuse_findings);
      if (!issues.empty()) {
        return respond(unprocessable(fmt::format("this service refuses sequences with findings of level {} or above",
                                                 severity_name(*options.refuse_findings)),
                                     issues));
      }
    }
    if (wants_findings) findings = findings_member(body, result);
  }
  assign(sequence->steps);
  sequence->shape = Shape::kSteps;
  std::string steps = write_sequence(*sequence);
  std::string response_steps = steps;
  store.put(std::string(campaign), std::move(steps),
            [respond, &options, steps = std::move(response_steps),
             findings = std::move(findings)](const Result<std::uint64_t>& version) {
              if (!version) {
                return respond(store_failure(version.errors(), "the version was not stored", options));
              }
              respond({.body = version_body(*version, steps, findings)});
            });
}

}  // namespace segue::service
