// service.h: the update-sequence service, without its sockets: who may ask what, and what is answered.
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

/// All that it is given is borrowed and must outlive it. Any number of threads may use it at once.
class Service {
 public:
  Service(Store& store, const Tokens& tokens, const Linter& linter, ServiceOptions options);

  /// What a Server asks, see exchange.h. Both refer to this service.
  [[nodiscard]] Admit admit();
  [[nodiscard]] Handler handle();

 private:
  Verdict judge(const Request& request);
  void answer(const Request& request, const Respond& respond);
  /// Why the request's body is not looked at: no JSON, or packed.
  static std::optional<Response> refusal_of_body(const Request& request);

  Store& store_;
  const Tokens& tokens_;
  const Linter& linter_;
  ServiceOptions options_;
  std::optional<RateLimit> rate_limit_;
};

}  // namespace segue::service
