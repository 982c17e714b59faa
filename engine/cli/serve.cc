// serve.cc: the command `segue serve`.

#include <array>
#include <chrono>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/format_text.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/listen_address.h"
#include "cli/settings.h"
#include "cli/severity.h"
#include "display/display.h"
#include "parallel/pipeline.h"
#include "service/access_log.h"
#include "service/secret.h"
#include "service/server.h"
#include "service/service.h"
#include "service/store.h"
#include "service/tokens.h"

namespace segue::cli {
namespace {

struct ServeOptions {
  ListenAddress listen{.address = "127.0.0.1", .port = 8080};
  std::string store = "segue.db";
  std::string tokens;
  std::uint64_t requests_a_minute = 0;
  std::optional<Severity> refuse_findings;
  service::ServerOptions server;
  std::uint64_t max_rendered = service::ServiceOptions{}.max_rendered;
  std::uint64_t threads = 0;
  bool quiet = false;
  Settings settings;
};

constexpr std::string_view kServerGroup = "Server";
constexpr std::string_view kAccessGroup = "Access";
constexpr std::string_view kLimitsGroup = "Limits";
constexpr const char* kTokensVariable = "SEGUE_TOKENS";
constexpr std::size_t kMaxTokensFile = std::size_t{16} << 20;

Complaint take_rate(ServeOptions& options, std::string_view value) {
  constexpr std::string_view kUnit = "/minute";
  constexpr std::uint64_t kMax = 1'000'000'000;
  const auto number = value.ends_with(kUnit) ? read_number(value.substr(0, value.size() - kUnit.size()), kMax)
                                             : Result<std::uint64_t>(usage_error(""));
  if (!number || *number == 0) return fmt::format("expected N/minute such as 600/minute, found \"{}\"", value);
  options.requests_a_minute = *number;
  return {};
}

Complaint take_severity(ServeOptions& options, std::string_view value) {
  return keep(options.refuse_findings, read_severity(value));
}

template <auto member>
Complaint take_time(ServeOptions& options, std::string_view value) {
  constexpr std::uint64_t kMax = 86'400;
  const auto seconds = read_duration(value);
  if (!seconds || *seconds == 0 || *seconds > kMax) {
    return fmt::format("expected a time from 1s to 24h such as 30s or 2m, found \"{}\"", value);
  }
  options.server.*member = std::chrono::seconds(*seconds);
  return {};
}

template <auto member>
Complaint take_size(ServeOptions& options, std::string_view value) {
  constexpr std::uint64_t kMax = std::uint64_t{1} << 30;  // offsets in JSON are 32 bits
  return keep(options.server.*member, read_size(value, kMax));
}

using service::ServerOptions;

constexpr std::array kServeFlags = {
    Flag<ServeOptions>{
        {"--listen", "ADDRESS:PORT", "where to listen (default 127.0.0.1:8080); port 0 picks a free port",
         kServerGroup},
        [](ServeOptions& options, std::string_view value) { return keep(options.listen, read_listen_address(value)); }},
    Flag<ServeOptions>{{"--store", "FILE", "the store (default segue.db); created if there is none", kServerGroup},
                       store<&ServeOptions::store>},
    Flag<ServeOptions>{{"--tokens", "FILE",
                        "the tokens to accept, one per line; or set SEGUE_TOKENS, separated by commas", kAccessGroup},
                       store<&ServeOptions::tokens>},
    Flag<ServeOptions>{
        {"--rate-limit", "N/minute", "the most requests per token (without tokens, per client)", kAccessGroup},
        take_rate},
    Flag<ServeOptions>{
        {"--refuse-findings", "LEVEL",
         "do not store sequences with findings of this level or above: error, warning or information", kAccessGroup},
        take_severity},
    Flag<ServeOptions>{{"--max-body", "SIZE", "the largest request body (default 8MiB)", kLimitsGroup},
                       take_size<&ServerOptions::body_bytes>},
    Flag<ServeOptions>{
        {"--max-bodies", "SIZE", "the most memory for all request bodies together (default 256MiB)", kLimitsGroup},
        take_size<&ServerOptions::all_body_bytes>},
    Flag<ServeOptions>{{"--max-header", "SIZE", "the largest request line with headers (default 16KiB)", kLimitsGroup},
                       take_size<&ServerOptions::header_bytes>},
    Flag<ServeOptions>{
        {"--max-rendered", "SIZE", "the largest response of /api/v1/render, shared among its messages (default 16MiB)",
         kLimitsGroup},
        [](ServeOptions& options, std::string_view value) {
          return keep(options.max_rendered, read_size(value, std::uint64_t{1} << 30));
        }},
    Flag<ServeOptions>{{"--max-connections", "N", "the most open connections (default 4096)", kLimitsGroup},
                       [](ServeOptions& options, std::string_view value) {
                         return keep(options.server.connections, read_number(value, 1'000'000));
                       }},
    Flag<ServeOptions>{{"--header-time", "TIME", "the time to receive a request's headers (default 10s)", kLimitsGroup},
                       take_time<&ServerOptions::header_time>},
    Flag<ServeOptions>{{"--body-time", "TIME", "the time to receive its body (default 30s)", kLimitsGroup},
                       take_time<&ServerOptions::body_time>},
    Flag<ServeOptions>{{"--write-time", "TIME", "the time to send the response (default 30s)", kLimitsGroup},
                       take_time<&ServerOptions::write_time>},
    Flag<ServeOptions>{{"--idle-time", "TIME", "the time between requests on a connection (default 1m)", kLimitsGroup},
                       take_time<&ServerOptions::idle_time>},
    Flag<ServeOptions>{
        {"--stop-time", "TIME", "the time for requests in flight to finish at shutdown (default 10s)", kLimitsGroup},
        take_time<&ServerOptions::stop_time>},
    Flag<ServeOptions>{{"--threads", "N", "worker threads (default: one per processor)", kOtherGroup},
                       [](ServeOptions& options, std::string_view value) {
                         return keep(options.threads, read_number(value, kMostThreads));
                       }},
    Flag<ServeOptions>{{"--quiet", "", "no request log and no start message", kOtherGroup},
                       raise<&ServeOptions::quiet>},
    kSetFlag<ServeOptions, SettingsKind::kAll>,
};

std::vector<FlagText> serve_flags() {
  return texts_of<ServeOptions>(kServeFlags);
}

Result<service::Tokens> tokens_of(const ServeOptions& options) {
  const char* const variable = std::getenv(kTokensVariable);
  if (!options.tokens.empty()) {
    if (variable != nullptr) {
      return usage_error(fmt::format("--tokens and {} both give tokens; use one of them", kTokensVariable));
    }
    auto text = read_file(options.tokens, kMaxTokensFile);
    if (!text) return text.errors();
    return service::Tokens::read(*std::move(text), "\n", options.tokens);
  }
  if (variable == nullptr) return service::Tokens();
  auto tokens = service::Tokens::read(variable, ",", kTokensVariable);
  ::unsetenv(kTokensVariable);
  return tokens;
}

void report_start(const ServeOptions& options, const service::Tokens& tokens, std::uint16_t port, Console& console) {
  if (options.quiet) return;
  ListenAddress address = options.listen;
  address.port = port;
  console.remark(fmt::format(
      "listening on {}, store {}, {}", address.url(), display::shown(options.store),
      tokens.empty() ? "no tokens: open to everyone on this machine" : counted(tokens.size(), "token", "tokens")));
}

int serve(ServeOptions& options, const service::Tokens& tokens, const Linter& linter, Console& console) {
  auto opened = service::Store::open(options.store, {});
  if (!opened) return console.fail(opened.errors());
  std::unique_ptr<service::Store> store = *std::move(opened);
  service::AccessLog log(STDERR_FILENO);
  service::Service service(*store, tokens, linter,
                           {.reading = {.limits = options.settings.limits},
                            .max_message = options.settings.max_message,
                            .max_rendered = options.max_rendered,
                            .requests_a_minute = options.requests_a_minute,
                            .refuse_findings = options.refuse_findings,
                            .on_trouble = [&](std::string_view message) { log.trouble(message); }});
  options.server.address = options.listen.address;
  options.server.port = options.listen.port;
  options.server.threads = threads_for(options.threads);
  const auto server =
      service::Server::listen(options.server, service.admit(), service.handle(), options.quiet ? nullptr : &log);
  if (!server) return console.fail(server.errors());
  report_start(options, tokens, (*server)->port(), console);
  (*server)->run();
  store.reset();  // commits pending versions and answers the clients that still wait
  return kDone;
}

int run_serve(std::span<const std::string> arguments, Console& console) {
  ServeOptions options;
  const auto operands = parse_flags("serve", arguments, bound<ServeOptions>(kServeFlags, options));
  if (!operands) return console.fail(operands.errors());
  if (!operands->empty()) return console.fail(fmt::format("serve takes no \"{}\"", operands->front()));
  if (!service::prepare_secrets()) return console.fail("this machine has no source of random bytes");
  const auto tokens = tokens_of(options);
  if (!tokens) return console.fail(tokens.errors());
  if (tokens->empty() && !options.listen.is_loopback()) {
    return console.fail(
        fmt::format("without tokens, segue serve listens only on a loopback address, and {} is not one; name a file "
                    "of tokens with --tokens, or listen on 127.0.0.1",
                    options.listen.address));
  }
  const auto linter = Linter::make({.settings = options.settings.lint, .reading = {.limits = options.settings.limits}});
  if (!linter) return console.fail(linter.errors());
  const int code = serve(options, *tokens, *linter, console);
  if (code == kDone && !options.quiet) console.remark("stopped");
  return code;
}

}  // namespace

const Command kServe = {
    .name = "serve",
    .purpose = "run the update-sequence API as a service, with its own store",
    .usage = "[flags]",
    .flags = serve_flags,
    .details =
        "PUT and GET /api/v1/campaigns/v2/CAMPAIGN/sequence store and return the versions of a campaign's sequence.\n"
        "POST /api/v1/lint and /api/v1/render lint a sequence and render it for one lead. /openapi.json describes\n"
        "all endpoints.\n"
        "\n"
        "A PUT is answered once its version is on disk. Standard error gets one line of JSON per request, never with\n"
        "a token or a body. On SIGTERM or SIGINT, requests in flight are finished first.\n",
    .settings = SettingsKind::kAll,
    .examples =
        "segue serve\n"
        "segue serve --listen 0.0.0.0:8080 --store /var/lib/segue/segue.db --tokens /etc/segue/tokens\n"
        "SEGUE_TOKENS=secret segue serve --rate-limit 600/minute --refuse-findings error\n",
    .exit_codes =
        "0  stopped by SIGTERM or SIGINT\n"
        "2  not started: bad flags, an address in use, a store that cannot be opened, tokens that cannot be read\n",
    .run = run_serve,
};

}  // namespace segue::cli
