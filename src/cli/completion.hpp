#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help_page.hpp"

/// What a shell may write for somebody who presses Tab.
namespace censusctl::cli {

/// One word that could stand there.
struct candidate {
    std::string word;
    std::string description;  ///< may be empty
};

/// What could stand in the place of a word that is begun.
struct completion {
    enum class kind {
        words,    ///< one of `candidates`
        files,    ///< the name of a file, which the shell knows best
        folders,  ///< the name of a folder
        joined,   ///< one of `candidates`, and more right behind it: `html=`
    };
    kind of{kind::words};
    std::vector<candidate> candidates;
};

/// Names that only the project knows.
enum class known_name { sync_key, source, destination, environment };
using name_source = std::function<std::vector<std::string>(known_name)>;

/// Completes the last of the words behind the program's name, which may be empty. Pure but for what `names`
/// does, which is asked only where such a name could stand.
[[nodiscard]] completion complete(const program_help& program, const std::vector<std::string>& words,
                                  const name_source& names);

/// The folder that `-C` names among the words before the last one; "." where there is none.
[[nodiscard]] std::string folder_among(const std::vector<std::string>& words);

}  // namespace censusctl::cli
