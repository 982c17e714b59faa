// description.h: the OpenAPI description of the service, as /openapi.json gives it. It is openapi.json beside it, put
// in when segue is built.

#pragma once

#include <string_view>

namespace segue::service {

extern const std::string_view kOpenApiDescription;

}  // namespace segue::service
