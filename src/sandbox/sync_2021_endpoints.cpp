#include "sandbox/sync_2021_endpoints.hpp"

#include "sandbox/document.hpp"
#include "sandbox/envelope.hpp"
#include "sandbox/generated_mappings.hpp"
#include "sandbox/live_sync_reader.hpp"
#include "sandbox/mapping_check.hpp"
#include "sandbox/run_writer.hpp"
#include "sandbox/sync_2021_reader.hpp"
#include "sandbox/sync_rows.hpp"

namespace censusctl::sandbox {

namespace {

const sync_record* sync_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.find_sync(*id) : nullptr;
}

}  // namespace

reply get_2021_syncs(const call& asked) {
    return page_of(asked.space.syncs(), read_page_request(asked.query),
                   [&](const sync_record& sync, std::string& to) {
                       to += sync_json(sync, asked.space, generation::of_2021);
                   });
}

reply get_2021_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    return found == nullptr ? not_found("Sync", asked.path[0])
                            : success(sync_json(*found, asked.space, generation::of_2021));
}

reply post_2021_sync(const call& asked) {
    try {
        const boost::json::value parsed = parse_body(asked.body);
        const world& metadata = asked.space.metadata();
        sync_record record;
        record.sync = read_2021_request(node{parsed}, metadata);
        const sync_targets targets = find_targets(record.sync, metadata);
        check_mappings(record.sync, targets, generation::of_2021);
        add_generated_mappings(record.sync, targets);
        record.id = asked.space.next_sync_id();
        record.created = record.updated = asked.space.now();
        record.sync.resource_identifier = identifier_of(record.sync.label, record.id);
        record.sync.shuffle = metadata.settings.shuffle_mappings ? record.id : 0;
        asked.space.add_sync(record);
        reply created;
        created.status = 201;
        created.body = R"({"status":"created","data":{"sync_id":)" + std::to_string(record.id) + "}}";
        return created;
    } catch (const document_error& refused) {
        return error_reply(422, refused.what());
    }
}

reply post_2021_trigger(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return not_found("Sync", asked.path[0]);
    }
    // 2021 says nothing of a second trigger, and knows no word for a run that is skipped: the answer that its
    // clients survive is the run that goes on.
    const run_record* going_on = asked.space.going_on(found->id);
    const run_record& run = going_on != nullptr ? *going_on : asked.space.start_run(*found, true);
    return success(R"({"sync_run_id":)" + std::to_string(run.id) + "}");
}

reply get_2021_sync_runs(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return not_found("Sync", asked.path[0]);
    }
    const workspace& space = asked.space;
    return page_of(space.runs_of(found->id), read_page_request(asked.query),
                   [&](const run_record* run, std::string& to) {
                       to += run_json(*run, space.now(), generation::of_2021, space.settings());
                   });
}

reply get_2021_sync_run(const call& asked) {
    const auto id = read_id(asked.path[0]);
    const workspace& space = asked.space;
    const run_record* found = id ? space.find_run(*id) : nullptr;
    return found == nullptr ? not_found("Sync run", asked.path[0])
                            : success(run_json(*found, space.now(), generation::of_2021, space.settings()));
}

}  // namespace censusctl::sandbox
