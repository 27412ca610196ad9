#include "cli/man_page.hpp"

#include <cctype>
#include <string_view>

#include "text/version.hpp"

namespace censusctl::cli {
namespace {

/// A text as roff reads it back: no character of it is an instruction.
std::string roff(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        const bool begins = at == 0 || text[at - 1] == '\n';
        if (begins && (byte == '.' || byte == '\'')) {
            out += "\\&";
        }
        if (byte == '\\') {
            out += "\\e";
        } else if (byte == '-') {
            out += "\\-";
        } else if (byte == '\'') {
            out += "\\(aq";
        } else if (byte == '`') {
            out += "\\(ga";
        } else if (byte == '^') {
            out += "\\(ha";
        } else if (byte == '~') {
            out += "\\(ti";
        } else if (text.substr(at).starts_with("…")) {
            out += "...";
            at += std::string_view("…").size() - 1;
        } else {
            out += byte;
        }
    }
    return out;
}

std::string upper(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        out += static_cast<char>(std::toupper(static_cast<unsigned char>(byte)));
    }
    return out;
}

std::string head(const std::string& name, const std::string& description, const command_help* command) {
    return ".TH " + roff(upper(name)) + " 1 \"\" \"censusctl " + roff(text::version()) +
           "\" \"User Commands\"\n" + ".SH NAME\n" + roff(name) + " \\- " + roff(description) +
           "\n.SH SYNOPSIS\n.B " + roff(usage_line(command)) + "\n";
}

/// What some paragraphs begin with, and the section that they make.
struct own_section {
    std::string_view begins;
    std::string_view title;
};
constexpr own_section own_sections[] = {{"Exit status: ", "EXIT STATUS"}, {"Environment: ", "ENVIRONMENT"}};

const own_section* section_of(const help_block& block) {
    for (const own_section& section : own_sections) {
        if (block.flows && block.lines.front().starts_with(section.begins)) {
            return &section;
        }
    }
    return nullptr;
}

void add_blocks(std::string& page, std::string_view teaching, bool of_sections) {
    for (const help_block& block : help_blocks(teaching)) {
        const own_section* section = section_of(block);
        if ((section != nullptr) != of_sections) {
            continue;
        }
        if (section != nullptr) {
            page += ".SH " + std::string(section->title) + "\n" +
                    roff(std::string_view(block.lines.front()).substr(section->begins.size())) + "\n";
            continue;
        }
        page += block.flows ? ".PP\n" : ".PP\n.nf\n";
        for (const std::string& line : block.lines) {
            page += roff(line) + "\n";
        }
        page += block.flows ? "" : ".fi\n";
    }
}

void add_options(std::string& page, const std::vector<option_help>& options) {
    for (const option_help& option : options) {
        page += ".TP\n.B " + roff(option_label(option)) + "\n" + roff(option.description) + "\n";
    }
}

}  // namespace

std::string man_page(const program_help& program) {
    std::string page = head("censusctl", "keep the syncs of a Census workspace in Git", nullptr);
    page += ".SH DESCRIPTION\n" + roff(program.about) + "\n";
    add_blocks(page, program.teaching, false);
    page += ".SH COMMANDS\n";
    for (const command_help& command : program.commands) {
        page += ".TP\n.B " + roff(command.name) + "\n" + roff(command.description) + "; see\n.BR " +
                roff("censusctl-" + command.name) + " (1).\n";
    }
    if (!program.topics.empty()) {
        page += ".SH TOPICS\n";
        for (const help_topic& topic : program.topics) {
            page += ".TP\n.BR " + roff("censusctl-" + std::string(topic.name)) + " (7)\n" +
                    roff(topic.summary) + "\n";
        }
    }
    page += ".SH OPTIONS\nOf all, or most, commands, before or after the command:\n";
    add_options(page, shared_options(program));
    add_blocks(page, program.teaching, true);
    return page;
}

std::string man_page(const program_help& program, const command_help& command) {
    std::string page = head("censusctl-" + command.name, command.description, &command);
    page += ".SH DESCRIPTION\n" + roff(command.description) + ".\n";
    add_blocks(page, command.teaching, false);
    std::vector<option_help> own;
    for (const option_help& option : command.options) {
        if (!option.shared) {
            own.push_back(option);
        }
    }
    if (!command.arguments.empty()) {
        page += ".SH ARGUMENTS\n";
        for (const argument_help& argument : command.arguments) {
            page += ".TP\n.I " + roff(argument.name) + "\n" + roff(argument.description) + "\n";
        }
    }
    if (!own.empty()) {
        page += ".SH OPTIONS\n";
        add_options(page, own);
    }
    if (own.size() < command.options.size() && !shared_options(program).empty()) {
        page += ".PP\nThe options that most commands share are described in\n.BR censusctl (1).\n";
    }
    add_blocks(page, command.teaching, true);
    return page + ".SH SEE ALSO\n.BR censusctl (1)\n";
}

std::string man_page(const help_topic& topic) {
    const std::string name = "censusctl-" + std::string(topic.name);
    std::string page = ".TH " + roff(upper(name)) + " 7 \"\" \"censusctl " + roff(text::version()) +
                       "\" \"Topics\"\n.SH NAME\n" + roff(name) + " \\- " + roff(topic.summary) +
                       "\n.SH DESCRIPTION\n";
    add_blocks(page, topic.text, false);
    return page + ".SH SEE ALSO\n.BR censusctl (1)\n";
}

}  // namespace censusctl::cli
