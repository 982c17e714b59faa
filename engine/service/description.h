// description.h: the OpenAPI description of the service: openapi.json, embedded at build time, served as /openapi.json.

#pragma once

#include <string_view>

namespace segue::service {

extern const std::string_view kOpenApiDescription;

}  // namespace segue::service
