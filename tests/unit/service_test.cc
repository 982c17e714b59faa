// What the service answers, by the contract, without sockets: a request in, a response out.

#include "service/service.h"

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "json/json.h"
#include "reference/memory_store.h"
#include "reference/same_json.h"
#include "segue/bulk.h"
#include "segue/report.h"
#include "service/access_log.h"
#include "service/description.h"
#include "service/rate_limit.h"
#include "service/routes.h"
#include "service/secret.h"
#include "service/target.h"

using namespace segue;
using namespace segue::service;

namespace {

constexpr const char* kPath = "/api/v1/campaigns/v2/usdjpdql3f90seqk13rwuo7z/sequence";
/// A delay of 90 days between two messages: T001, an error.
const std::string kFlawed =
    R"({"steps":[{"type":"message","data":{"segments":[{"type":"static","text":"Hello there."}]}},)"
    R"({"type":"delay","data":{"delaySeconds":7776000}},)"
    R"({"type":"message","data":{"segments":[{"type":"static","text":"Any news?"}]}}]})";
constexpr const char* kHello = R"({"steps":[{"type":"message","data":{"segments":[{"type":"static","text":"Hi"}]}}]})";

/// A service over a store in memory.
struct Bench {
  explicit Bench(ServiceOptions options = {}, const std::string& token_text = "") {
    REQUIRE(prepare_secrets());
    if (!token_text.empty()) tokens = *Tokens::read(token_text, "\n", "tokens");
    options.on_trouble = [this](std::string_view message) { trouble = message; };
    service = std::make_unique<Service>(store, tokens, *linter, options);
  }

  /// As a server asks: before the body, and then with it.
  Response ask(Request request) {
    Request head = request;
    head.body.clear();
    Verdict verdict = service->admit()(head);
    Response answer{.status = 0};
    if (verdict.refusal) {
      answer = *verdict.refusal;
    } else {
      int answers = 0;
      service->handle()(std::move(request), [&](Response response) {
        answer = std::move(response);
        ++answers;
      });
      CHECK(answers == 1);
    }
    answer.headers.insert(answer.headers.end(), verdict.headers.begin(), verdict.headers.end());
    return answer;
  }
  Response get(const std::string& target) { return ask({.method = "GET", .target = target}); }
  Response send(const std::string& method, const std::string& target, const std::string& body) {
    return ask({.method = method, .target = target, .content_type = "application/json", .body = body});
  }
  Response put(const std::string& body, const std::string& query = "") { return send("PUT", kPath + query, body); }

  reference::MemoryStore store;
  Tokens tokens;
  Result<Linter> linter = Linter::make();
  std::string trouble;
  std::unique_ptr<Service> service;
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

/// The raw JSON of a member, by its path; "" where there is none.
std::string at(const std::string& body, const std::vector<std::string>& path) {
  json::Document document;
  document.read(body, {});
  REQUIRE(document.readable());
  json::Value value = document.root();
  for (const std::string& step : path) {
    json::Value found;
    std::size_t index = 0;
    for (const json::Value& element : value.elements()) {
      if (std::to_string(index++) == step) found = element;
    }
    for (const json::Member& member : value.members()) {
      if (member.key.is_text(step)) found = member.value;
    }
    if (!found) return {};
    value = found;
  }
  return std::string(value.raw());
}

void check_problem(const Response& response, unsigned status, const std::string& code) {
  CAPTURE(response.body);
  CHECK(response.status == status);
  CHECK(at(response.body, {"error", "status"}) == std::to_string(status));
  CHECK(at(response.body, {"error", "code"}) == "\"" + code + "\"");
  CHECK(at(response.body, {"error", "message"}).size() > 2);
}

}  // namespace

TEST_CASE("a put makes versions from 1 on, and each of them can be got") {
  Bench bench;
  const Response first = bench.put(kHello);
  CHECK(first.status == 200);
  CHECK(at(first.body, {"version"}) == "1");
  const Response second = bench.put(R"({"steps":[{"type":"delay","data":{"delaySeconds":8.64e4,"unit":"days"}}]})");
  CHECK(at(second.body, {"version"}) == "2");
  CHECK(at(second.body, {"steps", "0", "data"}) == R"({"delaySeconds":8.64e4,"unit":"days"})");
  CHECK(bench.get(kPath).body == second.body);
  CHECK(bench.get(std::string(kPath) + "?version=1").body == first.body);
  CHECK(bench.get(std::string(kPath) + "?version=2").body == second.body);
  check_problem(bench.get(std::string(kPath) + "?version=3"), 404, "not_found");
  check_problem(bench.get("/api/v1/campaigns/v2/other/sequence"), 404, "not_found");
}

TEST_CASE("steps get ids of their own and their places as ranks, whatever the request says") {
  Bench bench;
  std::set<std::string> ids;
  for (int i = 0; i < 50; ++i) {
    const Response response = bench.put(R"({"steps":[
        {"x-note":[1, 2],"rank":7,"type":"message","id":"mine","data":{"segments":[],"extra":null}},
        {"data":{"delaySeconds":60}},
        {"type":"likeTweet"}]})");
    REQUIRE(response.status == 200);
    for (const std::string step : {"0", "1", "2"}) {
      const std::string id = at(response.body, {"steps", step, "id"});
      REQUIRE(id.size() == 26);
      CHECK(id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz", 1) == 25);
      CHECK(ids.insert(id).second);
      CHECK(at(response.body, {"steps", step, "rank"}) == step);
    }
    // The four of the API first; what nobody knows is kept.
    const std::string step = at(response.body, {"steps", "0"});
    CHECK(step.substr(step.find(",\"rank\"")) ==
          R"(,"rank":0,"type":"message","data":{"segments":[],"extra":null},"x-note":[1, 2]})");
    const std::string inferred = at(response.body, {"steps", "1"});
    CHECK(inferred.substr(inferred.find(",\"rank\"")) == R"(,"rank":1,"type":"delay","data":{"delaySeconds":60}})");
    const std::string like = at(response.body, {"steps", "2"});
    CHECK(like.substr(like.find(",\"rank\"")) == R"(,"rank":2,"type":"likeTweet"})");
  }
}

TEST_CASE("a put takes the request body alone, and tells every problem of another one") {
  Bench bench;
  check_problem(bench.put("{\"steps\":["), 400, "bad_request");
  check_problem(bench.put(""), 400, "bad_request");
  check_problem(bench.put("\xFF\xFE"), 400, "bad_request");
  for (const char* body : {"[]", R"([{"type":"static","text":"x"}])", R"({"sequence":{"steps":[]}})", "{}", "7"}) {
    CAPTURE(body);
    check_problem(bench.put(body), 422, "unprocessable_entity");
  }
  const Response twice = bench.put(R"({"steps":[],"steps":[]})");
  check_problem(twice, 422, "unprocessable_entity");
  const Response three = bench.put(
      R"({"steps":[{"type":"mesage","data":{"segments":[]}},{"type":"delay","data":{"delaySeconds":1.5}},{"type":"message"}]})");
  check_problem(three, 422, "unprocessable_entity");
  CHECK(at(three.body, {"error", "details", "issues", "0", "code"}) == "\"D004\"");
  CHECK(at(three.body, {"error", "details", "issues", "0", "path"}) == R"(["steps",0,"type"])");
  CHECK(at(three.body, {"error", "details", "issues", "1", "code"}) == "\"D002\"");
  CHECK(at(three.body, {"error", "details", "issues", "1", "path"}) == R"(["steps",1,"data","delaySeconds"])");
  CHECK(at(three.body, {"error", "details", "issues", "2", "code"}) == "\"D003\"");
  CHECK(at(three.body, {"error", "details", "issues", "2", "path"}) == R"(["steps",2])");
  CHECK(at(three.body, {"error", "details", "issues", "3"}).empty());
  check_problem(bench.get(kPath), 404, "not_found");  // none of them was stored
}

TEST_CASE("findings never refuse a put unless the service was told so, and are told on request") {
  Bench bench;
  CHECK(at(bench.put(kFlawed).body, {"findings"}).empty());
  const Response told = bench.put(kFlawed, "?lint=true");
  CHECK(told.status == 200);
  CHECK(at(told.body, {"findings", "0", "code"}) == "\"T001\"");
  CHECK(at(bench.put(kFlawed, "?lint=false").body, {"findings"}).empty());
  check_problem(bench.put(kFlawed, "?lint=maybe"), 400, "bad_request");
  CHECK(at(bench.get(kPath).body, {"version"}) == "3");

  Bench strict({.refuse_findings = Severity::kError});
  const Response refused = strict.put(kFlawed);
  check_problem(refused, 422, "unprocessable_entity");
  CHECK(at(refused.body, {"error", "details", "issues", "0", "code"}) == "\"T001\"");
  CHECK(strict.put(kHello).status == 200);
}

TEST_CASE("paths, methods, campaigns, versions and media types are refused as the contract says") {
  Bench bench;
  check_problem(bench.get("/api/v2"), 404, "not_found");
  check_problem(bench.get("/api/v1/campaigns/v2/a/b/sequence"), 404, "not_found");
  check_problem(bench.send("PUT", "/api/v1/campaigns/v2/Spring/sequence", kHello), 400, "bad_request");
  check_problem(bench.get("/api/v1/campaigns/v2//sequence"), 400, "bad_request");
  check_problem(bench.get("/api/v1/campaigns/v2/" + std::string(1025, 'a') + "/sequence"), 400, "bad_request");
  CHECK(bench.get("/api/v1/campaigns/v2/" + std::string(1024, 'a') + "/sequence").status == 404);
  check_problem(bench.get("/api/v1/campaigns/v2/a%62/sequence"), 400, "bad_request");
  for (const char* version : {"0", "-1", "1.0", "", "1x", "18446744073709551616", "1&version=2"}) {
    CAPTURE(version);
    check_problem(bench.get(std::string(kPath) + "?version=" + version), 400, "bad_request");
  }
  const Response deletion = bench.ask({.method = "DELETE", .target = kPath});
  check_problem(deletion, 405, "method_not_allowed");
  CHECK(header(deletion, "Allow") == "GET, HEAD, PUT");
  CHECK(header(bench.get("/api/v1/lint"), "Allow") == "POST");
  for (const char* type : {"", "text/plain", "application/json; charset=latin-1", "application/jsonp"}) {
    CAPTURE(type);
    check_problem(bench.ask({.method = "PUT", .target = kPath, .content_type = type, .body = kHello}), 415,
                  "unsupported_media_type");
  }
  for (const char* type :
       {"application/json", "Application/JSON ; Charset=\"UTF-8\"", "application/json;charset=utf-8"}) {
    CAPTURE(type);
    CHECK(bench.ask({.method = "PUT", .target = kPath, .content_type = type, .body = kHello}).status == 200);
  }
  check_problem(bench.ask({.method = "PUT",
                           .target = kPath,
                           .content_type = "application/json",
                           .content_encoding = "gzip",
                           .body = kHello}),
                415, "unsupported_media_type");
}

TEST_CASE("with tokens, only who has one may ask, save what everybody may") {
  Bench bench({}, "first-token\n\n  second-token  \n");
  const auto with = [&](const std::string& authorization) {
    return bench.ask({.method = "GET", .target = kPath, .authorization = authorization}).status;
  };
  check_problem(bench.get(kPath), 401, "unauthorized");
  CHECK(header(bench.get(kPath), "WWW-Authenticate") == "Bearer");
  CHECK(with("Bearer first-token") == 404);  // there is no such campaign
  CHECK(with("bearer second-token") == 404);
  for (const char* wrong : {"Bearer", "Bearer ", "Bearer first", "Bearer first-tokens", "Basic first-token",
                            "first-token", "Bearer first-token,second-token"}) {
    CAPTURE(wrong);
    CHECK(with(wrong) == 401);
  }
  check_problem(bench.send("POST", "/api/v1/lint", "[]"), 401, "unauthorized");
  for (const char* open : {"/", "/healthz", "/openapi.json"}) CHECK(bench.get(open).status == 200);
  Bench everybody;
  CHECK(everybody.ask({.method = "GET", .target = kPath, .authorization = "Bearer wrong"}).status == 404);
}

TEST_CASE("tokens that cannot be are refused without being shown") {
  REQUIRE(prepare_secrets());
  for (const std::string text : {"", "\n \n", "with space\n", "umlaut-\xC3\xA4\n", "tab\tinside"}) {
    const auto tokens = Tokens::read(text, "\n", "tokens.txt");
    REQUIRE_FALSE(tokens);
    CHECK(tokens.errors().front().message.starts_with("tokens.txt"));
    CHECK(tokens.errors().front().message.find("with space") == std::string::npos);
  }
  CHECK(Tokens::read("a,b , c", ",", "SEGUE_TOKENS")->size() == 3);
}

TEST_CASE("each token has so many requests a minute") {
  Bench bench({.requests_a_minute = 2}, "one\ntwo\n");
  const auto ask = [&](const std::string& token) {
    return bench.ask({.method = "GET", .target = kPath, .authorization = "Bearer " + token});
  };
  CHECK(header(ask("one"), "X-RateLimit-Remaining") == "1");
  CHECK(header(ask("one"), "X-RateLimit-Remaining") == "0");
  const Response third = ask("one");
  check_problem(third, 429, "too_many_requests");
  CHECK(header(third, "X-RateLimit-Limit") == "2");
  const int wait = std::stoi(header(third, "Retry-After"));
  CHECK(wait > 50);
  CHECK(wait <= 60);
  CHECK(header(third, "X-RateLimit-Reset") == header(third, "Retry-After"));
  CHECK(ask("two").status == 404);
  CHECK(bench.get("/healthz").headers.empty());
}

TEST_CASE("a rate limit opens again after a minute and remembers so many askers") {
  RateLimit limit(1, 2);
  const RateLimit::Clock::time_point start;
  CHECK(limit.count("a", start).is_allowed);
  CHECK_FALSE(limit.count("a", start + std::chrono::milliseconds(59'999)).is_allowed);
  CHECK(limit.count("a", start + std::chrono::seconds(60)).is_allowed);
  CHECK(limit.count("b", start + std::chrono::seconds(60)).is_allowed);
  CHECK(limit.count("c", start + std::chrono::seconds(61)).is_allowed);        // the two others are remembered
  CHECK_FALSE(limit.count("d", start + std::chrono::seconds(62)).is_allowed);  // so these share one window
  CHECK(limit.size() == 2);
  CHECK(limit.count("e", start + std::chrono::seconds(300)).is_allowed);
  CHECK(limit.size() == 1);
}

TEST_CASE("lint answers what the command prints") {
  Bench bench;
  const Response response = bench.send("POST", "/api/v1/lint", kFlawed);
  CHECK(response.status == 200);
  const LintResult result = bench.linter->lint_document(kFlawed);
  const auto report = FindingsReport::make(FindingsFormat::kJson);
  LintTotals totals;
  std::string expected = report->begin();
  expected += report->file({.name = "sequence", .source = kFlawed, .result = result}, totals);
  expected += report->end(totals);
  CHECK(response.body == expected);
  CHECK(at(response.body, {"findings", "0", "code"}) == "\"T001\"");
  const Response unreadable = bench.send("POST", "/api/v1/lint", "{");
  check_problem(unreadable, 400, "bad_request");
  CHECK(at(bench.send("POST", "/api/v1/lint", "{}").body, {"findings", "0", "code"}) == "\"D003\"");
}

TEST_CASE("render answers a lead's messages with their picks and fallbacks") {
  Bench bench;
  const std::string sequence =
      R"([{"type":"delay","data":{"delaySeconds":60}},{"type":"message","data":{"segments":[)"
      R"({"type":"variation","options":["Hi"]},{"type":"static","text":" "},)"
      R"({"type":"variable","name":"first-name","fallback":"there"}]}},{"type":"like-tweet"}])";
  const auto render = [&](const std::string& rest) {
    return bench.send("POST", "/api/v1/render", "{\"sequence\":" + sequence + "," + rest + "}");
  };
  CHECK(render(R"("lead":{"First Name":"  Anna "},"key":"42")").body ==
        R"({"messages":[{"lead":"42","step":1,"after":60,"text":"Hi Anna","picks":[0],"fallbacks":[]}]})"
        "\n");
  CHECK(render("\"lead\":{\n\"id\":\"7\",\r\n\"first-name\":\"N/A\"}").body ==
        R"({"messages":[{"lead":"7","step":1,"after":60,"text":"Hi there","picks":[0],"fallbacks":["first-name"]}]})"
        "\n");
  CHECK(render(R"("lead":{},"key":"a")").status == 200);
  // A seed is the same as a number and as text; one that doubles cannot hold is text.
  CHECK(render(R"("lead":{},"key":"a","seed":5)").body == render(R"("lead":{},"key":"a","seed":"5")").body);
  CHECK(render(R"("lead":{},"key":"a","seed":"18446744073709551615")").status == 200);

  const auto issue = [&](const std::string& rest) {
    const Response response = render(rest);
    check_problem(response, 422, "unprocessable_entity");
    return at(response.body, {"error", "details", "issues", "0", "code"}) +
           at(response.body, {"error", "details", "issues", "0", "path"});
  };
  CHECK(issue(R"("lead":{})") == R"("D003"[])");  // no key
  CHECK(issue(R"("lead":{},"key":" ")") == R"("blank-key"["key"])");
  CHECK(issue(R"("lead":7,"key":"a")") == R"("D002"["lead"])");
  CHECK(issue(R"("lead":{"first-name":[1]},"key":"a")") == R"("bad-value"["lead"])");
  CHECK(issue(R"("lead":{},"key":7)") == R"("D002"["key"])");
  CHECK(issue(R"("lead":{},"key":"a","seed":1e17)") == R"("D002"["seed"])");
  CHECK(issue(R"("lead":{},"key":"a","seed":-1)") == R"("D002"["seed"])");
  CHECK(issue(R"("lead":{},"key":"a","sed":1)") == R"("D005"["sed"])");
  CHECK(issue(R"("key":"a")") == R"("D003"[])");
  check_problem(bench.send("POST", "/api/v1/render", "{"), 400, "bad_request");
  check_problem(bench.send("POST", "/api/v1/render", "[]"), 422, "unprocessable_entity");

  const Response two =
      bench.send("POST", "/api/v1/render",
                 R"({"sequence":[{"type":"mesage","data":{"segments":[]}},{"type":"delay"}],"lead":{},"key":"a"})");
  check_problem(two, 422, "unprocessable_entity");
  CHECK(at(two.body, {"error", "details", "issues", "0", "path"}) == R"(["sequence",0,"type"])");
  CHECK(at(two.body, {"error", "details", "issues", "1", "path"}) == R"(["sequence",1])");
  const Response unresolved =
      bench.send("POST", "/api/v1/render",
                 R"({"sequence":[{"type":"variable","name":"a"},{"type":"variable","name":"b"}],"lead":{},"key":"a"})");
  check_problem(unresolved, 422, "unprocessable_entity");
  CHECK(at(unresolved.body, {"error", "details", "issues", "0", "code"}) == "\"unresolved-variable\"");
}

TEST_CASE("render answers what a bulk run writes for a list of one") {
  Bench bench;
  const std::string sequence =
      R"([{"type":"message","data":{"segments":[{"type":"variation","options":["Hey","Hi \"you\"","Hello"]},)"
      R"({"type":"static","text":" \u00e9\n"},{"type":"variable","name":"first-name","fallback":"there"}]}},)"
      R"({"type":"delay","data":{"delaySeconds":86400}},{"type":"like-tweet"},)"
      R"({"type":"message","data":{"segments":[{"type":"variable","name":"custom \"a\"","fallback":"x"},)"
      R"({"type":"variation","options":["1","2"]}]}}])";
  const auto parsed = parse_document(sequence);
  REQUIRE(parsed);
  for (const std::string lead :
       {R"({"id":"k\"1","first-name":" Ann\u0001 "})", R"({"id":7,"data":{"First Name":"N/A"}})",
        R"({"email":"a@b.c","custom \"a\"":12.50,"first_name":null})"}) {
    for (const std::string seed : {"0", "spring-launch"}) {
      std::string lines;
      const auto sink = memory_sink(lines);
      const auto source = memory_source(lead);
      BulkOptions options{.seed = parse_seed(seed), .leads = {.format = LeadFormat::kNdjson}, .explain = true};
      options.compile.null_values = {"N/A"};
      REQUIRE(render_leads(*parsed, *source, *sink, options).summary.messages == 2);
      lines.pop_back();
      lines.replace(lines.find('\n'), 1, ",");
      CHECK(bench
                .send("POST", "/api/v1/render",
                      "{\"sequence\":" + sequence + ",\"lead\":" + lead + ",\"seed\":\"" + seed + "\"}")
                .body == "{\"messages\":[" + lines + "]}\n");
    }
  }
  CHECK(bench.send("POST", "/api/v1/render", R"({"sequence":{"steps":[]},"lead":{},"key":"a"})").body ==
        "{\"messages\":[]}\n");
}

TEST_CASE("an answer of many long messages has a bound") {
  Bench bench({.max_rendered = 1000});
  const auto render = [&](std::size_t messages, std::size_t bytes) {
    std::string steps;
    for (std::size_t i = 0; i < messages; ++i) {
      steps += i == 0 ? "" : ",";
      steps += R"({"type":"message","data":{"segments":[{"type":"variable","name":"a"}]}})";
    }
    return bench.send("POST", "/api/v1/render",
                      "{\"sequence\":[" + steps + R"(],"key":"k","lead":{"a":")" + std::string(bytes, 'x') + "\"}}");
  };
  CHECK(render(10, 100).status == 200);
  const Response response = render(11, 100);
  check_problem(response, 422, "unprocessable_entity");
  CHECK(at(response.body, {"error", "details", "issues", "0", "code"}) == "\"too-long\"");
}

TEST_CASE("a store that fails is told as trouble, and not to clients") {
  Bench bench;
  bench.store.fails_with = Error{.code = "store", .name = "store", .message = "segue.db: the disk is full"};
  const Response put = bench.put(kHello);
  check_problem(put, 500, "internal_server_error");
  CHECK(put.body.find("disk") == std::string::npos);
  CHECK(bench.trouble == "segue.db: the disk is full");
  check_problem(bench.get(kPath), 500, "internal_server_error");
  bench.store.fails_with->code = "overloaded";
  check_problem(bench.put(kHello), 503, "service_unavailable");
  CHECK(header(bench.put(kHello), "Retry-After") == "1");
}

TEST_CASE("the description is JSON and has every path that there is") {
  json::Document document;
  document.read(kOpenApiDescription, {});
  REQUIRE(document.readable());
  CHECK(document.faults().empty());
  const std::string description(kOpenApiDescription);
  for (const auto& [method, path] :
       std::vector<std::pair<std::string, std::string>>{{"get", "/"},
                                                        {"get", "/healthz"},
                                                        {"get", "/openapi.json"},
                                                        {"post", "/api/v1/lint"},
                                                        {"post", "/api/v1/render"},
                                                        {"get", "/api/v1/campaigns/v2/{campaignId}/sequence"},
                                                        {"put", "/api/v1/campaigns/v2/{campaignId}/sequence"}}) {
    CAPTURE(path);
    CHECK_FALSE(at(description, {"paths", path, method}).empty());
    const std::string upper = method == "get" ? "GET" : method == "put" ? "PUT" : "POST";
    CHECK(find_route(upper, path).endpoint != Endpoint::kNone);
  }
}

TEST_CASE("targets are taken apart as they were sent") {
  CHECK(split_target("/a?b=1").path == "/a");
  CHECK(split_target("/a?b=1?c").query == "b=1?c");
  CHECK(split_target("http://host:80/a?b").path == "/a");
  CHECK(split_target("http://host").path == "/");
  CHECK(split_target("*").path == "*");
  const auto members = query_members("a=1&b=%41+x&&c&a=%4");
  REQUIRE(members.size() == 4);
  CHECK(members[1] == QueryMember("b", "A x"));
  CHECK(members[2] == QueryMember("c", ""));
  CHECK(members[3] == QueryMember("a", "%4"));
}

TEST_CASE("a log line is JSON and never shows what a client put into the wrong place") {
  const auto when = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'700'000'000'007));
  const auto line = [&](std::string_view method, std::string_view target) {
    return access_line({.id = "i",
                        .method = method,
                        .target = target,
                        .status = 404,
                        .bytes = 5,
                        .taken = std::chrono::microseconds(12),
                        .client = "127.0.0.1"},
                       when);
  };
  const auto expected = [](const std::string& method, const std::string& path) {
    return R"({"time":"2023-11-14T22:13:20.007Z","id":"i","method":")" + method + R"(","path":")" + path +
           R"(","status":404,"bytes":5,"microseconds":12,"client":"127.0.0.1"})" + "\n";
  };
  CHECK(line("GET", "/healthz") == expected("GET", "/healthz"));
  CHECK(line("PUT", "/api/v1/campaigns/v2/spring/sequence?lint=true") ==
        expected("PUT", "/api/v1/campaigns/v2/spring/sequence?…"));
  CHECK(line("GET", "/api/v1/campaigns/v2/s3cret-one/sequence?version=1") ==
        expected("GET", "/api/v1/campaigns/v2/…/sequence?…"));
  for (const char* hidden : {"/s3cret-one", "/x#s3cret-one", "/a\"\n\x1B[31m", "/\xFF", "s3cret-one"}) {
    CHECK(line("GET", hidden) == expected("GET", "…"));
  }
  CHECK(line("s3cret-one", "/") == expected("…", "/"));
}
