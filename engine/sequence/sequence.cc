#include "segue/sequence.h"

namespace segue {

std::vector<const Message*> Sequence::messages() const {
  std::vector<const Message*> messages;
  for (const Step& step : steps) {
    if (const auto* message = std::get_if<Message>(&step.action)) messages.push_back(message);
  }
  return messages;
}

}  // namespace segue
