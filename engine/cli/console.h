// console.h: standard output and standard error. Nothing but a command's result goes to the former.

#pragma once

#include <string_view>
#include <vector>

#include "display/terminal.h"
#include "segue/result.h"

namespace segue::cli {

/// Exit codes, of every command.
inline constexpr int kDone = 0;
inline constexpr int kDoneWithRemarks = 1;  ///< done, but there is something to look at
inline constexpr int kNotDone = 2;

class Console {
 public:
  explicit Console(display::Colour colour) { use(colour); }

  /// How the two are shown on; `--color` is known only once flags are read.
  void use(display::Colour colour);

  /// Writes a command's result. False where it could not be written, which is told on standard error; a reader
  /// that has gone is none of our concern.
  [[nodiscard]] bool result(std::string_view text);

  /// Writes to standard error, as it is.
  void note(std::string_view text);

  /// `segue: MESSAGE`, further lines of it indented; its control characters made visible.
  void problem(std::string_view message);
  /// Looks the same, save that it is no error.
  void remark(std::string_view message);
  /// The same for each error, and kNotDone.
  int fail(const std::vector<Error>& errors);
  int fail(std::string_view message);

  [[nodiscard]] const display::Terminal& out() const { return out_; }
  [[nodiscard]] const display::Terminal& err() const { return err_; }

 private:
  void sentence(std::string_view message, display::Tone tone);

  display::Terminal out_;
  display::Terminal err_;
};

}  // namespace segue::cli
