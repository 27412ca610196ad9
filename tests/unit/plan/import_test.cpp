#include "plan/import.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "diff/compare.hpp"
#include "manifest/loader.hpp"
#include "manifest/manifest_writer.hpp"
#include "manifest/yaml_reader.hpp"
#include "validation/resolver.hpp"

using namespace censusctl;

namespace {

using random_source = std::mt19937;

template <class T>
const T& pick(random_source& random, const std::vector<T>& from) {
    return from[random() % from.size()];
}

model::catalogue metadata() {
    model::catalogue all;
    const auto add_source = [&](std::int64_t id, const char* name, const char* label) {
        model::source_connection& source = all.sources.emplace_back();
        source.id = id;
        source.name = name;
        source.label = label;
        source.objects_fetched = true;
        const auto add = [&](const char* type, std::int64_t number,
                             const char* object) -> model::source_object& {
            model::source_object& one = source.objects.emplace_back();
            one.type = type;
            one.id = number;
            one.name = object;
            return one;
        };
        add("model", 1, "users");
        add("model", 2, "twice");
        add("model", 3, "twice");
        add("model", 4, "12");
        add("table", 5, "").table = {"c", "s", "t"};
        add("table", 6, "").table = {"c.x", "s", "t"};
        add("table", 7, "").table = {"", "s", "t"};
        add("dataset", 8, "golden: users");
        add("segment", 9, "vip");
        add("cohort", 10, "A");
        add("topic", 11, "t");
    };
    add_source(1, "Lake", "");
    add_source(2, "Warehouse", "Main");
    add_source(3, "Warehouse", "Main");
    add_source(4, "Pond", "Warehouse");
    const auto add_destination = [&](std::int64_t id, const char* name) {
        model::destination_connection& destination = all.destinations.emplace_back();
        destination.id = id;
        destination.name = name;
        destination.objects_fetched = false;
    };
    add_destination(21, "Braze");
    add_destination(22, "Same");
    add_destination(23, "Same");
    add_destination(24, "7");
    return all;
}

model::live_sync sync_of(std::int64_t id, const std::string& label) {
    model::live_sync sync;
    sync.id = id;
    sync.spec.label = label;
    sync.spec.operation = "upsert";
    sync.spec.source.connection_id = 1;
    sync.spec.source.type = "model";
    sync.spec.source.id = 1;
    sync.spec.destination = {21, "user", ""};
    sync.spec.mappings = {{model::column_source{"EMAIL"}, "external_id", true, false, false, "", "", ""}};
    return sync;
}

plan::import_result import_all(const std::vector<model::live_sync>& live, const model::catalogue& known) {
    plan::import_request request{live, {}, known};
    for (std::size_t at = 0; at < live.size(); ++at) {
        request.wanted.push_back(at);
    }
    return plan::import_syncs(request);
}

std::string told(const plan::import_result& result) {
    std::string text;
    for (const plan::unsaid& one : result.left) {
        text += std::to_string(one.live) + (one.sync_left_out ? " out " : " ") + one.attribute + ": " +
                one.why + "\n";
    }
    return text;
}

const std::vector<std::string> texts{
    "EMAIL", "a b",  "12", "null",         "yes",           "a: b", "- a",  "{x}", "a\nb", "a\tb",    "\n",
    " ",     "${x}", "é",  "\xe2\x80\xae", "it's \"q\" \\", "#",    "0.10", "~",   "true", "x\n  y\n"};

model::mapping random_mapping(random_source& random, int number) {
    model::mapping row;
    switch (random() % 8) {
        case 0:
            row.from = model::constant_source{"text", pick(random, texts), model::scalar_kind::text};
            break;
        case 1:
            row.from = model::constant_source{
                pick<std::string>(random, {"number", "NUMBER"}),
                pick<std::string>(random, {"1", "-2.50", "1e3", "6600827417"}),
                pick<model::scalar_kind>(random, {model::scalar_kind::number, model::scalar_kind::text})};
            break;
        case 2:
            row.from = model::constant_source{"boolean", pick<std::string>(random, {"true", "false"}),
                                              model::scalar_kind::boolean};
            break;
        case 3:
            row.from = model::constant_source{"datetime", "2021-10-22T08:30:00Z", model::scalar_kind::text};
            break;
        case 4:
            row.from = model::liquid_source{pick(random, texts)};
            break;
        case 5:
            row.from = model::metadata_source{pick(random, texts)};
            break;
        case 6:
            row.from = model::membership_source{"name"};
            break;
        default:
            row.from = model::column_source{pick(random, texts)};
    }
    row.to = pick(random, texts) + std::to_string(number);
    row.is_primary_identifier = random() % 2 == 0;
    row.generate_field = random() % 2 == 0;
    row.preserve_values = random() % 2 == 0;
    row.operation = pick<std::string>(random, {"", "merge", "overwrite"});
    row.lookup_object = pick<std::string>(random, {"", "user_list", "12"});
    row.lookup_field = pick<std::string>(random, {"", "id"});
    row.sync_null_values = pick<std::optional<bool>>(random, {std::nullopt, true, false});
    row.follow_source_type = pick<std::optional<bool>>(random, {std::nullopt, true, false});
    if (row.generate_field) {
        row.field_type = pick<std::string>(random, {"", "Number"});
        row.array_field = pick<std::optional<bool>>(random, {std::nullopt, true, false});
    }
    return row;
}

model::live_sync random_sync(random_source& random, std::int64_t id) {
    model::live_sync sync = sync_of(
        id, random() % 3 == 0 ? "" : pick(random, texts) + (random() % 2 == 0 ? "" : std::to_string(id)));
    model::sync_spec& spec = sync.spec;
    spec.operation = pick<std::string>(random, {"upsert", "mirror", "append", "update", "delete"});
    spec.source.connection_id = 1 + static_cast<std::int64_t>(random() % 4);
    spec.source.id = 1 + static_cast<std::int64_t>(random() % 11);
    spec.source.type = *spec.source.id <= 4   ? "model"
                       : *spec.source.id <= 7 ? "table"
                                              : pick<std::string>(random, {"dataset"});
    if (*spec.source.id > 8) {
        spec.source.type = *spec.source.id == 9 ? "segment" : *spec.source.id == 10 ? "cohort" : "topic";
    }
    spec.destination = {21 + static_cast<std::int64_t>(random() % 4), pick(random, texts),
                        pick<std::string>(random, {"", "lead"})};
    spec.schedule.frequency = pick<std::string>(
        random, {"never", "continuous", "quarter_hourly", "hourly", "daily", "weekly", "expression"});
    spec.schedule.day = "Monday";
    spec.schedule.hour = static_cast<std::int64_t>(random() % 25);
    if (random() % 2 == 0) {
        spec.schedule.minute = static_cast<std::int64_t>(random() % 60);
    }
    spec.schedule.cron_expression = spec.schedule.frequency == "expression" ? "0 */4 * * *" : "";
    if (random() % 2 == 0) {
        spec.triggers.dbt_cloud_project_id = "12";
        spec.triggers.dbt_cloud_job_id = pick(random, texts);
    }
    if (random() % 3 == 0) {
        spec.triggers.fivetran_job_id = "a";
        spec.triggers.fivetran_job_name = pick<std::string>(random, {"", "Load: x"});
    }
    spec.paused = random() % 2 == 0;
    spec.trigger_on_dbt_cloud_rebuild = random() % 2 == 0;
    spec.field_behavior = pick<std::string>(random, {"specific_properties", "sync_all_properties"});
    spec.field_normalization = pick<std::string>(random, {"", "snake_case"});
    spec.field_order = pick<std::string>(random, {"", "mapping_order", "alphabetical_column_name"});
    spec.mirror_strategy = pick<std::string>(random, {"", "upload_and_swap", "sync_updates_and_deletes"});
    spec.historical_sync_operation = pick<std::string>(random, {"", "skip_current_records"});
    spec.high_water_mark_attribute = pick<std::string>(random, {"", "AT"});
    if (random() % 2 == 0) {
        model::alert failure;
        failure.type = "failure";
        failure.send_for = pick<std::string>(random, {"first_time", "every_time"});
        failure.should_send_recovery = random() % 2 == 0;
        model::alert runtime;
        runtime.type = "runtime";
        runtime.threshold = 30;
        runtime.unit = "hours";
        runtime.start_type = pick<std::string>(random, {"scheduled", "actual"});
        spec.alerts = pick<std::vector<model::alert>>(random, {{}, {failure}, {runtime, failure}});
    }
    if (random() % 2 == 0) {
        spec.advanced_configuration = {{"a b", pick(random, texts), model::scalar_kind::text},
                                       {"flag", "false", model::scalar_kind::boolean},
                                       {"n", "1.50", model::scalar_kind::number}};
    }
    spec.mappings.clear();
    for (int left = 1 + static_cast<int>(random() % 4); left > 0; --left) {
        spec.mappings.push_back(random_mapping(random, left));
    }
    return sync;
}

/// What a file of this text declares, with its problems.
struct read_file {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    manifest::declarations declared;
};

read_file read_back(const std::string& text) {
    read_file file;
    diagnostics::collector problems;
    file.declared =
        manifest::load_project("/nowhere", {}, file.sources, problems, {{"/nowhere/syncs/a.yaml", text}});
    for (const diagnostics::diagnostic& problem : problems.all()) {
        if (problem.id != diagnostics::code::manifest_empty) {  // there is no folder
            file.problems.add(problem);
        }
    }
    return file;
}

}  // namespace

TEST_CASE("keys are made of labels") {
    CHECK(plan::kebab_case("Braze users") == "braze-users");
    CHECK(plan::kebab_case("  [EU] VIP -> ads!! ") == "eu-vip-ads");
    CHECK(plan::kebab_case("日本語").empty());
    CHECK(plan::kebab_case("Umsätze 2026") == "ums-tze-2026");
    CHECK(plan::kebab_case(std::string(100, 'a')) == std::string(60, 'a'));
    CHECK(plan::kebab_case(std::string(50, 'a') + " " + std::string(50, 'b')) == std::string(50, 'a'));
    std::set<std::string> taken{"a", "a-2"};
    CHECK(plan::unique_name("a", taken) == "a-3");
    CHECK(plan::unique_name("b", taken) == "b");
    CHECK(plan::unique_name("b", taken) == "b-2");
}

TEST_CASE("names stand for ids where they mean one thing, and ids where not") {
    const model::catalogue known = metadata();
    std::vector<model::live_sync> live;
    const auto add = [&](std::int64_t source, const char* type, std::int64_t object,
                         std::int64_t destination) {
        model::live_sync sync =
            sync_of(static_cast<std::int64_t>(live.size()) + 1, "L" + std::to_string(live.size()));
        sync.spec.source.connection_id = source;
        sync.spec.source.type = type;
        sync.spec.source.id = object;
        sync.spec.destination.connection_id = destination;
        live.push_back(sync);
    };
    add(1, "model", 1, 21);
    add(2, "model", 2, 22);
    add(4, "model", 4, 24);
    add(1, "table", 5, 21);
    add(1, "table", 6, 21);
    add(1, "table", 7, 21);
    add(1, "model", 99, 21);
    std::vector<manifest::written_sync> written;
    for (const plan::imported_sync& one : import_all(live, known).syncs) {
        written.push_back(one.written);
    }
    REQUIRE(written.size() == live.size());
    const std::string text = manifest::manifest_text(written, {}, {});
    const auto at = [&](const char* line) {
        CHECK_MESSAGE(text.find(line) != std::string::npos, line, " is not in\n", text);
    };
    at("    source: {connection: Lake, model: users}\n    destination: {connection: Braze, object: user}\n");
    at("    source: {connection: 2, type: model, id: 2}\n    destination: {connection: 22, object: user}\n");
    at("    source: {connection: Pond, model: \"12\"}\n    destination: {connection: \"7\", object: user}\n");
    at("    source: {connection: Lake, table: c.s.t}\n");
    at("    source: {connection: Lake, table: {catalog: c.x, schema: s, name: t}}\n");
    at("    source: {connection: Lake, type: table, id: 7}\n");
    at("    source: {connection: Lake, type: model, id: 99}\n");
}

TEST_CASE("the id is stated where the label does not tell which sync it is") {
    const std::vector<model::live_sync> live{sync_of(1, "A"), sync_of(2, ""),     sync_of(3, "B"),
                                             sync_of(4, "B"), sync_of(5, "日本"), sync_of(6, "a-b")};
    const plan::import_result made = import_all(live, metadata());
    std::string text;
    for (const plan::imported_sync& one : made.syncs) {
        text += one.written.key + (one.written.id ? " " + std::to_string(*one.written.id) : "") + ", ";
    }
    CHECK(text == "a, sync-2 2, b 3, b-2 4, sync-5, a-b, ");
    // Where a file declares some already, its keys are taken, and the labels of all syncs still count.
    const model::catalogue known = metadata();
    plan::import_request request{live, {3}, known, {{3, "b"}}, {"b", "a"}};
    const plan::import_result second = plan::import_syncs(request);
    CHECK(second.syncs.front().written.key == "b-2");
    CHECK(second.syncs.front().written.id == 4);
}

TEST_CASE("what no file can say is told, and never guessed") {
    std::vector<model::live_sync> live;
    const auto add = [&]() -> model::live_sync& {
        return live.emplace_back(
            sync_of(static_cast<std::int64_t>(live.size()) + 1, "L" + std::to_string(live.size())));
    };
    add().spec.source.type = "sql_query";
    add().spec.source.connection_id = 99;
    add().spec.destination.connection_id = 99;
    add().spec.operation = "weave";
    add().spec.schedule.frequency = "lunar";
    add().spec.field_order = "by_colour";
    add().kept = {"live", {{model::kept_place::triggers, "", "upstream", "{}"}}};
    model::live_sync& alerted = add();
    alerted.kept.members = {{model::kept_place::alerts, "", "MoonAlertConfiguration", "{}"}};
    model::alert failure;
    failure.type = "failure";
    alerted.spec.alerts = {failure};
    model::alert runtime;
    runtime.type = "runtime";
    runtime.threshold = 5;
    runtime.unit = "moons";
    add().spec.alerts = {runtime};
    add().spec.advanced_configuration = {{"list", "[1]", model::scalar_kind::text, true}};
    add().spec.mappings[0].from = model::opaque_source{"{\"type\":\"moon\"}"};
    add().spec.mappings[0].from = model::constant_source{"moon", "1", model::scalar_kind::text};
    add().spec.mappings[0].operation = "weave";
    add().spec.mappings.clear();
    const plan::import_result made = import_all(live, metadata());
    CHECK(told(made) ==
          "0 out source: a file has no word for 'sql_query'\n"
          "1 out source.connection: the workspace lists no source with the id '99'\n"
          "2 out destination.connection: the workspace lists no destination with the id '99'\n"
          "3 out operation: a file has no word for 'weave'\n"
          "4 out schedule.frequency: a file has no word for 'lunar'\n"
          "5 field_order: a file has no word for 'by_colour'\n"
          "6 schedule: its mode is 'live', for which a file has no word\n"
          "6 triggers.upstream: a file has no word for this trigger\n"
          "7 alerts.MoonAlertConfiguration: a file has no word for this alert\n"
          "8 alerts: the alert 'runtime' has options that are not known\n"
          "9 advanced_configuration.list: a file can state texts, numbers, true and false\n"
          "10 out mappings[external_id].from: a file has no word for {\"type\":\"moon\"}\n"
          "11 out mappings[external_id].from.type: a file has no word for 'moon'\n"
          "12 out mappings[external_id].operation: a file has no word for 'weave'\n"
          "13 out mappings: it maps nothing, which no file can say\n");
    CHECK(made.syncs.size() == 5);
    CHECK(made.syncs[0].written.spec.field_order.empty());
    CHECK(made.syncs[2].written.spec.alerts);
    CHECK_FALSE(made.syncs[3].written.spec.alerts);
}

TEST_CASE("a mapping of a kind that no file can name is left to the workspace, but for a key") {
    std::vector<model::live_sync> live{sync_of(1, "A")};
    model::mapping& row = live[0].spec.mappings.emplace_back();
    row.from = model::opaque_source{"{\"type\":\"moon\"}"};
    row.to = "phase";
    const plan::import_result made = import_all(live, metadata());
    CHECK(told(made) == "0 mappings[phase].from: a file has no word for {\"type\":\"moon\"}\n");
    REQUIRE(made.syncs.size() == 1);
    CHECK(made.syncs[0].written.spec.mappings.size() == 1);
}

TEST_CASE("a sync after one that is in no file is left out, and so are those after it") {
    std::vector<model::live_sync> live{sync_of(1, "A"), sync_of(2, "B"), sync_of(3, "C"), sync_of(4, "D")};
    live[0].spec.operation = "weave";
    live[1].spec.triggers.sync_sequence.id = 1;
    live[2].spec.triggers.sync_sequence.id = 2;
    live[3].spec.triggers.sync_sequence.id = 50;
    const model::catalogue known = metadata();
    plan::import_request request{live, {0, 1, 2, 3}, known, {{50, "elsewhere"}}};
    const plan::import_result made = plan::import_syncs(request);
    CHECK(
        told(made) ==
        "0 out operation: a file has no word for 'weave'\n"
        "1 out triggers.sync_sequence: the sync 1, after which it runs, is in no file: import that as well\n"
        "2 out triggers.sync_sequence: the sync 2, after which it runs, is in no file: import that as "
        "well\n");
    REQUIRE(made.syncs.size() == 1);
    CHECK(made.syncs[0].written.spec.triggers.sync_sequence.key == "elsewhere");
}

TEST_CASE("rows that the server makes are not written") {
    std::vector<model::live_sync> live{sync_of(1, "A")};
    model::sync_spec& spec = live[0].spec;
    spec.field_behavior = "sync_all_properties";
    const auto add = [&](model::mapping_source from, const char* to) -> model::mapping& {
        model::mapping& row = spec.mappings.emplace_back();
        row.from = std::move(from);
        row.to = to;
        return row;
    };
    add(model::column_source{"FIRST_NAME"}, "firstName").generate_field = true;
    add(model::column_source{"LAST_NAME"}, "surname");
    add(model::column_source{"PLAN"}, "plan").preserve_values = true;
    add(model::compound_key_source{{"A", "B"}}, "key");
    const plan::import_result imported = import_all(live, metadata());
    std::string kept;
    for (const model::mapping& row : imported.syncs.front().written.spec.mappings) {
        kept += row.to + " ";
    }
    CHECK(kept == "external_id surname plan ");
}

TEST_CASE("what is written of any sync is read back as that sync") {
    random_source random(14);
    const model::catalogue known = metadata();
    for (int round = 0; round < 300; ++round) {
        std::vector<model::live_sync> live;
        for (std::int64_t id = 1 + static_cast<std::int64_t>(random() % 4); id > 0; --id) {
            live.insert(live.begin(), random_sync(random, id));
            live.front().id = id;
        }
        for (std::size_t at = 0; at < live.size(); ++at) {
            live[at].id = static_cast<std::int64_t>(at) + 1;
        }
        if (live.size() > 1 && random() % 2 == 0) {
            live[1].spec.triggers.sync_sequence.id = 1;
        }
        const plan::import_result made = import_all(live, known);
        REQUIRE_MESSAGE(made.left.empty(), told(made));
        std::vector<manifest::written_sync> written;
        for (const plan::imported_sync& one : made.syncs) {
            written.push_back(one.written);
        }
        std::string text = manifest::manifest_text(written, "x.json", {});
        if (random() % 2 == 0) {
            // The same, put into a file that is there, with defaults of its own.
            const std::string there =
                "version: 1\ndefaults: {paused: true, operation: insert, schedule: daily, field_behavior: "
                "sync_all_properties}\n"
                "syncs:\n  other: {source: {connection: Lake, model: users}, destination: {connection: "
                "Braze, object: o},\n"
                "          mappings: [{from: A, to: b}]}\n# end\nremoved: []\n";
            diagnostics::collector problems;
            const auto tree = manifest::read_yaml(there, 0, problems);
            const auto more = manifest::extended_text(there, *tree, written, {});
            REQUIRE(more);
            CHECK(more->starts_with(there.substr(0, there.find("# end"))));
            CHECK(more->ends_with("\n# end\nremoved: []\n"));
            text = *more;
        }
        read_file file = read_back(text);
        REQUIRE_MESSAGE(file.problems.all().empty(), text, "\n", file.problems.all().front().message);
        std::erase_if(file.declared.syncs, [](const auto& sync) { return sync.key.value == "other"; });
        REQUIRE(file.declared.syncs.size() == live.size());
        std::vector<validation::resolved_sync> resolved =
            validation::resolve(file.declared.syncs, known, file.problems);
        for (std::size_t at = 0; at < live.size(); ++at) {
            REQUIRE_MESSAGE(resolved[at].spec, text);
            model::sync_spec read = *resolved[at].spec;
            if (!read.triggers.sync_sequence.key.empty()) {
                CHECK(read.triggers.sync_sequence.key == made.syncs[0].written.key);
                read.triggers.sync_sequence.id = 1;
            }
            const auto changes = diff::compare(read, live[at].spec, {});
            REQUIRE_MESSAGE(changes.empty(), text, "\n", diff::to_string(changes.front().path));
            CHECK(read.label == live[at].spec.label);
            CHECK(file.declared.syncs[at].id.has_value() == made.syncs[at].written.id.has_value());
        }
    }
}
