#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"

/// Which of a project's syncs a command is about. What the others declare still counts as declared.
namespace censusctl::manifest {

/// What a caller asks for. Values of one kind are alternatives; of several kinds a sync must fit each. The
/// words, keys and paths, are one kind too.
struct selection_request {
    std::vector<std::string> words;         ///< as they were given to `load_project`
    std::vector<std::string> labels;        ///< patterns with `*` and `?`
    std::vector<std::string> destinations;  ///< names or ids of connections, as the files have them
    std::vector<std::string> sources;

    [[nodiscard]] bool empty() const noexcept {
        return words.empty() && labels.empty() && destinations.empty() && sources.empty();
    }
};

/// What was asked for, for people: kept in plans and shown at their heads.
struct selection_note {
    std::vector<std::string> asked;  ///< "syncs/b.yaml", "--label growth/*"; raw
    std::size_t selected{0};         ///< syncs
    std::size_t declared{0};         ///< syncs of the project
};

/// What was found. The indices are those of the declarations that it was made from.
struct selection {
    std::vector<char> syncs;            ///< by index: whether it is selected
    std::vector<char> removed;          ///< the same of the entries of `removed`
    std::vector<std::string> keys;      ///< of the selected syncs, sorted
    std::vector<std::string> left_out;  ///< keys of the other syncs, sorted
    std::vector<span> places;           ///< where the selected syncs state key, label and id
    std::vector<std::uint32_t> named;   ///< files that the words led to, sorted
    std::vector<std::uint32_t> others;  ///< manifests of which nothing is selected, sorted
    std::vector<std::uint32_t> broken;  ///< files of which it is not known which syncs they declare, sorted
    std::vector<span> shared;           ///< places of problems of others that are selected syncs' too
    selection_note note;
};

/// Selects. Absent where nothing is asked for, which means all. A word that leads to no file and is no key, a
/// value that no sync fits, and nothing left where all is taken together, are `manifest-empty`, with a
/// suggestion. A word that is a key and leads to files as well means both; the project file means all.
[[nodiscard]] std::optional<selection> select(const declarations& declared, const selection_request& request,
                                              diagnostics::collector& problems);

/// That a sync of this key is declared, but for other environments; as a message says it.
[[nodiscard]] std::string kept_to_others(std::string_view key);

/// Which problems of what is not selected are told.
enum class elsewhere {
    nothing,    ///< those only for which it is not known what else is declared
    references  ///< those too that leave unknown which live sync is which, or what waits for what
};

/// Whether a problem is one of the selected syncs, of a file that they are in, or of the project as a whole.
[[nodiscard]] bool concerns(const selection& selected, const diagnostics::diagnostic& problem,
                            elsewhere told);

/// Keeps the problems that concern the selection.
void keep_selected(const selection& selected, elsewhere told, diagnostics::collector& problems);

}  // namespace censusctl::manifest
