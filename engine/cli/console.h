// console.h: standard output and standard error. Only a command's result goes to standard output.

#pragma once

#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/result.h"

namespace segue::cli {

/// The exit codes of every command.
inline constexpr int kDone = 0;
inline constexpr int kDoneWithRemarks = 1;  ///< done, but something needs attention
inline constexpr int kNotDone = 2;

class Console {
 public:
  explicit Console(display::Colour colour) { use(colour); }

  /// Sets whether to use colours. A command calls this once it has parsed `--color`.
  void use(display::Colour colour);

  /// Writes a command's result. Returns false if it cannot be written, after reporting that on standard error. A
  /// closed pipe is not a failure.
  [[nodiscard]] bool result(std::string_view text);

  /// Writes to standard error, verbatim.
  void note(std::string_view text);

  /// Writes `segue: MESSAGE` to standard error, with control characters made visible and all but the first line
  /// indented.
  void problem(std::string_view message);
  /// The same, for a message that is not an error.
  void remark(std::string_view message);
  /// Reports each error like problem(), with the flag that would help, and returns kNotDone.
  int fail(const std::vector<Error>& errors);
  int fail(std::string_view message);

  [[nodiscard]] const display::Terminal& out() const { return out_; }
  [[nodiscard]] const display::Terminal& err() const { return err_; }

 private:
  void write_message(std::string_view message, display::Tone tone);

  display::Terminal out_;
  display::Terminal err_;
};

}  // namespace segue::cli
