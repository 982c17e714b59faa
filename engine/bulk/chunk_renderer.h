// chunk_renderer.h: the leads of one chunk turned into lines, with what became of each of them.
//
// A chunk is small, but what it becomes need not be: texts may be long and messages many, and every lead may be
// rejected. So it is rendered in parts; nearly every chunk is a single one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bulk/counts.h"
#include "bulk/lines.h"
#include "bulk/plan.h"
#include "segue/bulk.h"
#include "segue/lead_chunks.h"

namespace segue {

/// A reject until it is reported. `code` and `setting` last, `raw` is still the chunk's.
struct OwnedReject {
  std::uint64_t row = 0;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string lead;
  std::string_view code;
  std::string message;
  std::string_view setting;
  std::string_view raw;
  std::vector<std::string> fields;
};

/// A message until it is reported, with the place of its texts in RenderedMessages.
struct OwnedMessage {
  std::uint64_t row = 0;
  std::uint32_t step = 0;   ///< index into Plan::steps
  std::size_t key_end = 0;  ///< its key begins where the message before ends, and its text follows
  std::size_t end = 0;
  Trace trace;
};

/// Messages in the order of rendering, each with its key and its text in one string. Reuses its memory.
class RenderedMessages {
 public:
  void clear() {
    texts_.clear();
    size_ = 0;
  }
  [[nodiscard]] std::size_t bytes() const { return texts_.size(); }

  /// Removes what was added after the first `size` messages.
  void cut(std::size_t size) {
    size_ = size;
    texts_.resize(size == 0 ? 0 : messages_[size - 1].end);
  }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Renders a message and, unless that failed, adds it.
  RenderStatus add(const Lead& lead, std::uint32_t step, const Template& text, const Picks& picks, Trace& trace);

  /// Calls report(owned, key, text) with each message until one returns false.
  template <class Report>
  bool each(const Report& report) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const OwnedMessage& message = messages_[i];
      const std::string_view texts = texts_;
      const std::string_view key = texts.substr(begin, message.key_end - begin);
      const std::string_view text = texts.substr(message.key_end, message.end - message.key_end);
      if (!report(message, key, text)) return false;
      begin = message.end;
    }
    return true;
  }

 private:
  std::vector<OwnedMessage> messages_;  ///< the first size_ of them are in use
  std::size_t size_ = 0;
  std::string texts_;
};

/// Used for one chunk after another, by one thread at a time.
class ChunkRenderer {
 public:
  ChunkRenderer(const BulkOptions& options, const Plan& plan);

  /// Renders the leads of the parser's chunk, as many as fit into a part, and forgets the part before. False: that was
  /// the last part of the chunk.
  bool render_part(LeadParser& leads);

  [[nodiscard]] std::string_view lines() const { return lines_.text(); }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const std::vector<OwnedReject>& rejects() const { return rejects_; }
  /// Empty unless Plan::keeps_messages.
  [[nodiscard]] const RenderedMessages& messages() const { return messages_; }

 private:
  static constexpr std::size_t kMostBytes = std::size_t{1} << 20;  ///< of output in a part; a lead is never divided
  static constexpr std::size_t kMostRejects = 1000;                ///< in a part

  [[nodiscard]] bool is_full() const {
    return lines_.size() + messages_.bytes() >= kMostBytes || rejects_.size() >= kMostRejects;
  }
  void pick(std::span<const Lead> batch);
  [[nodiscard]] Picks picks_of(const Lead& lead, std::size_t place, std::size_t message) const;
  void render(const Lead& lead, std::size_t place, LeadParser& leads);
  RenderStatus render_message(const Lead& lead, std::uint32_t step, const Picks& picks);
  void reject_unrendered(const Lead& lead, std::size_t place, RenderStatus status, std::uint32_t message,
                         LeadParser& leads);
  /// `code` and `setting` last.
  void reject(const Lead& lead, std::string_view code, std::string message, std::string_view setting,
              LeadParser& leads);

  const BulkOptions& settings_;
  const Plan& plan_;
  std::span<const Lead> batch_;                      ///< the leads that the parser returned last
  std::size_t next_ = 0;                             ///< of the batch
  std::vector<Trace> traces_;                        ///< per message, of the current lead
  std::vector<std::uint64_t> hashes_;                ///< of the keys of the current batch
  std::vector<std::vector<std::uint32_t>> options_;  ///< per message: those of the batch's leads, one after another
  Key key_;
  Lines lines_;
  Counts counts_;
  std::vector<OwnedReject> rejects_;
  RenderedMessages messages_;
};

}  // namespace segue
