// endpoints.h: the response of each endpoint. The caller has already checked the token.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "segue/lint.h"
#include "service/exchange.h"
#include "service/service_options.h"
#include "service/store.h"

namespace segue::json {
struct Fault;
}

namespace segue::service {

/// `/`: name, version and links.
Response service_index();
/// `/healthz`
Response health();

/// The current version of a campaign's sequence, or `?version=N`.
Response get_sequence(Store& store, std::string_view campaign, std::string_view query, const ServiceOptions& options);

/// Stores a new version from `{"steps":[…]}`; `?lint=true` adds the findings. Responds once the version is stored.
void put_sequence(Store& store, const Linter& linter, std::string_view campaign, std::string_view query,
                  std::string_view body, const ServiceOptions& options, const Respond& respond);

/// The findings of a sequence document of any shape, as `segue lint --format json` prints them.
Response lint_document(const Linter& linter, std::string_view body);

/// The messages of one lead: `{"sequence":…,"lead":{…},"key":…,"seed":…}`.
Response render_lead(std::string_view body, const ServiceOptions& options);

/// The 400 for a body that is not JSON because of this fault.
Response not_json(std::string_view body, const json::Fault& fault);

/// The same if the body is not JSON.
std::optional<Response> no_json(std::string_view body);

/// The response to an invalid document: 400 if it is not JSON, otherwise 422 with every issue.
Response unreadable(std::string_view body, const std::vector<Error>& errors);

}  // namespace segue::service
