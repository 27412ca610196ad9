#include "sandbox/sync_endpoints.hpp"

#include <boost/json/parse.hpp>

#include "sandbox/document.hpp"
#include "sandbox/envelope.hpp"
#include "sandbox/mapping_check.hpp"
#include "sandbox/sync_document.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

const sync_record* sync_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.find_sync(*id) : nullptr;
}

json::value parse_body(const std::string& body) {
    boost::system::error_code error;
    json::value parsed = json::parse(body, error);
    if (error) {
        throw document_error{"", "The request body is not JSON"};
    }
    if (!parsed.is_object()) {
        throw document_error{"", "The request body must be a JSON object"};
    }
    return parsed;
}

}  // namespace

reply get_syncs(const call& asked) {
    return page_of(asked.space.syncs(), read_page_request(asked.query),
                   [](const sync_record& sync, std::string& to) { to += sync.json; });
}

reply get_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    return found == nullptr ? not_found("Sync", asked.path[0]) : success(found->json);
}

reply post_sync(const call& asked) {
    try {
        const json::value parsed = parse_body(asked.body);
        sync_draft draft = read_sync(node{parsed}, asked.space.metadata(), spelling::request);
        check_mappings(draft);
        const std::int64_t id = asked.space.next_sync_id();
        const world_settings& settings = asked.space.metadata().settings;
        add_generated_mappings(draft);
        if (settings.shuffle_mappings) {
            shuffle_mappings(draft, id);
        }
        const instant now = asked.space.now();
        asked.space.add_sync(make_sync(draft, settings, id, now, now));
        reply created;
        created.status = 201;
        created.body = R"({"status":"created","data":{"sync_id":)" + std::to_string(id) + "}}";
        return created;
    } catch (const document_error& refused) {
        return error_reply(422, refused.what());
    }
}

reply post_trigger(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return not_found("Sync", asked.path[0]);
    }
    if (asked.space.is_running(found->id)) {
        return error_reply(409, "Sync is already running");
    }
    const run_record& run = asked.space.start_run(*found);
    return success(R"({"sync_run_id":)" + std::to_string(run.id) + "}");
}

reply get_sync_runs(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return not_found("Sync", asked.path[0]);
    }
    const instant now = asked.space.now();
    return page_of(asked.space.runs_of(found->id), read_page_request(asked.query),
                   [now](const run_record* run, std::string& to) { to += run_json(*run, now); });
}

reply get_sync_run(const call& asked) {
    const auto id = read_id(asked.path[0]);
    const run_record* found = id ? asked.space.find_run(*id) : nullptr;
    return found == nullptr ? not_found("Sync run", asked.path[0])
                            : success(run_json(*found, asked.space.now()));
}

}  // namespace censusctl::sandbox
