#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/completion.hpp"

/// The completion of bash, zsh and fish: the script that a shell loads, and what the program answers it.
namespace censusctl::cli {

/// The word behind the program's name by which a script asks, and by which nobody else does.
inline constexpr std::string_view completion_question = "__complete";

/// The script for "bash", "zsh" or "fish"; empty for another.
[[nodiscard]] std::string_view completion_script(std::string_view shell);

/// The words of a command line that is being typed in bash, and what there is to know of the last one.
struct begun_line {
    std::vector<std::string> words;  ///< without quotes; the last may be empty
    char quote{'\0'};                ///< the quote that is open
    std::string kept;                ///< the part of the last word, without quotes, that bash leaves as it is
};

/// Splits such a line as a shell does, but takes nothing for more than a word. `breaks`: the characters at
/// which bash begins another word to complete (COMP_WORDBREAKS).
[[nodiscard]] begun_line split_begun_line(std::string_view line, std::string_view breaks);

/// A text as bash must find it behind an open quote, or without one (`'\0'`), so that it is one word and
/// nothing more.
[[nodiscard]] std::string quoted_for_bash(std::string_view text, char quote);

/// The folder that the words of a question are about; see `folder_among`.
[[nodiscard]] std::string asked_folder(const std::vector<std::string>& question);

/// The answer to a script's question, `SHELL WORD…`, or `bash LINE BREAKS`: a line that says what it is
/// (`words`, `files`, `folders` or `joined`), then a candidate on each line, for zsh and fish with a tab and
/// its description. What could not stand on a line as it is, is left out.
[[nodiscard]] std::string answer_completion(const program_help& program,
                                            const std::vector<std::string>& question,
                                            const name_source& names);

}  // namespace censusctl::cli
