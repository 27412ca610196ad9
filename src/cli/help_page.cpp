#include "cli/help_page.hpp"

#include <algorithm>
#include <utility>

namespace censusctl::cli {
namespace {

constexpr std::size_t least_width = 40;
constexpr std::size_t label_column = 2;
constexpr std::size_t text_column = 30;

std::size_t columns_of(std::string_view text) {
    // Help is of our own words, each of whose characters takes one column.
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// Lines that grow word by word.
class flowing_text {
public:
    explicit flowing_text(std::size_t width) : width_(std::max(width, least_width)) {}

    /// A text of words, which begins at column `at` of the line under way, and goes on at column `indent` of
    /// others.
    void flow(std::string_view text, std::size_t indent) {
        bool first = true;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
            const std::string_view word = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (word.empty()) {
                continue;
            }
            if (!first && column_ + 1 + columns_of(word) > width_) {
                end_line();
                pad(indent);
                first = true;
            }
            add(first ? "" : " ");
            add(word);
            first = false;
        }
        end_line();
    }

    void line(std::string_view text) {
        add(text);
        end_line();
    }

    void pad(std::size_t column) {
        while (column_ < column) {
            add(" ");
        }
    }

    /// What is described, and beside it, or below where it is long, the description.
    void entry(std::string_view label, std::string_view description) {
        pad(label_column);
        add(label);
        if (column_ + 2 > text_column) {
            end_line();
        }
        pad(text_column);
        flow(description, text_column);
    }

    void add(std::string_view text) {
        text_ += text;
        column_ += columns_of(text);
    }

    void end_line() {
        text_ += '\n';
        column_ = 0;
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::size_t width_;
    std::string text_;
    std::size_t column_{0};
};

void add_teaching(flowing_text& page, std::string_view teaching) {
    for (const help_block& block : help_blocks(teaching)) {
        page.end_line();
        for (const std::string& line : block.lines) {
            if (block.flows) {
                page.flow(line, 0);
            } else {
                page.line(line);
            }
        }
    }
}

void add_options(flowing_text& page, const std::vector<option_help>& options) {
    for (const option_help& option : options) {
        page.entry(option_label(option), option.description);
    }
}

}  // namespace

const command_help* find_command(const program_help& program, std::string_view name) {
    const auto found = std::ranges::find(program.commands, name, &command_help::name);
    return found == program.commands.end() ? nullptr : &*found;
}

std::string usage_line(const command_help* command) {
    if (command == nullptr) {
        return "censusctl [OPTION…] COMMAND [ARGUMENT…]";
    }
    std::string line = "censusctl " + command->name;
    if (!command->options.empty()) {
        line += " [OPTION…]";
    }
    for (const argument_help& argument : command->arguments) {
        const std::string word = argument.name + (argument.most > 1 ? "…" : "");
        line += argument.least > 0 ? " " + word : " [" + word + "]";
    }
    return line;
}

std::vector<option_help> shared_options(const program_help& program) {
    std::vector<option_help> shared;
    for (const command_help& command : program.commands) {
        for (const option_help& option : command.options) {
            if (option.shared &&
                std::ranges::find(shared, option.names, &option_help::names) == shared.end()) {
                shared.push_back(option);
            }
        }
    }
    return shared;
}

std::string option_label(const option_help& option) {
    std::string label;
    for (const std::string& name : option.names) {
        label += (label.empty() ? "" : ", ") + name;
    }
    if (!option.value.empty()) {
        label += (option.value.front() == '[' ? "" : " ") + option.value;
    }
    return label;
}

std::string help_text(const program_help& program, std::size_t width) {
    flowing_text page(width);
    page.flow("Usage: " + usage_line(nullptr), 7);
    page.end_line();
    page.flow(program.about, 0);
    page.end_line();
    page.line("Commands:");
    for (const command_help& command : program.commands) {
        page.entry(command.name, command.description);
    }
    if (!program.topics.empty()) {
        page.end_line();
        page.line("Topics of `censusctl help TOPIC`:");
        for (const help_topic& topic : program.topics) {
            page.entry(std::string(topic.name), std::string(topic.summary));
        }
    }
    page.end_line();
    page.flow("Options of all, or most, commands, before or after the command:", 0);
    add_options(page, shared_options(program));
    add_teaching(page, program.teaching);
    return page.take();
}

std::string help_text(const command_help& command, std::size_t width) {
    flowing_text page(width);
    page.flow("Usage: " + usage_line(&command), 7);
    page.end_line();
    page.flow(command.description + ".", 0);
    if (!command.arguments.empty()) {
        page.end_line();
        page.line("Arguments:");
        for (const argument_help& argument : command.arguments) {
            page.entry(argument.name, argument.description);
        }
    }
    std::vector<option_help> own;
    std::string shared;
    for (const option_help& option : command.options) {
        if (option.shared) {
            // A label stays on one line.
            shared += (shared.empty() ? "" : ", ") + option_label(option);
        } else {
            own.push_back(option);
        }
    }
    if (!own.empty()) {
        page.end_line();
        page.line("Options:");
        add_options(page, own);
    }
    if (!shared.empty()) {
        page.end_line();
        page.flow("Shared options, which `censusctl help` describes:", 0);
        page.pad(label_column);
        page.flow(shared, label_column);
    }
    add_teaching(page, command.teaching);
    return page.take();
}

std::string help_text(const help_topic& topic, std::size_t width) {
    flowing_text page(width);
    page.flow("censusctl " + std::string(topic.name) + ": " + std::string(topic.summary), 0);
    add_teaching(page, topic.text);
    return page.take();
}

std::vector<help_block> help_blocks(std::string_view teaching) {
    std::vector<help_block> blocks;
    bool ended = true;
    while (!teaching.empty()) {
        const std::size_t end = std::min(teaching.find('\n'), teaching.size());
        const std::string_view line = teaching.substr(0, end);
        teaching.remove_prefix(std::min(end + 1, teaching.size()));
        if (line.empty()) {
            ended = true;
            continue;
        }
        const bool flows = !line.starts_with("  ");
        if (ended || blocks.back().flows != flows) {
            blocks.push_back({{}, flows});
        }
        ended = false;
        std::vector<std::string>& lines = blocks.back().lines;
        if (flows && !lines.empty()) {
            lines.back().append(" ").append(line);
        } else {
            lines.emplace_back(line);
        }
    }
    return blocks;
}

}  // namespace censusctl::cli
