#include <utility>

#include "segue/bulk.h"

namespace segue {
namespace {

class MemorySink final : public Sink {
 public:
  explicit MemorySink(std::string& text) : text_(text) {}
  Write write(std::string_view bytes) override {
    text_ += bytes;
    return {};
  }

 private:
  std::string& text_;
};

class CallbackSink final : public Sink {
 public:
  explicit CallbackSink(std::function<Write(std::string_view)> take) : take_(std::move(take)) {}
  Write write(std::string_view bytes) override { return take_(bytes); }

 private:
  std::function<Write(std::string_view)> take_;
};

}  // namespace

Sink::~Sink() = default;

std::unique_ptr<Sink> memory_sink(std::string& text) {
  return std::make_unique<MemorySink>(text);
}

std::unique_ptr<Sink> callback_sink(std::function<Sink::Write(std::string_view)> take) {
  return std::make_unique<CallbackSink>(std::move(take));
}

}  // namespace segue
