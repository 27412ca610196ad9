#include "cli/shell_completion.hpp"

#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

// What the program answers is data to each of these: nothing of it is evaluated.
constexpr std::string_view bash_script = R"(# bash completion for censusctl
_censusctl() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(command censusctl __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $kind in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        joined) compopt -o nospace ;;
    esac
}
complete -F _censusctl censusctl
)";

constexpr std::string_view zsh_script = R"(#compdef censusctl
_censusctl() {
    local -a lines names shown
    local line kind
    lines=("${(@f)$(command censusctl __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=${lines[1]}
    for line in "${(@)lines[2,-1]}"; do
        names+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    case $kind in
        files) if [[ $PREFIX == *=* ]]; then compset -P '*='; fi; _files ;;
        folders) _files -/ ;;
        joined) compadd -S '' -l -d shown -a names ;;
        words) compadd -l -d shown -a names ;;
    esac
}
if [ "$funcstack[1]" = _censusctl ]; then _censusctl "$@"; else compdef _censusctl censusctl; fi
)";

constexpr std::string_view fish_script = R"(# fish completion for censusctl
function __censusctl_complete
    set -l before (commandline -opc)
    set -l lines (command censusctl __complete fish $before[2..-1] (commandline -ct) 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct) ''
    end
    for line in $lines[2..-1]
        printf '%s\n' $line
    end
end
complete -c censusctl -e
complete -c censusctl -f -a '(__censusctl_complete)'
)";

constexpr std::string_view blanks = " \t\n";

std::string_view kind_word(completion::kind of) {
    switch (of) {
        case completion::kind::words:
            return "words";
        case completion::kind::files:
            return "files";
        case completion::kind::folders:
            return "folders";
        case completion::kind::joined:
            return "joined";
    }
    return "words";
}

bool fits_on_a_line(const std::string& word) {
    return !word.empty() && text::escape_for_terminal(word) == word;
}

/// What the shell is told of a question whose words are these.
std::string answer(const completion& made, bool described) {
    std::string text = std::string(kind_word(made.of)) + "\n";
    for (const candidate& one : made.candidates) {
        if (fits_on_a_line(one.word)) {
            text += one.word + (described && !one.description.empty() ? "\t" + one.description : "") + "\n";
        }
    }
    return text;
}

/// The words that a question's script has put together, without the shell's name, and those of a line of bash
/// without the program's.
begun_line begun_of(const std::vector<std::string>& question) {
    begun_line begun;
    if (question.empty()) {
        return begun;
    }
    if (question.front() == "bash") {
        begun =
            split_begun_line(question.size() > 1 ? question[1] : "", question.size() > 2 ? question[2] : "");
        begun.words.erase(begun.words.begin());
        return begun;
    }
    begun.words.assign(question.begin() + 1, question.end());
    return begun;
}

}  // namespace

std::string_view completion_script(std::string_view shell) {
    if (shell == "bash") {
        return bash_script;
    }
    if (shell == "zsh") {
        return zsh_script;
    }
    return shell == "fish" ? fish_script : std::string_view();
}

begun_line split_begun_line(std::string_view line, std::string_view breaks) {
    begun_line begun;
    begun.words.emplace_back();
    bool escaped = false;
    bool in_word = false;
    for (const char byte : line) {
        std::string& word = begun.words.back();
        if (escaped) {
            // Within double quotes a backslash is one, but before few characters.
            word += begun.quote == '"' && std::string_view("$`\"\\\n").find(byte) == std::string_view::npos
                        ? std::string("\\") + byte
                        : std::string(1, byte);
            escaped = false;
        } else if (byte == '\\' && begun.quote != '\'') {
            escaped = in_word = true;
        } else if (begun.quote != '\0' && byte == begun.quote) {
            begun.quote = '\0';
        } else if (begun.quote != '\0') {
            word += byte;
        } else if (byte == '\'' || byte == '"') {
            begun.quote = byte;
            in_word = true;
            begun.kept = word;
        } else if (blanks.find(byte) == std::string_view::npos) {
            word += byte;
            in_word = true;
            if (breaks.find(byte) != std::string_view::npos) {
                begun.kept = word;
            }
        } else if (in_word) {
            begun.words.emplace_back();
            begun.kept.clear();
            in_word = false;
        }
    }
    return begun;
}

std::string quoted_for_bash(std::string_view text, char quote) {
    constexpr std::string_view bare =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+,./:=-";
    std::string out;
    for (const char byte : text) {
        if (quote == '\'') {
            out += byte == '\'' ? std::string(R"('\'')") : std::string(1, byte);
        } else if (quote == '"' && byte == '!') {
            // Within quotes an interactive shell would look into its history.
            out += R"("\!")";
        } else if (quote == '"') {
            out += std::string_view("$`\"\\").find(byte) == std::string_view::npos ? "" : "\\";
            out += byte;
        } else {
            const bool is_ascii = static_cast<unsigned char>(byte) < 0x80U;
            out += is_ascii && bare.find(byte) == std::string_view::npos ? "\\" : "";
            out += byte;
        }
    }
    // Readline closes an open quote itself, unless the word ends with that quote already.
    if (quote != '\0' && out.ends_with(quote)) {
        out += quote;
    }
    return out;
}

std::string asked_folder(const std::vector<std::string>& question) {
    return folder_among(begun_of(question).words);
}

std::string answer_completion(const program_help& program, const std::vector<std::string>& question,
                              const name_source& names) {
    const begun_line begun = begun_of(question);
    completion made = complete(program, begun.words, names);
    const bool is_bash = !question.empty() && question.front() == "bash";
    if (!is_bash) {
        return answer(made, true);
    }
    for (candidate& one : made.candidates) {
        // One that does not begin as the word does is left out by its being empty.
        const std::string_view word = one.word;
        one.word = fits_on_a_line(one.word) && word.starts_with(begun.kept)
                       ? quoted_for_bash(word.substr(begun.kept.size()), begun.quote)
                       : std::string();
    }
    return answer(made, false);
}

}  // namespace censusctl::cli
