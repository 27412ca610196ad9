#include "plan/undecided_drift.hpp"

#include "plan/overwritten.hpp"

namespace censusctl::plan {

void report_undecided_drift(const change& planned, const std::string& base,
                            diagnostics::collector& problems) {
    std::string paths;
    for (std::size_t at = 0; at < planned.fields.size(); ++at) {
        if (planned.what != action::create && was_so_before(planned.moved_of(at))) {
            paths += (paths.empty() ? "" : ", ") + to_string(planned.fields[at].path);
        }
    }
    const bool gone = planned.what == action::create && was_so_before(planned.moved);
    if (paths.empty() && !gone) {
        return;
    }
    diagnostics::diagnostic& problem =
        problems.report(diagnostics::code::workspace_drift, planned.source,
                        "sync '" + planned.sync + "' is another in the workspace than " + base +
                            " has it: " + (gone ? std::string("it is not there") : paths));
    problem.sync = planned.sync;
    if (const std::string command = adopting(planned); !command.empty()) {
        problem.hints.push_back("`" + command +
                                (gone ? "` takes it out of the files" : "` takes that into the files"));
    } else {
        problem.hints.emplace_back("the files have changed it as well: write what is to hold into the file");
    }
    problem.hints.emplace_back("`--drift overwrite` makes the workspace as the files say");
}

}  // namespace censusctl::plan
