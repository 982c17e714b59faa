#include "segue/version.h"

namespace segue {

std::string_view version() noexcept {
  return kVersion;
}

}  // namespace segue
