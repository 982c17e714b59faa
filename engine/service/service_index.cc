#include <string>

#include "display/json_text.h"
#include "segue/version.h"
#include "service/endpoints.h"

namespace segue::service {

Response service_index() {
  Response response;
  {
    display::JsonObject object(response.body);
    object.text("name", "segue").text("version", kVersion);
    display::JsonObject links(object.name("links"));
    links.text("description", "/openapi.json").text("health", "/healthz");
    links.text("lint", "/api/v1/lint").text("render", "/api/v1/render");
  }
  response.body += '\n';
  return response;
}

// The store is open before the first request arrives.
Response health() {
  return {.body = "{\"status\":\"ok\"}\n"};
}

}  // namespace segue::service
