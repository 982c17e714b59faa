// service.h: the update-sequence service, without sockets: checks and handles requests.
//
//   Service service(*store, tokens, *linter, {});
//   auto server = Server::listen(options, service.admit(), service.handle(), &log);

#pragma once

#include <optional>

#include "segue/lint.h"
#include "service/exchange.h"
#include "service/rate_limit.h"
#include "service/service_options.h"
#include "service/store.h"
#include "service/tokens.h"

namespace segue::service {

/// Borrows what it is given; all of it must outlive the service. Any number of threads may use it concurrently.
class Service {
 public:
  Service(Store& store, const Tokens& tokens, const Linter& linter, ServiceOptions options);

  /// The functions that a Server needs, see exchange.h. Both refer to this service.
  [[nodiscard]] Admit admit();
  [[nodiscard]] Handler handle();

 private:
  Verdict check(const Request& request);
  void dispatch(const Request& request, const Respond& respond);
  /// The response if the body cannot be used: it is not JSON, or is compressed.
  static std::optional<Response> refusal_of_body(const Request& request);

  Store& store_;
  const Tokens& tokens_;
  const Linter& linter_;
  ServiceOptions options_;
  std::optional<RateLimit> rate_limit_;
};

}  // namespace segue::service
