#pragma once
#include <string>
#include <string_view>
#include <unordered_set>

#include "diagnostics/diagnostic.hpp"

namespace censusctl::manifest {

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

private:
    diagnostics::collector& all_;
    std::string sync_;
    std::unordered_set<std::string> seen_;
    diagnostics::diagnostic repeat_;
};

/// A text of the user's in single quotes, cut if it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace censusctl::manifest
