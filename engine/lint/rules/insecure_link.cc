#include <algorithm>
#include <string>
#include <vector>

#include "lint/rule.h"

namespace segue::lint {
namespace {

constexpr int kInsecure = 0;
constexpr int kShortener = 1;  ///< and further: which of them

/// "http://" anywhere, and hosts that are no part of a longer one: neither behind nor before a letter, a digit, "-" or
/// "@" (whose address it would be), nor behind a dot, nor before a dot and a letter.
struct InsecureLinkAutomaton {
  struct State {
    Phrases::State hosts;
    std::uint32_t before_dot = 0;  ///< a host that a dot follows, one more than its index
    std::uint32_t scheme = 0;      ///< characters of "http://"
    bool operator==(const State&) const = default;
  };

  const Phrases& hosts;

  static void tell(std::uint32_t host, Emitter& emitter) { emitter.fault_at_mark(kShortener + static_cast<int>(host)); }

  static void read_scheme(std::uint32_t& scheme, const Symbol& symbol, Emitter& emitter) {
    constexpr std::string_view kScheme = "http://";
    const std::uint32_t c = symbol.c >= 'A' && symbol.c <= 'Z' ? symbol.c - 'A' + 'a' : symbol.c;
    const auto wanted = static_cast<std::uint32_t>(static_cast<unsigned char>(kScheme[scheme]));
    scheme = c == wanted ? scheme + 1 : c == 'h' ? 1 : 0;
    if (scheme == 1) emitter.begin();
    if (scheme < kScheme.size()) return;
    emitter.fault(kInsecure);
    scheme = 0;
  }

  void step(State& state, const Symbol& symbol, Emitter& emitter) const {
    if (state.before_dot > 0 && !symbol.is(unicode::kLetter)) tell(state.before_dot - 1, emitter);
    state.before_dot = 0;
    if (hosts.ends(state.hosts)) {
      if (symbol.c == '.') {
        state.before_dot = *hosts.whole(state.hosts, nullptr) + 1;
      } else if (const auto host = hosts.whole(state.hosts, &symbol)) {
        tell(*host, emitter);
      }
    }
    read_scheme(state.scheme, symbol, emitter);
    hosts.read(state.hosts, symbol);
    if (hosts.begins(state.hosts)) emitter.begin();
    if (hosts.ends(state.hosts)) emitter.mark();
  }
  static void joint(State& /*state*/) {}
  void end(const State& state, Emitter& emitter) const {
    if (state.before_dot > 0) tell(state.before_dot - 1, emitter);
    if (const auto host = hosts.whole(state.hosts, nullptr)) tell(*host, emitter);
  }
};

/// Whether a dot may come before a letter or digit in some rendering, as in a host.
bool may_have_host(const Language& language) {
  return language.can_meet(kind::kDot, kind::kParts & ~kind::kMark);
}

/// Whether every host of the settings has a dot before a letter or digit, as hosts have.
bool are_hosts(const std::vector<std::string>& hosts) {
  const auto is_alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return std::all_of(hosts.begin(), hosts.end(), [&](std::string_view host) {
    const std::size_t dot = host.find('.');
    return dot < host.size() - 1 && is_alphanumeric(host[dot + 1]);
  });
}

void check_insecure_link(const TextView& text, Reporter& report) {
  const Language& language = text.language;
  const auto& shorteners = text.settings().link_shorteners;
  const bool may_be_insecure = language.has(':') && language.has('/');
  if (!may_be_insecure && are_hosts(shorteners) && !may_have_host(language)) return;
  const InsecureLinkAutomaton automaton{.hosts = text.compiled().link_shorteners};
  report_faults(text, find_faults(language, automaton, text.limits), report, [&](const Fault& fault) -> Draft {
    const std::string place = name_of(language, fault);
    if (fault.kind == kInsecure) {
      return {.message = fmt::format("a link in {} begins with \"http://\", which browsers warn of; write \"https://\"",
                                     place),
              .related = beginning_of(language, fault, "the link begins here")};
    }
    return {.message = fmt::format("a link in {} hides behind {} where it leads; write the address itself", place,
                                   quoted(shorteners[static_cast<std::size_t>(fault.kind - kShortener)])),
            .related = beginning_of(language, fault, "the host begins here")};
  });
}

constexpr std::string_view kInsecureLinkSettings[] = {"link-shorteners"};

}  // namespace

extern const Rule kInsecureLink = {
    .info = {.code = "X016",
             .name = "insecure-link",
             .severity = Severity::kWarning,
             .summary = "a link that begins with http://, or whose host is a link shortener",
             .why = "Browsers warn of http://, and nobody can see where a shortened link leads, so a careful reader "
                    "follows neither, and spam filters count both against the sender.",
             .bad = R"([
  { "type": "static", "text": "Have a look: https://bit.ly/3xYz12" }
])",
             .good = R"([
  { "type": "static", "text": "Have a look: https://www.acme.io/pricing" }
])",
             .settings = kInsecureLinkSettings},
    .check = check_insecure_link};

}  // namespace segue::lint
