#include "sandbox/today_sync_endpoints.hpp"

#include <algorithm>
#include <array>

#include "sandbox/generated_mappings.hpp"
#include "sandbox/live_sync_reader.hpp"
#include "sandbox/sync_rows.hpp"
#include "sandbox/sync_rules.hpp"
#include "sandbox/today_envelope.hpp"
#include "sandbox/v1_sync_reader.hpp"
#include "sandbox/v2_sync_reader.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

const sync_record* sync_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.find_sync(*id) : nullptr;
}

/// A server that does not know `validate_only` ignores it, as it ignores every member that it does not know.
bool only_validates(const node& request, const world_settings& settings) {
    return settings.validate_only == "known" && request.flag("validate_only", false);
}

/// Two syncs of one label have identifiers that differ.
std::string free_identifier(const sync_record& record, const workspace& space) {
    std::string identifier = identifier_of(record.sync.label, record.id);
    const auto& all = space.syncs();
    const bool taken = std::any_of(all.begin(), all.end(), [&](const sync_record& other) {
        return other.sync.resource_identifier == identifier;
    });
    return taken ? identifier + "-" + std::to_string(record.id) : identifier;
}

bool touches_mappings(const node& request, const world_settings& settings) {
    constexpr std::array<std::string_view, 6> keys{"operation",      "source_attributes",
                                                   "mappings",       "destination_attributes",
                                                   "field_behavior", "field_normalization"};
    return find_at(request, settings.activation_place) || find_at(request, settings.object_place) ||
           std::any_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return request.find(key).has_value(); });
}

void check_sequence(const sync_record& record) {
    const json::value* parent = record.sync.triggers.if_contains("sync_sequence");
    if (parent == nullptr || !parent->is_object()) {
        return;
    }
    const json::value* id = parent->get_object().if_contains("sync_id");
    if (id != nullptr && *id == record.id) {
        throw document_error{"mode.triggers.sync_sequence.sync_id", "names the sync itself"};
    }
}

/// The members of a copied row that an update has changed, so that all others stay as they were spelt.
void note_changes(const node& request, sync_record& record) {
    if (!record.spelt) {
        return;
    }
    std::vector<std::string>& changed = record.spelt->changed;
    changed.emplace_back("updated_at");
    for (const auto& member : request.object()) {
        changed.emplace_back(member.key());
    }
    if (request.find("alert_attributes")) {
        changed.insert(changed.end(),
                       {"failed_run_notifications_enabled", "failed_record_notifications_enabled",
                        "failed_record_notifications_threshold_percent"});
    }
}

/// The sync as the request makes it. Throws `document_error`.
sync_record updated(const sync_record& before, const node& request, const call& asked) {
    const world& metadata = asked.space.metadata();
    sync_record after = before;
    if (asked.spoken == generation::v2) {
        read_v2_update(request, metadata, after.sync);
    } else {
        read_v1_update(request, metadata, after.sync);
    }
    check_update(before.sync, after.sync, find_targets(before.sync, metadata));
    check_sequence(after);
    const sync_targets targets = find_targets(after.sync, metadata);
    if (touches_mappings(request, metadata.settings)) {
        drop_generated_mappings(after.sync);
        check_sync(after.sync, targets, asked.spoken);
    } else {
        check_attributes(after.sync, targets);
    }
    complete_sync(after.sync, targets);
    note_changes(request, after);
    after.updated = asked.space.now();
    return after;
}

reply with_status(std::string_view word, const std::string& data) {
    reply answer;
    answer.body = R"({"status":")" + std::string(word) + R"(","data":)" + data + "}";
    return answer;
}

}  // namespace

reply list_syncs(const call& asked) {
    return listed(asked, asked.space.syncs(), "desc", [&](const sync_record& record, std::string& to) {
        to += sync_json(record, asked.space, asked.spoken);
    });
}

reply show_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    return found == nullptr ? today_not_found(asked) : success(sync_json(*found, asked.space, asked.spoken));
}

reply create_sync(const call& asked) {
    try {
        const json::value parsed = parse_body(asked.body);
        const node request{parsed};
        const world& metadata = asked.space.metadata();
        sync_record record;
        record.sync = asked.spoken == generation::v2 ? read_v2_create(request, metadata)
                                                     : read_v1_create(request, metadata);
        const sync_targets targets = find_targets(record.sync, metadata);
        check_sync(record.sync, targets, asked.spoken);
        complete_sync(record.sync, targets);
        if (only_validates(request, metadata.settings)) {
            return success(std::string_view("{}"));
        }
        record.id = asked.space.next_sync_id();
        record.created = record.updated = asked.space.now();
        record.sync.resource_identifier = free_identifier(record, asked.space);
        record.sync.shuffle = metadata.settings.shuffle_mappings ? record.id : 0;
        asked.space.add_sync(record);
        reply created = with_status("created", R"({"sync_id":)" + std::to_string(record.id) + "}");
        created.status = 201;
        return created;
    } catch (const document_error& refused) {
        return today_refused(asked, refused.what());
    }
}

reply update_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return today_not_found(asked);
    }
    try {
        const json::value parsed = parse_body(asked.body);
        const node request{parsed};
        sync_record after = updated(*found, request, asked);
        if (only_validates(request, asked.space.settings())) {
            return success(std::string_view("{}"));
        }
        const sync_record& stored = asked.space.replace_sync(std::move(after));
        return with_status("updated", sync_json(stored, asked.space, asked.spoken));
    } catch (const document_error& refused) {
        return today_refused(asked, refused.what());
    }
}

reply delete_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return today_not_found(asked);
    }
    asked.space.remove_sync(found->id);
    reply deleted;
    deleted.body = R"({"status":"deleted"})";
    return deleted;
}

reply trigger_sync(const call& asked) {
    const sync_record* found = sync_at(asked);
    if (found == nullptr) {
        return today_not_found(asked);
    }
    const bool forced = query_value(asked.query, "force_full_sync").value_or("") == "true";
    if (forced && found->sync.operation == "append") {
        return today_refused(asked, "A full sync is not supported by an append sync");
    }
    const bool first = asked.space.runs_of(found->id).empty();
    const run_record& run = asked.space.start_run(*found, forced || first);
    return success(R"({"sync_run_id":)" + std::to_string(run.id) + "}");
}

}  // namespace censusctl::sandbox
