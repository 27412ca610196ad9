#pragma once
#include <string>
#include <vector>

#include "diagnostics/codes.hpp"
#include "diagnostics/span.hpp"

namespace censusctl::diagnostics {

/// A second place that explains the first: "the destination is chosen here".
struct related_note {
    span where;
    std::string message;
};

/// One problem of the user's input. Texts are raw: names from files and from the server stand in them as they
/// are, in single quotes, and whoever prints a diagnostic escapes it for its medium.
struct diagnostic {
    code id{};
    severity level{severity::error};
    std::string message;              ///< one sentence, lower-case start, no full stop
    span where;                       ///< the very token at fault; unknown for a problem of no place
    std::vector<std::string> hints;   ///< what to do: "did you mean 'email'?"
    std::vector<related_note> notes;  ///< further places
    std::string sync;                 ///< key of the sync it belongs to; empty if none
};

/// Collects problems in the order in which they are found; nothing is thrown for the user's input.
/// Not thread-safe. Sorting is done once, by `sorted`, before printing.
class collector {
public:
    /// Adds a problem with the code's default severity and returns it, so that hints and notes can be added.
    /// The reference is valid until the next call.
    diagnostic& report(code id, span where, std::string message);

    /// Adds a finished problem.
    void add(diagnostic problem) { problems_.push_back(std::move(problem)); }

    [[nodiscard]] bool has_errors() const noexcept;
    [[nodiscard]] const std::vector<diagnostic>& all() const noexcept { return problems_; }
    [[nodiscard]] std::vector<diagnostic> take() && { return std::move(problems_); }

private:
    std::vector<diagnostic> problems_;
};

/// Whether any of these is an error.
[[nodiscard]] bool has_errors(const std::vector<diagnostic>& problems) noexcept;

/// In file order: by file (in the order in which files were read), line, column, code, message; problems of
/// no place first. What is said of one text for several syncs, as of a default, is said once, for the first
/// of them, with a hint of how many more use it. The order is total, so output is stable.
[[nodiscard]] std::vector<diagnostic> sorted(std::vector<diagnostic> problems);

}  // namespace censusctl::diagnostics
