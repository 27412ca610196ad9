#include "plan/not_understood.hpp"

#include <string>

#include "plan/live_sync_words.hpp"
#include "text/counted.hpp"

namespace censusctl::plan {
namespace {

constexpr std::size_t most_odd_named = 5;

}  // namespace

bool is_as_desired(const change& wanted, const model::live_sync& live) {
    return is_understood(live) && diff::compare(wanted.desired, live.spec, wanted.context).empty();
}

std::string with_not_understood(const std::string& note, const model::live_sync& live) {
    return is_understood(live)
               ? note
               : note + (note.empty() ? "" : "; ") + "it is not understood: " + live.not_understood;
}

void report_not_understood(const std::vector<std::size_t>& unmanaged,
                           const std::vector<model::live_sync>& live, diagnostics::collector& problems) {
    std::size_t count = 0;
    std::string names;
    for (const std::size_t at : unmanaged) {
        if (!is_understood(live[at]) && ++count <= most_odd_named) {
            names += (count == 1 ? "" : "; ") + words_of(live[at]) + ": " + live[at].not_understood;
        }
    }
    if (count == 0) {
        return;
    }
    if (count > most_odd_named) {
        names += "; and " + std::to_string(count - most_odd_named) + " more";
    }
    problems.report(
        diagnostics::code::sync_not_understood, {},
        text::counted(count, "live sync that no file declares is", "live syncs that no file declares are") +
            " not understood, and left as " + (count == 1 ? "it is: " : "they are: ") + names);
}

}  // namespace censusctl::plan
