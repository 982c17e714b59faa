#include "segue/bulk.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "segue/codes.h"
#include "segue/pick.h"
#include "unit/files.h"

using namespace segue;

namespace {

struct Outcome {
  std::string output;
  BulkSummary summary;
  std::vector<Error> errors;
  std::vector<std::string> rejects;  ///< "row line offset code: message"
};

Outcome run(std::string_view sequence_bytes, std::string_view leads, BulkOptions options = {}) {
  const auto sequence = parse_document(sequence_bytes);
  REQUIRE(sequence);
  Outcome outcome;
  options.on_reject = [&](const Reject& reject) {
    outcome.rejects.push_back(std::to_string(reject.row) + " " + std::to_string(reject.line) + " " +
                              std::to_string(reject.offset) + " " + std::string(reject.code) + ": " +
                              std::string(reject.message));
    return true;
  };
  const auto source = memory_source(leads, "leads.csv");
  const auto sink = memory_sink(outcome.output);
  auto [summary, errors] = render_leads(*sequence, *source, *sink, options);
  CHECK(summary.rendered + summary.rejected + summary.skipped == summary.rows);
  CHECK(outcome.rejects.size() == summary.rejected);
  CHECK(summary.bytes_written == outcome.output.size());
  outcome.summary = std::move(summary);
  outcome.errors = std::move(errors);
  return outcome;
}

constexpr std::string_view kGreeting =
    R"([{"type":"static","text":"Hi "},{"type":"variable","name":"first-name","fallback":"there"}])";

constexpr std::string_view kSteps = R"([
  {"type":"message","data":{"segments":[{"type":"variation","options":["Hey","Hi"]},{"type":"static","text":" "},{"type":"variable","name":"name"}]}},
  {"type":"delay","data":{"delaySeconds":86400}},
  {"type":"likeTweet"},
  {"type":"delay","data":{"delaySeconds":60}},
  {"type":"message","data":{"segments":[{"type":"static","text":"Still there, \"you\"?"}]}}
])";

}  // namespace

TEST_CASE("every message of every lead is a line, in lead order, then step order") {
  const Outcome got = run(kSteps, "id,name\n1,Anna\n2,Ben\n");
  // Keys 1 and 2 under seed 0: the picks of the vectors' first bits, among two options.
  CHECK(got.summary.messages == 4);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < got.output.size();) {
    const std::size_t end = got.output.find('\n', at);
    lines.push_back(got.output.substr(at, end - at));
    at = end + 1;
  }
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].substr(0, 45) == R"({"lead":"1","step":0,"after":0,"text":"Hi Ann)");
  CHECK(lines[1] == R"({"lead":"1","step":4,"after":86460,"text":"Still there, \"you\"?"})");
  CHECK(lines[2].rfind(R"({"lead":"2","step":0,"after":0,"text":")", 0) == 0);
  CHECK(lines[3] == R"({"lead":"2","step":4,"after":86460,"text":"Still there, \"you\"?"})");
}

TEST_CASE("likes are lines of their own on request") {
  const Outcome got = run(kSteps, "id,name\n\"a\"\"b\",Anna\n", {.all_steps = true});
  CHECK(got.output.find("{\"lead\":\"a\\\"b\",\"step\":2,\"after\":86400,\"action\":\"like-tweet\"}\n") !=
        std::string::npos);
  CHECK(got.summary.messages == 2);
}

TEST_CASE("an explanation adds picks and fallbacks") {
  const Outcome got = run(kGreeting, "id,first-name\n1,\n2,Ben\n", {.explain = true});
  CHECK(got.output ==
        "{\"lead\":\"1\",\"step\":0,\"after\":0,\"text\":\"Hi there\",\"picks\":[],\"fallbacks\":[\"first-name\"]}\n"
        "{\"lead\":\"2\",\"step\":0,\"after\":0,\"text\":\"Hi Ben\",\"picks\":[],\"fallbacks\":[]}\n");
}

TEST_CASE("CSV output has a header and quotes only what needs it") {
  const Outcome plain =
      run(kGreeting, "id,first-name\n1,Anna\n\"2,3\",\"A \"\"B\"\"\"\n", {.format = OutputFormat::kCsv});
  CHECK(plain.output == "lead,step,after,text\n1,0,0,Hi Anna\n\"2,3\",0,0,\"Hi A \"\"B\"\"\"\n");
  const Outcome all =
      run(kSteps, "id,name\n1,Anna\n", {.format = OutputFormat::kCsv, .explain = true, .all_steps = true});
  CHECK(all.output ==
        "lead,step,after,action,text,picks,fallbacks\n"
        "1,0,0,,Hi Anna,[1],[]\n"
        "1,2,86400,like-tweet,,,\n"
        "1,4,86460,,\"Still there, \"\"you\"\"?\",[],[]\n");
  CHECK(run(kGreeting, "id\n", {.format = OutputFormat::kCsv}).output == "lead,step,after,text\n");
}

TEST_CASE("a lead is all or nothing, and the reject says everything that is missing") {
  const std::string_view two = R"([
    {"type":"message","data":{"segments":[{"type":"static","text":"fine"}]}},
    {"type":"message","data":{"segments":[{"type":"variable","name":"a"},{"type":"variable","name":"b"}]}},
    {"type":"message","data":{"segments":[{"type":"variable","name":"c"},{"type":"variable","name":"a"}]}}])";
  const Outcome got = run(two, "id,a,b,c\n1,x,y,z\n2, ,y,\n3,x,y,z\n");
  CHECK(got.summary.rendered == 2);
  CHECK(got.summary.messages == 6);
  CHECK(got.output.find("\"lead\":\"2\"") == std::string::npos);
  REQUIRE(got.rejects.size() == 1);
  CHECK(got.rejects[0] == "1 3 17 unresolved-variable: no value and no fallback for \"a\", \"c\"");
  CHECK(got.summary.rejected_by_code.at("unresolved-variable") == 1);
}

TEST_CASE("rows that cannot be read are rejected among those that can") {
  const Outcome got = run(kGreeting, "id,first-name\n1,Anna\n2,B,C\n\n,Dora\n5\n6,\"x\"y\n7,Gus\n");
  CHECK(got.summary.rows == 7);
  CHECK(got.summary.rendered == 3);
  CHECK(got.summary.skipped == 1);
  CHECK(got.summary.short_rows == 1);
  CHECK(got.summary.rejected_by_code.at("too-wide") == 1);
  CHECK(got.summary.rejected_by_code.at("blank-key") == 1);
  CHECK(got.summary.rejected_by_code.at("bad-quote") == 1);
  CHECK(got.output.find("\"lead\":\"5\",\"step\":0,\"after\":0,\"text\":\"Hi there\"") != std::string::npos);
}

TEST_CASE("a message beyond its limit rejects the lead and names the limit") {
  const Outcome got = run(kGreeting, "id,first-name\n1,Anna\n2,Bartholomew\n", {.compile = {.max_bytes = 8}});
  CHECK(got.summary.rendered == 1);
  REQUIRE(got.rejects.size() == 1);
  CHECK(got.rejects[0] ==
        "1 3 21 too-long: message 1 would be longer than 8 bytes; if that is meant, raise the max-message limit");
}

TEST_CASE("a limit stops after so many rows, whatever became of them") {
  const Outcome got = run(kGreeting, "id,first-name\n1,Anna\n,\n3,C\n4,D\n", {.chunks = {.rows = 3}});
  CHECK(got.summary.rows == 3);
  CHECK(got.summary.rendered == 2);
}

TEST_CASE("the summary counts values, fallbacks and picks of the leads that were rendered") {
  const std::string_view text =
      R"([{"type":"variable","name":"a","fallback":"x"},{"type":"variation","options":["p","q","r"]},{"type":"variable","name":"b"},{"type":"variable","name":"a","fallback":"y"}])";
  const Outcome got = run(text, "id,a,b\n1,é,1\n2,,2\n3,,\n4,four,4\n", {.assign = Assign::kBalanced});
  const BulkSummary& summary = got.summary;
  REQUIRE(summary.variables.size() == 2);
  CHECK(summary.variables[0].name == "a");
  CHECK(summary.variables[0].column == "a");
  CHECK(summary.variables[0].values == 2);
  CHECK(summary.variables[0].fallbacks == 1);
  CHECK(summary.variables[0].fallback_texts == std::vector<std::string>{"x", "y"});
  CHECK(summary.variables[1].values == 3);
  REQUIRE(summary.variations.size() == 1);
  CHECK(summary.variations[0].segment == 1);
  CHECK(summary.variations[0].picks[0] + summary.variations[0].picks[1] + summary.variations[0].picks[2] == 3);
  CHECK(summary.shortest_text == 4);  // é p 1 é, in code points
  CHECK(summary.longest_text == 10);  // four p 4 four
  CHECK(summary.text_characters == 18);
  CHECK(summary.key_column == "id");
}

TEST_CASE("the same leads give the same bytes in any order, one by one or together") {
  std::string leads = "id,name\n";
  for (int i = 0; i < 200; ++i) leads += std::to_string(i) + ",n" + std::to_string(i) + "\n";
  const Outcome all = run(kSteps, leads, {.seed = 5});
  for (int i = 0; i < 200; i += 37) {
    const Outcome one = run(kSteps, "name,id\nn" + std::to_string(i) + "," + std::to_string(i) + "\n", {.seed = 5});
    CHECK(all.output.find(one.output) != std::string::npos);
  }
  CHECK(all.summary.leads_hash != 0);
  CHECK(run(kSteps, leads, {.seed = 6}).output != all.output);
}

TEST_CASE("output larger than a write comes out whole") {
  std::string leads = "id,first-name\n";
  for (int i = 0; i < 20'000; ++i) leads += std::to_string(i) + ",Anna\n";
  const Outcome got = run(kGreeting, leads);
  CHECK(got.summary.messages == 20'000);
  std::string expected;
  for (int i = 0; i < 20'000; ++i)
    expected += "{\"lead\":\"" + std::to_string(i) + "\",\"step\":0,\"after\":0,\"text\":\"Hi Anna\"}\n";
  CHECK(got.output == expected);
}

TEST_CASE("leads that become many megabytes, or many rejects, are handed over in parts and all of them") {
  const std::string text(50'000, 'x');
  const std::string sequence = R"([{"type":"static","text":")" + text + R"("},{"type":"variable","name":"name"}])";
  std::string leads = "id,name\n";
  std::string expected;
  for (int i = 0; i < 3000; ++i) {
    const bool is_rendered = i % 30 == 7;
    leads += std::to_string(i) + (is_rendered ? ",Anna\n" : ",\n");
    if (!is_rendered) continue;
    expected += "{\"lead\":\"" + std::to_string(i) + "\",\"step\":0,\"after\":0,\"text\":\"" + text + "Anna\"}\n";
  }
  for (const std::size_t threads : {1u, 3u}) {
    for (const Assign assign : {Assign::kKeyed, Assign::kBalanced}) {
      const Outcome got = run(sequence, leads, {.assign = assign, .threads = threads});
      CHECK(got.summary.rendered == 100);
      CHECK(got.output == expected);
      REQUIRE(got.rejects.size() == 2900);
      CHECK(got.rejects.front() == "0 2 8 unresolved-variable: no value and no fallback for \"name\"");
      CHECK(got.rejects.back().starts_with("2999 3001 "));
    }
  }
}

TEST_CASE("a sequence that cannot be rendered stops the run before it begins") {
  const Outcome empty =
      run(R"([{"type":"like-tweet"},{"type":"message","data":{"segments":[{"type":"variation","options":[]}]}}])",
          "id\n1\n");
  REQUIRE(empty.errors.size() == 1);
  CHECK(empty.errors[0].code == "S004");
  CHECK(empty.errors[0].pointer == "/1/data/segments/0/options");
  const Outcome late = run(
      R"({"steps":[{"type":"delay","data":{"delaySeconds":9007199254740992}},{"type":"delay","data":{"delaySeconds":1}},{"type":"delay","data":{"delaySeconds":1}}]})",
      "id\n1\n");
  REQUIRE(late.errors.size() == 1);
  CHECK(late.errors[0].code == "D002");
  CHECK(late.errors[0].pointer == "/steps/1/data/delaySeconds");
  CHECK(late.output.empty());
}

TEST_CASE("leads without a key column are refused with what to do") {
  const Outcome got = run(kGreeting, "name,first-name\nx,Anna\n");
  REQUIRE(got.errors.size() == 1);
  CHECK(got.errors[0].code == "no-key");
  CHECK(got.errors[0].setting == "key");
  CHECK(run(kGreeting, "name,first-name\nx,Anna\n", {.leads = {.key = "row"}}).output.find("\"lead\":\"0\"") !=
        std::string::npos);
}

namespace {

/// Answers every write in the same way.
class AnsweringSink final : public Sink {
 public:
  explicit AnsweringSink(Write answer) : answer_(std::move(answer)) {}
  Write write(std::string_view bytes) override {
    ++(bytes.empty() ? questions : writes);
    return answer_;
  }
  std::size_t writes = 0;
  std::size_t questions = 0;

 private:
  Write answer_;
};

class FailingSource final : public Source {
 public:
  Read read(std::span<char> room) override {
    if (sent_) return {.size = 0, .problem = "the disk is broken"};
    sent_ = true;
    constexpr std::string_view kStart = "id,first-name\n1,Anna\n";
    kStart.copy(room.data(), kStart.size());
    return {.size = kStart.size(), .problem = {}};
  }
  [[nodiscard]] std::string_view name() const override { return "broken"; }

 private:
  bool sent_ = false;
};

}  // namespace

TEST_CASE("a sink that fails ends the run, one whose reader has gone ends it quietly") {
  const auto sequence = parse_document(kGreeting);
  const auto leads = memory_source("id,first-name\n1,Anna\n");
  AnsweringSink full({.problem = "disk full"});
  const BulkResult failed = render_leads(*sequence, *leads, full);
  REQUIRE_FALSE(failed);
  CHECK(failed.errors[0].code == codes::kUnwritableOutput);
  CHECK(failed.errors[0].message == "disk full");
  CHECK_FALSE(failed.summary.reader_gone);
  const auto again = memory_source("id,first-name\n1,Anna\n");
  AnsweringSink closed({.closed = true});
  const BulkResult gone = render_leads(*sequence, *again, closed);
  REQUIRE(gone);
  CHECK(gone.summary.reader_gone);
}

TEST_CASE("a callback sink answers as any sink does") {
  const auto sequence = parse_document(kGreeting);
  const auto run = [&](const Sink::Write& answer) {
    const auto leads = memory_source("id,first-name\n1,Anna\n");
    const auto sink = callback_sink([&](std::string_view) { return answer; });
    return render_leads(*sequence, *leads, *sink);
  };
  CHECK(run({}).summary.rendered == 1);
  CHECK(run({.closed = true}).summary.reader_gone);
  const BulkResult failed = run({.problem = "the connection was lost"});
  REQUIRE_FALSE(failed);
  CHECK(failed.errors[0].message == "the connection was lost");
}

TEST_CASE("a sink is asked whether it is still open when every lead is rejected") {
  const auto sequence = parse_document(R"([{"type":"variable","name":"first-name"}])");
  std::string list = "id,first-name\n";
  for (int i = 0; i < 10'000; ++i) list += std::to_string(i) + ",\n";
  for (const std::size_t threads : {1u, 3u}) {
    const BulkOptions options{.chunks = {.chunk_size = 100}, .threads = threads};
    const auto leads = memory_source(list);
    AnsweringSink open({});
    const BulkResult all = render_leads(*sequence, *leads, open, options);
    CHECK(all.summary.rejected == 10'000);
    CHECK(open.writes == 0);
    const auto again = memory_source(list);
    AnsweringSink closed({.closed = true});
    const BulkResult ended = render_leads(*sequence, *again, closed, options);
    CHECK(ended);
    CHECK(ended.summary.reader_gone);
    CHECK(closed.questions == 1);
    CHECK(ended.summary.rejected < 10'000);
  }
}

TEST_CASE("a source that fails ends the run with its reason, and the summary has what came before") {
  const auto sequence = parse_document(kGreeting);
  FailingSource source;
  std::string text;
  const auto sink = memory_sink(text);
  const BulkResult failed = render_leads(*sequence, source, *sink);
  REQUIRE_FALSE(failed);
  CHECK(failed.errors[0].code == codes::kUnreadableFile);
  CHECK(failed.errors[0].message.find("the disk is broken") != std::string::npos);
  CHECK(failed.summary.rendered == 1);
  CHECK(failed.summary.bytes_written == text.size());
  CHECK(failed.summary.leads_hash == 0);
}

TEST_CASE("a reject that cannot be kept ends the run") {
  const auto sequence = parse_document(kGreeting);
  const auto leads = memory_source("id,first-name\n,Anna\n2,Ben\n");
  std::string text;
  const auto sink = memory_sink(text);
  const BulkResult failed = render_leads(*sequence, *leads, *sink, {.on_reject = [](const Reject&) { return false; }});
  REQUIRE_FALSE(failed);
  CHECK(failed.errors[0].code == codes::kRejectsFailed);
}

namespace {

/// `count` leads with the keys 0, 1, …; every fifth has no name.
std::string numbered_leads(std::size_t count) {
  std::string list = "id,name\n";
  for (std::size_t i = 0; i < count; ++i) list += std::to_string(i) + (i % 5 == 4 ? ",\n" : ",\"A \"\"\"\n");
  return list;
}

}  // namespace

TEST_CASE("each message is reported in order, with its text as the lead receives it") {
  const auto sequence = parse_document(kSteps);
  constexpr std::size_t kLeads = 1000;
  const std::string list = numbered_leads(kLeads);
  for (const std::size_t threads : {1u, 4u}) {
    CAPTURE(threads);
    std::string text;
    std::string lines;
    std::size_t messages = 0;
    BulkOptions options{.chunks = {.chunk_size = 300}, .threads = threads};
    options.on_message = [&](const LeadMessage& message) {
      ++messages;
      CHECK(message.lead == std::to_string(message.row));
      const bool is_first = message.step == 0;
      CHECK(message.after.count() == (is_first ? 0 : 86460));
      REQUIRE(message.trace != nullptr);
      CHECK(message.trace->picks.size() == (is_first ? 1 : 0));
      REQUIRE(message.compiled != nullptr);
      CHECK(message.compiled->variables().size() == message.trace->variables.size());
      CHECK(message.compiled->fallbacks(*message.trace).empty());
      CHECK(message.text.ends_with(is_first ? " A \"" : "\"you\"?"));
      lines += "{\"lead\":\"" + std::string(message.lead) + "\",\"step\":" + std::to_string(message.step) +
               ",\"after\":" + std::to_string(message.after.count()) + ",\"text\":\"";
      for (const char c : message.text) lines += c == '"' ? "\\\"" : std::string(1, c);
      lines += "\"}\n";
      return true;
    };
    const auto leads = memory_source(list);
    const auto sink = memory_sink(text);
    const BulkResult both = render_leads(*sequence, *leads, *sink, options);
    REQUIRE(both);
    CHECK(both.summary.rendered == kLeads / 5 * 4);
    CHECK(messages == both.summary.messages);
    CHECK(lines == text);

    // The same without a sink.
    const std::string expected = std::exchange(lines, "");
    const auto again = memory_source(list);
    const BulkResult alone = render_leads(*sequence, *again, options);
    REQUIRE(alone);
    CHECK(lines == expected);
    CHECK(alone.summary.bytes_written == 0);
    CHECK(alone.summary.messages == both.summary.messages);
    CHECK(alone.summary.variations[0].picks == both.summary.variations[0].picks);
    CHECK(alone.summary.text_characters == both.summary.text_characters);
  }
}

TEST_CASE("a message that cannot be kept ends the run") {
  const auto sequence = parse_document(kGreeting);
  const std::string list = numbered_leads(1000);
  for (const std::size_t threads : {1u, 3u}) {
    std::size_t messages = 0;
    BulkOptions options{.chunks = {.chunk_size = 100}, .threads = threads};
    options.on_message = [&](const LeadMessage&) { return ++messages < 50; };
    const auto leads = memory_source(list);
    const BulkResult failed = render_leads(*sequence, *leads, options);
    REQUIRE_FALSE(failed);
    CHECK(failed.errors[0].code == codes::kMessagesFailed);
    CHECK(messages == 50);
    CHECK(failed.summary.messages < 50);
  }
}

TEST_CASE("a run that is cancelled keeps what it has written and says so") {
  const auto sequence = parse_document(kGreeting);
  const std::string list = numbered_leads(5000);
  for (const std::size_t threads : {1u, 4u}) {
    std::string text;
    const auto sink = memory_sink(text);
    const auto leads = memory_source(list);
    BulkOptions options{.chunks = {.chunk_size = 200}, .threads = threads};
    options.on_progress = [](const BulkProgress& now) { return now.rows < 1000; };
    const auto [summary, errors] = render_leads(*sequence, *leads, *sink, options);
    CHECK(errors.empty());
    CHECK(summary.cancelled);
    CHECK_FALSE(summary.reader_gone);
    CHECK(summary.rows >= 1000);
    CHECK(summary.rows < 1200);
    CHECK(summary.messages == summary.rows);
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == summary.messages);
    CHECK(summary.bytes_written == text.size());
    CHECK(summary.bytes_read > 1000);
    CHECK(summary.bytes_read < list.size());
  }
  CHECK_FALSE(run(kGreeting, "id\n1\n").summary.cancelled);
}

TEST_CASE("what a callback throws comes out of the run, on any number of threads") {
  const auto sequence = parse_document(kGreeting);
  const std::string list = numbered_leads(1000);
  for (const std::size_t threads : {1u, 3u}) {
    const auto leads = memory_source(list);
    BulkOptions options{.chunks = {.chunk_size = 100}, .threads = threads};
    options.on_message = [](const LeadMessage&) -> bool { throw std::runtime_error("mine"); };
    CHECK_THROWS_WITH(static_cast<void>(render_leads(*sequence, *leads, options)), "mine");
  }
}

TEST_CASE("more threads than there can be are as many as there can be, and 0 is one per processor") {
  for (const std::size_t threads : {std::size_t{33'000}, std::size_t{0}}) {
    CHECK(run(kSteps, numbered_leads(200), {.threads = threads}).output == run(kSteps, numbered_leads(200)).output);
  }
}

TEST_CASE("a list that is a part of a longer one goes on with its row numbers") {
  const std::string body = "a,x\nb,y\nc,\nd,z\n";
  const auto with = [](std::uint64_t first_row, std::uint64_t rows) {
    return BulkOptions{
        .assign = Assign::kBalanced, .leads = {.key = "row", .first_row = first_row}, .chunks = {.rows = rows}};
  };
  const Outcome whole = run(kSteps, "id,name\n" + body, with(0, 10));
  const Outcome first = run(kSteps, "id,name\n" + body, with(0, 2));
  const Outcome rest = run(kSteps, "id,name\n" + body.substr(8), with(2, 2));
  CHECK(first.output + rest.output == whole.output);
  REQUIRE(rest.rejects.size() == 1);
  CHECK(rest.rejects[0].starts_with("2 2 8 unresolved-variable"));
  CHECK(run(kGreeting, "\n{\"a\":1}\n", {.leads = {.format = LeadFormat::kNdjson, .key = "row", .first_row = 7}})
            .output.starts_with("{\"lead\":\"8\""));

  const std::string_view ids[] = {"p", "q", "r"};
  const LeadTable table{{"id"}, {ids}};
  const auto sequence = parse_document(kGreeting);
  std::string text;
  const auto sink = memory_sink(text);
  const BulkOptions options{.leads = {.key = "row", .first_row = 10}, .chunks = {.rows = 2}};
  REQUIRE(render_leads(*sequence, table, *sink, options).summary.rows == 2);
  CHECK(text ==
        "{\"lead\":\"10\",\"step\":0,\"after\":0,\"text\":\"Hi there\"}\n"
        "{\"lead\":\"11\",\"step\":0,\"after\":0,\"text\":\"Hi there\"}\n");
}
