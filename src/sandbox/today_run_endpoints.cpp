#include "sandbox/today_run_endpoints.hpp"

#include "sandbox/run_writer.hpp"
#include "sandbox/today_envelope.hpp"

namespace censusctl::sandbox {

namespace {

std::string shown(const run_record& run, const call& asked) {
    return run_json(run, asked.space.now(), asked.spoken, asked.space.settings());
}

}  // namespace

reply list_runs(const call& asked) {
    const auto id = read_id(asked.path[0]);
    if (!id || asked.space.find_sync(*id) == nullptr) {
        return today_not_found(asked);
    }
    return listed(asked, asked.space.runs_of(*id), "desc",
                  [&](const run_record* run, std::string& to) { to += shown(*run, asked); });
}

reply show_run(const call& asked) {
    const auto id = read_id(asked.path[0]);
    const run_record* found = id ? asked.space.find_run(*id) : nullptr;
    return found == nullptr ? today_not_found(asked) : success(shown(*found, asked));
}

reply cancel_run(const call& asked) {
    const auto id = read_id(asked.path[0]);
    if (!id || !asked.space.cancel_run(*id)) {
        return today_not_found(asked);
    }
    reply cancelled;
    cancelled.body = R"({"status":"cancelled","data":{}})";
    return cancelled;
}

}  // namespace censusctl::sandbox
