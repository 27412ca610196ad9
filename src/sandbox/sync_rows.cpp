#include "sandbox/sync_rows.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/run_writer.hpp"
#include "sandbox/sync_2021_writer.hpp"
#include "sandbox/v1_sync_writer.hpp"
#include "sandbox/v2_sync_writer.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::object row_of(const sync_record& record, const workspace& space, generation spoken) {
    switch (spoken) {
        case generation::of_2021:
            return sync_2021_row(record, space.metadata());
        case generation::v1:
            return sync_v1_row(record, space.metadata(), status_of(record, space));
        case generation::v2:
            return sync_v2_row(record, space.metadata(), status_of(record, space));
    }
    return {};
}

}  // namespace

std::string status_of(const sync_record& record, const workspace& space) {
    std::string status = record.sync.status.empty() ? "Ready" : record.sync.status;
    const auto runs = space.runs_of(record.id);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const run_state state = state_of(**run, space.now());
        if (state == run_state::completed || state == run_state::failed) {
            status = state == run_state::failed ? "Failing" : "Up to Date";
            break;
        }
    }
    return space.settings().status_case == "lower" ? folded(status) : status;
}

std::string sync_json(const sync_record& record, const workspace& space, generation spoken) {
    const json::object row = row_of(record, space, spoken);
    if (!record.spelt || record.spelt->in != spoken) {
        return json::serialize(row);
    }
    if (record.spelt->changed.empty()) {
        return record.spelt->json;
    }
    json::object spelt = json::parse(record.spelt->json).get_object();
    for (const std::string& key : record.spelt->changed) {
        if (const json::value* member = row.if_contains(key)) {
            spelt[key] = *member;
        }
    }
    return json::serialize(spelt);
}

}  // namespace censusctl::sandbox
