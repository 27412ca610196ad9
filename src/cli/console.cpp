#include "cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "text/escape.hpp"
#include "text/runner_commands.hpp"

namespace censusctl::cli {
namespace {

/// `usual` where it cannot be told.
int terminal_width(int usual = 100) {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
        return size.ws_col;
    }
    return usual;
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// Whether there are colours where nothing but the environment says so (no-color.org, bixense.com/clicolors).
bool colours_wanted(bool is_terminal) {
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") {
        return true;
    }
    const char* terminal = std::getenv("TERM");
    return is_terminal && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

}  // namespace

console::console()
    : input_terminal_(::isatty(STDIN_FILENO) == 1),
      output_terminal_(::isatty(STDOUT_FILENO) == 1),
      error_terminal_(::isatty(STDERR_FILENO) == 1),
      error_colour_(colours_wanted(error_terminal_)) {
    style_.colour = colours_wanted(output_terminal_);
    style_.width = output_terminal_ ? terminal_width() : 100;
    style_.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

void console::set_colour(std::string_view when) {
    if (when == "always" || when == "never") {
        style_.colour = error_colour_ = when == "always";
    }
}

std::size_t console::help_width() const noexcept {
    constexpr int usual = 80;
    constexpr int widest = 120;  // longer lines are hard to read
    return static_cast<std::size_t>(output_terminal_ ? std::min(terminal_width(usual), widest) : usual);
}

void console::hide(std::string_view secret) {
    secrets_.hide(secret);
}

std::string console::redact(std::string_view text) const {
    return secrets_.redact(text);
}

void console::write(int descriptor, std::string_view text) {
    const std::string shown = redact(text);
    std::size_t done = 0;
    while (done < shown.size()) {
        const ssize_t count = ::write(descriptor, shown.data() + done, shown.size() - done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            if (descriptor == STDOUT_FILENO && errno != EPIPE && lost_output_.empty()) {
                lost_output_ = std::system_category().message(errno);
            }
            return;
        }
        done += static_cast<std::size_t>(count);
    }
}

std::string console::painted(std::string_view word, std::string_view colour) const {
    if (!error_colour_) {
        return std::string(word);
    }
    return std::string(colour) + std::string(word) + "\x1b[0m";
}

void console::data(std::string_view text, std::string_view format) {
    clear_progress();
    write(STDOUT_FILENO, text::without_runner_commands(text, format));
}

void console::note(std::string_view text) {
    if (!quiet_) {
        complain(text);
    }
}

void console::complain(std::string_view text) {
    clear_progress();
    write(STDERR_FILENO, text::without_runner_commands(text, "text") + "\n");
}

void console::error(std::string_view text, std::string_view hint) {
    complain(painted("error:", "\x1b[1;31m") + " " + std::string(text));
    if (!hint.empty()) {
        complain("  hint: " + std::string(hint));
    }
}

void console::warning(std::string_view text) {
    note(painted("warning:", "\x1b[1;33m") + " " + std::string(text));
}

void console::progress(std::string_view text) {
    if (!error_terminal_ || quiet_) {
        return;
    }
    const std::size_t room = static_cast<std::size_t>(terminal_width() - 1);
    write(STDERR_FILENO, "\r\x1b[K" + text::escape_and_cut(text, room));
    progress_shown_ = true;
}

void console::clear_progress() {
    if (progress_shown_) {
        progress_shown_ = false;
        write(STDERR_FILENO, "\r\x1b[K");
    }
}

bool console::confirm(std::string_view question) {
    clear_progress();
    write(STDERR_FILENO, question);
    std::string answer;
    if (!std::getline(std::cin, answer)) {
        write(STDERR_FILENO, "\n");
        return false;
    }
    return answer == "yes";
}

std::string console::ask(std::string_view question, std::string_view usual) {
    clear_progress();
    write(STDERR_FILENO,
          std::string(question) + (usual.empty() ? std::string() : " [" + std::string(usual) + "]") + ": ");
    std::string answer;
    if (!std::getline(std::cin, answer)) {
        write(STDERR_FILENO, "\n");
    }
    return answer.empty() ? std::string(usual) : answer;
}

}  // namespace censusctl::cli
