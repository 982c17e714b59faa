// service.h: the update-sequence service, without its sockets: who may ask what, and what is answered.
//
//   Service service(*store, tokens, *linter, {});
//   auto server = Server::listen(options, service.admit(), service.handle(), &log);

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "segue/lint.h"
#include "segue/sequence.h"
#include "service/exchange.h"
#include "service/rate_limit.h"
#include "service/routes.h"
#include "service/store.h"
#include "service/tokens.h"

namespace segue::service {

struct ServiceOptions {
  ParseOptions reading;                              ///< of sequences
  std::size_t max_message = 1u << 20;                ///< bytes of one rendered message
  std::size_t max_rendered = std::size_t{16} << 20;  ///< bytes of an answer's messages, shared out among them
  std::uint64_t requests_a_minute = 0;  ///< of each token, or of each client where there are none; 0: as many as come
  std::optional<Severity> refuse_findings;  ///< sequences with findings of that level or above are not stored
  /// Told what clients are not: why a version could not be stored or read. May be called from any thread.
  std::function<void(std::string_view)> on_trouble = [](std::string_view) {};
};

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
