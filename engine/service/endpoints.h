// endpoints.h: what each endpoint answers. Who may ask is settled before.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "segue/lint.h"
#include "service/exchange.h"
#include "service/service_options.h"
#include "service/store.h"

namespace segue::service {

/// `/`: what this is, and where things are.
Response service_index();
/// `/healthz`
Response health();

/// The current version of a campaign's sequence, or `?version=N`.
Response get_sequence(Store& store, std::string_view campaign, std::string_view query, const ServiceOptions& options);

/// A new version from `{"steps":[…]}`; `?lint=true` adds the findings. Answered once the version is stored.
void put_sequence(Store& store, const Linter& linter, std::string_view campaign, std::string_view query,
                  std::string_view body, const ServiceOptions& options, const Respond& respond);

/// Any sequence document's findings, as `segue lint --format json` prints them.
Response lint_document(const Linter& linter, std::string_view body);

/// The messages of one lead: `{"sequence":…,"lead":{…},"key":…,"seed":…}`.
Response render_lead(std::string_view body, const ServiceOptions& options);

/// 400 where the body is no JSON at all.
std::optional<Response> no_json(std::string_view body);

/// What is wrong with a document that could not be read: 400 where it is no JSON, else 422 with every issue.
Response unreadable(std::string_view body, const std::vector<Error>& errors);

}  // namespace segue::service
