#include "bulk/chunk_renderer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

namespace segue {

ChunkRenderer::ChunkRenderer(const BulkOptions& options, const Plan& plan)
    : settings_(options),
      plan_(plan),
      traces_(plan.messages.size()),
      options_(plan.messages.size()),
      key_(plan.style),
      counts_(plan) {}

RenderStatus RenderedMessages::add(const Lead& lead, std::uint32_t step, const Template& text, const Picks& picks,
                                   Trace& trace) {
  if (size_ == messages_.size()) messages_.emplace_back();
  OwnedMessage& message = messages_[size_];
  const std::size_t begin = texts_.size();
  texts_ += lead.key;
  message.key_end = texts_.size();
  const RenderStatus status = text.render(lead.values, picks, texts_, trace);
  if (status != RenderStatus::kRendered) {
    texts_.resize(begin);
    return status;
  }
  message.row = lead.row;
  message.step = step;
  message.end = texts_.size();
  message.trace = trace;
  ++size_;
  return status;
}

bool ChunkRenderer::render_part(LeadParser& leads) {
  lines_.clear();
  counts_.clear();
  rejects_.clear();
  messages_.clear();
  while (!is_full()) {
    if (next_ == batch_.size()) {
      batch_ = leads.next();
      next_ = 0;
      if (batch_.empty()) return false;
      if (settings_.assign == Assign::kKeyed) pick(batch_);
    }
    const std::size_t place = next_++;
    const Lead& lead = batch_[place];
    counts_.read(lead);
    if (lead.state == LeadState::kReady) [[likely]] {
      render(lead, place, leads);
    } else if (lead.state == LeadState::kRejected) {
      reject(lead, lead.code, std::string(lead.message), lead.setting, leads);
    }
  }
  return true;
}

// The keyed picks of all leads of a batch, together.
void ChunkRenderer::pick(std::span<const Lead> batch) {
  hashes_.clear();
  for (const Lead& lead : batch) hashes_.push_back(keyed(settings_.seed, lead.key).value);
  for (std::size_t i = 0; i < plan_.messages.size(); ++i) {
    const Template& text = plan_.messages[i].text;
    options_[i].resize(batch.size() * plan_.messages[i].width());
    [[maybe_unused]] const bool has_room = text.pick_keyed(settings_.seed, hashes_, options_[i]);
    assert(has_room);
  }
}

Picks ChunkRenderer::picks_of(const Lead& lead, std::size_t place, std::size_t message) const {
  if (settings_.assign == Assign::kBalanced) return balanced(settings_.seed, lead.row);
  const std::size_t width = plan_.messages[message].width();
  return given(std::span(options_[message]).subspan(place * width, width));
}

RenderStatus ChunkRenderer::render_message(const Lead& lead, std::uint32_t step_index, const Picks& picks) {
  const PlannedStep& step = plan_.steps[step_index];
  const PlannedMessage& message = plan_.messages[step.message];
  Trace& trace = traces_[step.message];
  RenderStatus status = RenderStatus::kRendered;
  if (plan_.writes_lines) status = step.writer.append_message(lines_, key_, message.text, lead.values, picks, trace);
  if (status == RenderStatus::kRendered && plan_.keeps_messages) {
    status = messages_.add(lead, step_index, message.plain ? *message.plain : message.text, picks, trace);
  }
  return status;
}

// Every message of the lead, or a reject.
void ChunkRenderer::render(const Lead& lead, std::size_t place, LeadParser& leads) {
  const std::size_t start = lines_.size();
  const std::size_t first_message = messages_.size();
  key_.set(lead.key);
  for (std::uint32_t i = 0; i < plan_.steps.size(); ++i) {
    const PlannedStep& step = plan_.steps[i];
    if (step.message == kNoMessage) {
      if (plan_.writes_lines) step.writer.append_like(lines_, key_);
      continue;
    }
    const RenderStatus status = render_message(lead, i, picks_of(lead, place, step.message));
    if (status != RenderStatus::kRendered) [[unlikely]] {
      lines_.cut(start);
      messages_.cut(first_message);
      return reject_unrendered(lead, place, status, step.message, leads);
    }
  }
  counts_.rendered(plan_, traces_);
}

void ChunkRenderer::reject_unrendered(const Lead& lead, std::size_t place, RenderStatus status, std::uint32_t message,
                                      LeadParser& leads) {
  if (status == RenderStatus::kTooLong) {
    return reject(lead, "too-long",
                  fmt::format("message {} would be longer than {} bytes; if that is meant, raise the max-message limit",
                              message + 1, settings_.compile.max_bytes),
                  "max-message", leads);
  }
  // Every unresolved variable of every message, so that the lead can be fixed in one go.
  std::vector<std::string> names;
  std::string unused;
  for (std::size_t i = 0; i < plan_.messages.size(); ++i) {
    const Template& text = plan_.messages[i].text;
    unused.clear();
    if (text.render(lead.values, picks_of(lead, place, i), unused, traces_[i]) != RenderStatus::kUnresolved) continue;
    for (std::size_t v = 0; v < traces_[i].variables.size(); ++v) {
      const std::string& name = text.variables()[v];
      const bool unresolved = (traces_[i].variables[v] & Trace::kWasUnresolved) != 0;
      if (unresolved && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  reject(lead, "unresolved-variable", fmt::format("no value and no fallback for \"{}\"", fmt::join(names, "\", \"")),
         {}, leads);
}

void ChunkRenderer::reject(const Lead& lead, std::string_view code, std::string message, std::string_view setting,
                           LeadParser& leads) {
  counts_.rejected(code);
  if (!settings_.on_reject) return;
  const auto fields = leads.fields(lead);
  rejects_.push_back({.row = lead.row,
                      .line = lead.line,
                      .offset = lead.offset,
                      .lead = std::string(lead.key),
                      .code = code,
                      .message = std::move(message),
                      .setting = setting,
                      .raw = lead.raw,
                      .fields = {fields.begin(), fields.end()}});
}

}  // namespace segue
