#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {

/// That a problem which was reported for one sync is one of another, too: an alias repeats its text.
struct shared_problem {
    diagnostics::span where;
    std::string sync;
};

/// Reports what the readers of this station find, each problem once: a mistake in `defaults`, or in a list
/// that aliases repeat, is met again under every sync that uses it.
class reading_problems {
public:
    explicit reading_problems(diagnostics::collector& all) : all_{all} {}

    /// What is reported from now on belongs to this sync; empty: to none.
    void set_sync(std::string_view key) { sync_ = key; }

    /// Adds a problem and returns it, so that hints and notes can be added. The reference is valid until the
    /// next call; that of a repeat leads nowhere.
    diagnostics::diagnostic& report(diagnostics::code id, diagnostics::span where, std::string message);

    /// That a problem that was reported on this line is one of the sync that is read, too.
    void share(diagnostics::span where) {
        ++count_;
        if (!sync_.empty()) {
            shared_.push_back({where, sync_});
        }
    }

    /// "did you mean 'a'?" of names that a file gives, or empty; nothing more once so many were compared that
    /// nobody reads the guesses.
    [[nodiscard]] std::string did_you_mean(std::string_view wrong,
                                           const std::vector<std::string_view>& names) {
        return text::did_you_mean(suggestions_.suggest(wrong, names));
    }

    /// The repeats of problems of one sync under others.
    [[nodiscard]] std::vector<shared_problem> take_shared() { return std::exchange(shared_, {}); }

    /// How many were reported so far, repeats among them.
    [[nodiscard]] std::size_t count() const noexcept { return count_; }

private:
    diagnostics::collector& all_;
    std::string sync_;
    std::unordered_map<std::string, bool> seen_;  ///< whether it was reported for a sync
    std::vector<shared_problem> shared_;
    diagnostics::diagnostic repeat_;
    std::size_t count_{0};
    text::bounded_suggestions suggestions_;
};

/// A text of the user's in single quotes, cut if it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace censusctl::manifest
