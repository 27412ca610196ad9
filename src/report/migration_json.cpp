#include "json/writer.hpp"
#include "report/diagnostics_json.hpp"
#include "report/migration.hpp"
#include "report/optional_number.hpp"
#include "report/values.hpp"

namespace censusctl::report {
namespace {

using layout = json::layout;

void write_side(json::writer& out, std::string_view key, const migration_side& side) {
    out.key(key);
    out.begin_object(layout::one_line);
    out.member("api", side.api);
    out.member("base_url", side.base_url);
    out.text_or_null("token_env", side.token_env);
    out.member("read", side.read);
    out.text_or_null("why_not", side.why_not);
    out.key("group_ids");
    out.begin_array();
    for (const std::string& group : side.groups) {
        out.value(group);
    }
    out.end_array();
    out.member("syncs", side.syncs);
    out.end_object();
}

void write_place(json::writer& out, const migration_place& where) {
    out.text_or_null("file", where.file);
    const auto number = [&out](std::string_view key, std::uint32_t value) {
        optional_number(out, key, value > 0 ? std::optional<std::int64_t>(value) : std::nullopt);
    };
    number("line", where.line);
    number("column", where.column);
}

void write_id(json::writer& out, std::string_view key, const model::connection_id& id) {
    out.key(key);
    if (id.known()) {
        out.value(id.value());
    } else {
        out.value(nullptr);
    }
}

void write_connections(json::writer& out, const std::vector<plan::moved_connection>& connections) {
    out.key("connections");
    out.begin_array();
    for (const plan::moved_connection& each : connections) {
        out.begin_object(layout::one_line);
        out.member("kind", each.is_source ? "source" : "destination");
        write_id(out, "from_id", each.before_id);
        out.text_or_null("from_name", each.before_name);
        write_id(out, "to_id", each.after_id);
        out.text_or_null("to_name", each.after_name);
        out.end_object();
    }
    out.end_array();
}

void write_syncs(json::writer& out, const std::vector<plan::moved_sync>& syncs) {
    out.key("syncs");
    out.begin_array();
    for (const plan::moved_sync& each : syncs) {
        out.begin_object(layout::one_line);
        out.member("sync", each.key);
        out.text_or_null("label", each.label);
        optional_number(out, "from_id", each.before_id);
        optional_number(out, "to_id", each.after_id);
        out.end_object();
    }
    out.end_array();
}

void write_lone(json::writer& out, std::string_view key, const std::vector<plan::lone_sync>& lone) {
    out.key(key);
    out.begin_array();
    for (const plan::lone_sync& each : lone) {
        out.begin_object(layout::one_line);
        out.member("sync_id", each.id);
        out.text_or_null("label", each.label);
        out.end_object();
    }
    out.end_array();
}

void write_edits(json::writer& out, const std::vector<migration_edit>& edits) {
    out.key("edits");
    out.begin_array();
    for (const migration_edit& each : edits) {
        out.begin_object(layout::one_line);
        write_place(out, each.where);
        out.member("what", each.what);
        out.text_or_null("before", each.before);
        out.member("after", each.after);
        out.end_object();
    }
    out.end_array();
}

void write_obstacles(json::writer& out, const std::vector<migration_obstacle>& obstacles) {
    out.key("obstacles");
    out.begin_array();
    for (const migration_obstacle& each : obstacles) {
        out.begin_object();
        write_place(out, each.where);
        out.text_or_null("sync", each.sync);
        out.text_or_null("message", each.message);
        out.text_or_null("hint", each.hint);
        out.key("fields");
        out.begin_array();
        for (const diff::field_change& field : each.fields) {
            out.begin_object(layout::one_line);
            out.member("path", to_string(field.path));
            write_member(out, "before", field.before);
            write_member(out, "after", field.after);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

}  // namespace

std::string_view to_string(migration_result result) noexcept {
    switch (result) {
        case migration_result::nothing_to_do:
            return "nothing-to-do";
        case migration_result::migrated:
            return "migrated";
        case migration_result::would_migrate:
            return "would-migrate";
        case migration_result::in_the_way:
            break;
    }
    return "in-the-way";
}

std::string migration_json(const migration& shown) {
    json::writer out(json::layout::lines);
    begin_document(out, "1.1");
    out.text_or_null("environment", shown.environment);
    out.member("result", to_string(shown.result));
    out.member("same_place", shown.same_place);
    write_side(out, "from", shown.before);
    write_side(out, "to", shown.after);
    write_connections(out, shown.moved.connections);
    write_syncs(out, shown.moved.syncs);
    write_lone(out, "only_from", shown.moved.only_before);
    write_lone(out, "only_to", shown.moved.only_after);
    write_edits(out, shown.edits);
    write_obstacles(out, shown.obstacles);
    out.key("notes");
    out.begin_array();
    for (const std::string& note : shown.notes) {
        out.value(note);
    }
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
