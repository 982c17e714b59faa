#include "segue/bulk.h"

namespace segue {
namespace {

class MemorySink final : public Sink {
 public:
  explicit MemorySink(std::string& text) : text_(text) {}
  Write write(std::string_view bytes) override {
    text_ += bytes;
    return Write::kDone;
  }
  [[nodiscard]] std::string problem() const override { return {}; }

 private:
  std::string& text_;
};

}  // namespace

Sink::~Sink() = default;

std::unique_ptr<Sink> memory_sink(std::string& text) {
  return std::make_unique<MemorySink>(text);
}

}  // namespace segue
