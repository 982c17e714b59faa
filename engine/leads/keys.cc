#include "leads/keys.h"

#include <fmt/format.h>

#include "segue/leads.h"

namespace segue {

std::string list_key_names() {
  return fmt::format("{}", fmt::join(kKeyNames, ", "));
}

}  // namespace segue
