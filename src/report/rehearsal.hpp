#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/render.hpp"

namespace censusctl::json {
class writer;
}  // namespace censusctl::json

namespace censusctl::report {

/// A request that an apply sends after planning.
struct rehearsed_request {
    std::string method;    ///< "POST"
    std::string path;      ///< below the base URL; ids that the workspace has yet to give are in braces
    std::string body;      ///< JSON; empty: none
    std::size_t times{1};  ///< how often in a row; a run is looked at until it has ended
};

/// What came of applying a plan in a copy of the workspace, and of planning there again. The texts are
/// raw, of the problems their lines are.
struct rehearsal {
    std::size_t created{0};
    std::size_t updated{0};
    std::size_t replaced{0};
    std::size_t deleted{0};
    std::size_t triggered{0};
    std::size_t blocked{0};  ///< syncs that stay different: this API cannot change one
    std::size_t writes{0};
    std::size_t reads{0};
    std::vector<std::string> problems;  ///< why it failed, of one or more lines; none: it went well
    std::optional<std::vector<rehearsed_request>> requests;  ///< absent: nobody asked for them
};

/// The rehearsal as it follows the text of a plan, and what is sent to `base_url` where that was asked for.
[[nodiscard]] std::string rehearsal_text(const rehearsal& shown, const std::string& base_url,
                                         const text_style& style);

/// The member `rehearsal` of a plan's document: passed, created, updated, replaced, deleted, triggered,
/// blocked, writes, reads, problems, and `requests` where they were asked for, their bodies as JSON.
void write_rehearsal(json::writer& out, const rehearsal& shown);

}  // namespace censusctl::report
