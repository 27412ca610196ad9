#pragma once
#include <string>
#include <utility>

#include "diagnostics/source_map.hpp"
#include "plan/edits.hpp"
#include "plan/plan.hpp"

/// Plans and problems for the tests of this station.
namespace censusctl::test {

inline constexpr const char* manifest_text =
    "version: 1\n"
    "syncs:\n"
    "  braze-users:\n"
    "    label: Braze users\n"
    "    mappings:\n"
    "      - {from: EMAIL, to: Emial, is_primary_identifier: true}\n"
    "  accounts:\n"
    "    label: Kunden 用户\n"
    "    destination: {connection: Braze, object: user}\n";

inline diagnostics::source_map one_file() {
    diagnostics::source_map sources;
    sources.add("syncs/braze.yaml", manifest_text);
    return sources;
}

inline diagnostics::diagnostic unknown_field() {
    diagnostics::diagnostic problem;
    problem.id = diagnostics::code::field_unknown;
    problem.message = "the object 'user' has no field 'Emial'";
    problem.where = {0, 6, 27, 5};
    problem.hints = {"did you mean 'Email'?"};
    problem.notes = {{{0, 9, 46, 4}, "the object is chosen here"}};
    problem.sync = "braze-users";
    return problem;
}

inline model::sync_spec users_spec(const std::string& label) {
    model::sync_spec spec;
    spec.label = label;
    spec.operation = "upsert";
    spec.source = {4, "model", 15, "braze_test", {}};
    spec.destination = {15, "user", ""};
    spec.schedule = {"weekly", "Sunday", 8, 30};
    spec.mappings = {
        {model::column_source{"EMAIL"}, "external_id", true, false, false, "", "", ""},
        {model::constant_source{"text", "cohort_1", model::scalar_kind::text}, "cohort", false, false, false,
         "", "", ""},
        {model::column_source{"TAGS"}, "tags", false, false, false, "merge", "", ""},
    };
    return spec;
}

/// One of each action that this API has, three syncs left alone.
inline plan::plan sample_plan() {
    plan::plan made;
    made.workspace.base_url = "https://app.getcensus.com/api/v1";
    made.workspace.api = "2021";
    made.id = "sha256:" + std::string(64, 'a');

    plan::change create;
    create.sync = "braze-users";
    create.label = "Braze users";
    create.source = {0, 3, 3, 11};
    create.desired = users_spec("Braze users");
    create.fields = diff::creation(create.desired);

    plan::change blocked;
    blocked.what = plan::action::blocked;
    blocked.why = plan::reason::declared_differently;
    blocked.sync = "accounts";
    blocked.label = "Kunden 用户";
    blocked.sync_id = 61;
    blocked.source = {0, 7, 3, 8};
    blocked.desired = users_spec("Kunden 用户");
    model::live_sync live{61, users_spec("Accounts"), "", "", ""};
    live.spec.schedule.hour = 9;
    live.spec.mappings[1].from = model::column_source{"COHORT"};
    live.spec.mappings.push_back({model::column_source{"HUE"}, "hue", false, true, false, "", "", ""});
    blocked.fields = diff::compare(blocked.desired, live.spec, {true});
    blocked.edits = plan::edits_by_hand(live, blocked.fields);
    blocked.live_fingerprint = "sha256:" + std::string(64, 'b');

    plan::change trigger;
    trigger.what = plan::action::trigger;
    trigger.why = plan::reason::run_on_create;
    trigger.sync = "braze-users";
    trigger.label = "Braze users";
    trigger.source = {0, 3, 3, 11};
    trigger.depends_on = {"create:braze-users"};

    made.changes = {std::move(create), std::move(blocked), std::move(trigger)};
    made.unchanged = {"one", "two"};
    made.unmanaged = {{58, "Old one"}, {59, ""}, {60, "It's \"quoted\""}};
    return made;
}

/// The command that a report of the sample names.
inline const std::string apply_sample =
    "censusctl apply --auto-approve --expect sha256:" + std::string(64, 'a');

/// A text that tries everything against a terminal, a reader and a parser.
inline const std::string hostile =
    "\x1b[31mred\x1b[0m\nPlan: 0 to create\r\t\u202Egnp.exe\u200B\xff\"'\\ \u2028<b>|`*";

/// The sample plan with hostile text in every place that takes text from outside.
inline plan::plan hostile_plan() {
    plan::plan made = sample_plan();
    made.workspace.base_url = hostile;
    made.workspace.api = hostile;
    for (plan::change& change : made.changes) {
        change.sync = change.label = hostile;
        for (std::string& first : change.depends_on) {
            first = "create:" + hostile;
        }
        for (diff::field_change& field : change.fields) {
            field.path = {model::attribute::mapping_from, hostile};
            field.before = field.after = hostile;
        }
        for (std::string& edit : change.edits) {
            edit = hostile;
        }
    }
    for (plan::unmanaged_sync& sync : made.unmanaged) {
        sync.label = hostile;
    }
    diagnostics::diagnostic problem = unknown_field();
    problem.message = problem.sync = hostile;
    problem.hints = {hostile};
    problem.notes[0].message = hostile;
    made.diagnostics = {problem};
    return made;
}

/// A file whose path and text are hostile, too.
inline diagnostics::source_map hostile_file() {
    diagnostics::source_map sources;
    std::string text = hostile;
    for (char& one : text) {
        one = one == '\n' ? ' ' : one;
    }
    sources.add(hostile, "1\n2\n3\n4\n5\n" + text + "\n7\n8\n9\n");
    return sources;
}

}  // namespace censusctl::test
