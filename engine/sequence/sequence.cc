#include "segue/sequence.h"

#include <set>

#include "base/pick.h"

namespace segue {

std::vector<const Message*> Sequence::messages() const {
  std::vector<const Message*> messages;
  for (const Step& step : steps) {
    if (const auto* message = std::get_if<Message>(&step.action)) messages.push_back(message);
  }
  return messages;
}

std::vector<std::string> Sequence::variables() const {
  std::vector<std::string> variables;
  std::set<std::string_view> known;
  for (const Message* message : messages()) {
    for (const Segment& segment : message->segments) {
      const auto* variable = std::get_if<Variable>(&segment.content);
      if (variable != nullptr && known.insert(variable->name).second) variables.push_back(variable->name);
    }
  }
  return variables;
}

std::uint64_t hash_of(const Sequence& sequence) {
  return pick::hash(write_sequence(sequence));
}

}  // namespace segue
