#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/render.hpp"
#include "text/redactor.hpp"

namespace censusctl::cli {

/// Where everything that the program says goes: data to stdout, all else to stderr (law 7). Secrets that it
/// was told of are replaced by "[redacted]" in both, whatever text they come in with (law 6). A reader that
/// closes the pipe early is no error; what could not be written for any other reason is remembered. Text that
/// a CI runner would take for a command is made harmless in every format. Used from one thread.
class console {
public:
    console();

    /// Never shows this text again, in none of the spellings that a format gives it, nor, where it is long, a
    /// great part of it. Texts of fewer than four characters are not secrets.
    void hide(std::string_view secret);

    /// The data that the command was asked for, in a format as `--format` names them.
    void data(std::string_view text, std::string_view format = "text");
    /// A message for people; a newline is added.
    void note(std::string_view text);
    /// A message that says why the command fails, or what stands in its way; said even where `set_quiet`
    /// holds.
    void complain(std::string_view text);
    /// "error: text", and a hint line where there is one.
    void error(std::string_view text, std::string_view hint = {});
    void warning(std::string_view text);

    /// A line that the next one replaces, on a terminal; elsewhere nothing.
    void progress(std::string_view text);
    /// Takes the progress line away.
    void clear_progress();

    /// Asks on the terminal and returns whether the answer was exactly `yes`.
    [[nodiscard]] bool confirm(std::string_view question);

    /// Asks on the terminal; an empty answer is `usual`.
    [[nodiscard]] std::string ask(std::string_view question, std::string_view usual);

    /// "always" or "never", on a terminal or not; any other word leaves it to terminal and environment.
    void set_colour(std::string_view when);
    /// Whether notes, warnings and progress are left out.
    void set_quiet(bool quiet) noexcept { quiet_ = quiet; }
    [[nodiscard]] bool interactive() const noexcept { return input_terminal_ && error_terminal_; }
    [[nodiscard]] report::text_style style() const noexcept { return style_; }
    /// The columns that a table on stdout may take; 0, as many as it likes, where that is no terminal.
    [[nodiscard]] std::size_t table_width() const noexcept {
        return output_terminal_ ? static_cast<std::size_t>(style_.width) : 0;
    }
    /// The columns of a line of help.
    [[nodiscard]] std::size_t help_width() const noexcept;
    [[nodiscard]] std::string redact(std::string_view text) const;
    /// Whether a text that is to be kept in a file holds a secret.
    [[nodiscard]] bool holds_secret(std::string_view text) const { return secrets_.holds(text); }
    /// Why some of the data did not reach stdout; empty: all of it did, or its reader went away.
    [[nodiscard]] const std::string& lost_output() const noexcept { return lost_output_; }

private:
    void write(int descriptor, std::string_view text);
    [[nodiscard]] std::string painted(std::string_view word, std::string_view colour) const;

    text::redactor secrets_;
    std::string lost_output_;
    bool input_terminal_;
    bool output_terminal_;
    bool error_terminal_;
    bool error_colour_;
    bool quiet_{false};
    bool progress_shown_{false};
    report::text_style style_;
};

}  // namespace censusctl::cli
