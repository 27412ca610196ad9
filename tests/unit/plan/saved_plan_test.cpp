#include "plan/saved_plan.hpp"

#include <doctest/doctest.h>

#include <random>

#include "plan/fingerprint.hpp"
#include "text/digest.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;
using kind = plan::saved_plan_error::kind;

namespace {

/// A plan with every kind of action of this generation, and specs that use every attribute.
workspace some_work() {
    workspace files;
    files.sources.add("syncs/a.yaml", "text\n");
    files.declare("new", "New \"one\"\n", "a").run = {"on_create", {}};
    model::sync_spec& rich = files.spec();
    rich.source = {4, "table", std::nullopt, "", {"DB", "PUBLIC", "USERS"}};
    rich.destination.lead_union_insert_to = "Lead";
    rich.schedule = {"weekly", "Sunday", 8, 30};
    rich.trigger_on_dbt_cloud_rebuild = true;
    rich.field_behavior = "sync_all_properties";
    rich.field_normalization = "snake_case";
    rich.mappings.push_back({model::constant_source{"number", "1.50", model::scalar_kind::number}, "n", false,
                             true, true, "merge", "", ""});
    rich.mappings.push_back({model::constant_source{"boolean", "true", model::scalar_kind::boolean}, "b",
                             false, false, false, "", "user_list", "name"});
    rich.mappings.push_back(
        {model::constant_source{"text", "", model::scalar_kind::text}, "t", false, false, false, "", "", ""});
    rich.mappings.push_back(
        {model::opaque_source{R"({"type":"liquid_template"})"}, "o", false, false, false, "", "", ""});
    rich.mappings.push_back(
        {model::column_source{"constant 'x' (text)"}, "odd", false, false, false, "", "", ""});
    files.declare("other", "Other", "c");
    files.spec().paused = true;
    files.live(62, "Other", "c");
    files.declare("standing", "Standing", "d").run = {"always", {}};
    files.live(63, "Standing", "d");
    files.live(64, "Nobody's", "e");
    return files;
}

std::string saved() {
    workspace files = some_work();
    return plan::encode_plan(files.plan(), files.sources);
}

/// Why a text is no plan to use.
plan::saved_plan_error refused(const std::string& text) {
    diagnostics::source_map sources;
    try {
        static_cast<void>(plan::decode_plan(text, sources));
    } catch (const plan::saved_plan_error& problem) {
        return problem;
    }
    return {kind::unreadable, "it was read"};
}

/// `text` with a part of it replaced and a digest that fits again.
std::string forged(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    text.resize(text.rfind(",\"digest\":"));
    const std::string digest = text::sha256(text);
    return text + ",\"digest\":\"" + digest + "\"}\n";
}

}  // namespace

TEST_CASE("attributes of later generations come back as they were, stated or not") {
    workspace files;
    files.declare("later", "Later", "a");
    model::sync_spec& rich = files.spec();
    rich.source.type = "dataset";
    rich.source.dataset_id = 12;
    rich.schedule = {"expression", "", {}, {}, "0 */4 * * *"};
    rich.triggers = {"1", "2", "load", "Load", {"other", 61}};
    rich.field_order = "mapping_order";
    rich.alerts = {{"failure", "", {}, {}, {}, {}, {}},
                   {"runtime", "first_time", false, 2, "hours", "actual", "", 7},
                   {"status", "every_time", true, {}, "", "", "completed", {}},
                   {"invalid_record_percent", "", {}, 0, "", "", "", {}}};
    rich.mirror_strategy = "upload_and_swap";
    rich.historical_sync_operation = "backfill_all_records";
    rich.high_water_mark_attribute = "UPDATED_AT";
    rich.advanced_configuration = {{"bulk", "true", model::scalar_kind::boolean},
                                   {"empty", "", model::scalar_kind::text},
                                   {"list", "[1]", model::scalar_kind::text, true},
                                   {"size", "5", model::scalar_kind::number}};
    const std::vector<model::mapping_source> kinds{
        model::liquid_source{"{{ record['A'] }}"}, model::metadata_source{"sync_run_id"},
        model::membership_source{"name"}, model::compound_key_source{{"ID", "DAY"}},
        model::compound_key_source{}};
    for (const model::mapping_source& from : kinds) {
        model::mapping& mapping = rich.mappings.emplace_back();
        mapping.from = from;
        mapping.to = "field_" + std::to_string(rich.mappings.size());
        mapping.sync_null_values = false;
        mapping.follow_source_type = true;
        mapping.array_field = false;
        mapping.field_type = "String";
    }
    files.declare("empty", "Empty", "b");
    files.spec().alerts.emplace();
    files.spec().advanced_configuration.emplace();
    files.declare("plain", "Plain", "c");
    const plan::plan before = files.plan();
    diagnostics::source_map sources;
    const plan::plan after = plan::decode_plan(plan::encode_plan(before, files.sources), sources);
    REQUIRE(after.changes.size() == 3);
    for (std::size_t at = 0; at < 3; ++at) {
        CHECK(after.changes[at].desired == before.changes[at].desired);
    }
}

TEST_CASE("a saved plan comes back as it was") {
    workspace files = some_work();
    const plan::plan made = files.plan();
    REQUIRE(test::actions(made) == "create:new, blocked:other, trigger:new, trigger:standing");
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(made, files.sources), sources);
    CHECK(read.id == made.id);
    CHECK(read.workspace.base_url == made.workspace.base_url);
    CHECK(read.workspace.api == made.workspace.api);
    REQUIRE(read.changes.size() == made.changes.size());
    for (std::size_t at = 0; at < made.changes.size(); ++at) {
        const plan::change& one = read.changes[at];
        const plan::change& other = made.changes[at];
        CHECK(one.id() == other.id());
        CHECK(one.label == other.label);
        CHECK(one.sync_id == other.sync_id);
        CHECK(one.why == other.why);
        CHECK(one.depends_on == other.depends_on);
        CHECK(one.fields == other.fields);
        CHECK(one.edits == other.edits);
        CHECK(one.desired == other.desired);
        CHECK(one.live_fingerprint == other.live_fingerprint);
        CHECK(one.context.case_sensitive_fields == other.context.case_sensitive_fields);
        CHECK(sources.path(one.source.file) == "syncs/a.yaml");
        CHECK(one.source.line == other.source.line);
    }
    CHECK(read.unchanged == made.unchanged);
    REQUIRE(read.unmanaged.size() == 1);
    CHECK(read.unmanaged[0].sync_id == 64);
    CHECK(plan::encode_plan(read, sources) == plan::encode_plan(made, files.sources));
}

TEST_CASE("every limit of a saved plan holds when it is applied") {
    workspace files = some_work();
    plan::plan made = files.plan();
    std::int64_t most = 10;
    for (const manifest::named_limit& each : manifest::all_limits) {
        made.limits.*each.limit = {diagnostics::located<std::int64_t>{most, {}},
                                   diagnostics::located<std::int64_t>{most + 1, {}}, most + 2};
        most += 10;
    }
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(made, files.sources), sources);
    most = 10;
    for (const manifest::named_limit& each : manifest::all_limits) {
        CAPTURE(each.key);
        const manifest::policy_limit& limit = read.limits.*each.limit;
        REQUIRE(limit.max);
        REQUIRE(limit.max_percent);
        CHECK(limit.max->value == most);
        CHECK(limit.max_percent->value == most + 1);
        CHECK(limit.floor == most + 2);
        most += 10;
    }
}

TEST_CASE("a limit that an older version did not save is the standard one") {
    workspace files = some_work();
    const std::string text = plan::encode_plan(files.plan(), files.sources);
    const std::string saved = R"("deletes":{"max_percent":30,"floor":9},)";
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(forged(text, saved, ""), sources);
    REQUIRE(read.limits.deletes.max_percent);
    CHECK(read.limits.deletes.max_percent->value == manifest::policy_limits::standard_delete_percent);
}

TEST_CASE("a deletion of a sync that tells no connections can be saved") {
    workspace files;
    files.can.can_delete = true;
    model::live_sync& live = files.live(7, "Lost");
    live.spec.source.connection_id = {};
    live.spec.destination.connection_id = {};
    files.remove("Lost");
    const plan::plan made = files.plan();
    REQUIRE(test::actions(made) == "delete:Lost");
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(made, files.sources), sources);
    CHECK(read.changes.front().desired == made.changes.front().desired);
}

TEST_CASE("a saved plan names the workspace that it was made in") {
    workspace files = some_work();
    plan::workspace_identity& told = files.options.workspace;
    told.environment = "prod";
    told.id = 4711;
    told.connections = {{"destination", "15", "Braze"}, {"source", "4", "Snowflake \"Prod\""}};
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(files.plan(), files.sources), sources);
    CHECK(read.workspace.environment == "prod");
    CHECK(read.workspace.id == 4711);
    CHECK(read.workspace.connections == told.connections);
    CHECK(plan::likeness_of(read.workspace, told) == plan::likeness::same);
}

TEST_CASE("a plan that an older version saved, without connections, keeps its id") {
    const plan::plan made = some_work().plan();
    CHECK_FALSE(made.workspace.connections);
    CHECK(std::string(
              refused(forged(saved(), R"("format_version":"1.1")", R"("format_version":"1.0")")).what()) ==
          "it was read");
}

TEST_CASE("a saved plan that was altered is refused") {
    std::string text = saved();
    text.replace(text.find("upsert"), 6, "mirror");
    const auto problem = refused(text);
    CHECK(problem.why() == kind::altered);
    CHECK(std::string(problem.what()) == "the plan was altered after it was saved: its digest does not fit");
}

TEST_CASE("a digest that was made to fit does not hide an altered action") {
    const auto problem = refused(forged(saved(), "upsert", "mirror"));
    CHECK(problem.why() == kind::altered);
    CHECK(std::string(problem.what()) == "the plan was altered after it was saved: its id does not fit");
}

TEST_CASE("a file that was cut off is refused") {
    const std::string text = saved();
    const auto problem = refused(text.substr(0, text.size() - 1));
    CHECK(problem.why() == kind::altered);
    CHECK(std::string(problem.what()) == "the plan was altered or cut off: it does not end with its digest");
    CHECK(std::string(refused(text.substr(0, text.size() / 2)).what()).rfind("this is not a plan", 0) == 0);
}

TEST_CASE("other files are no plans") {
    CHECK(std::string(refused("{}").what()) == "this is not a plan that `censusctl plan --out` saved");
    CHECK(
        std::string(refused("").what()).rfind("this is not a plan that `censusctl plan --out` saved: ", 0) ==
        0);
    CHECK(std::string(
              refused(forged(saved(), R"("format_version":"1.1")", R"("format_version":"2.0")")).what()) ==
          "the plan has format version 2.0, and this censusctl reads 1.x");
}

TEST_CASE("what a fitting digest covers is still checked") {
    const auto problem = refused(forged(saved(), R"("reason":"not-found")", R"("reason":"a-whim")"));
    CHECK(problem.why() == kind::unreadable);
    CHECK(std::string(problem.what()) ==
          "the plan cannot be read: /changes/0/reason is a word that this version does not know");
}

TEST_CASE("an action that this version does not know is named, and never left out") {
    const auto problem = refused(forged(saved(), R"("action":"create")", R"("action":"destroy")"));
    CHECK(problem.why() == kind::beyond);
    CHECK(std::string(problem.what()) ==
          "the plan holds an action that this version does not know, 'destroy'");
}

TEST_CASE("every action comes back as it was") {
    plan::plan whole;
    for (const plan::action what : plan::actions) {
        plan::change& change = whole.changes.emplace_back();
        change.what = what;
        change.sync = "users";
        change.desired = workspace::spec_of("Users", "user");
    }
    whole.id = plan::content_id(whole);
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(whole, sources), sources);
    CHECK(test::actions(read) == test::actions(whole));
}

TEST_CASE("no mutation of a saved plan is read or crashes") {
    const std::string text = saved();
    std::mt19937 random(7);
    for (int round = 0; round < 2'000; ++round) {
        std::string broken = text;
        const std::size_t at = random() % broken.size();
        switch (random() % 3) {
            case 0:
                broken[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                broken.erase(at, 1 + random() % 40);
                break;
            default:
                broken.insert(at, broken.substr(random() % broken.size(), random() % 40));
        }
        if (broken != text) {
            CHECK(std::string(refused(broken).what()) != "it was read");
        }
    }
}

TEST_CASE("a replacement, what is lost with it, and the half of one are saved whole") {
    workspace files;
    files.can.can_update = true;
    files.can.can_delete = true;
    files.options.allow_replace = true;
    files.options.replacing = {{"half", 65, 66}};
    files.declare("users", "Users");
    files.live(61, "Users").spec.operation = "delete";
    files.live(62, "", "x").spec.triggers.sync_sequence.id = 61;
    files.declare("half", "Half", "y");
    files.live(65, "Half", "y").spec.operation = "delete";
    files.live(66, "Half", "y");
    const plan::plan whole = files.plan();
    REQUIRE(test::actions(whole) == "replace:users, delete:half");
    diagnostics::source_map sources;
    const plan::plan read = plan::decode_plan(plan::encode_plan(whole, files.sources), sources);
    CHECK(read.id == whole.id);
    REQUIRE(read.changes.size() == 2);
    REQUIRE(read.changes[0].followers.size() == 1);
    CHECK(read.changes[0].followers[0].sync_id == 62);
    CHECK(read.changes[0].followers[0].label.empty());
    CHECK(read.changes[0].what == plan::action::replace);
    CHECK(read.changes[1].why == plan::reason::replaced);
    CHECK(read.can_apply());
}
