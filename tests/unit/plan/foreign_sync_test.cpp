#include "plan/foreign_sync.hpp"

#include <doctest/doctest.h>

#include <random>

#include "plan/gitlink_reader.hpp"
#include "plan/terraform_reader.hpp"

using namespace censusctl;

namespace {

model::live_sync live(std::int64_t id, const std::string& label, const std::string& object = "user",
                      const std::string& field = "email") {
    model::live_sync sync;
    sync.id = id;
    sync.spec.label = label;
    sync.spec.operation = "upsert";
    sync.spec.destination.object = object;
    sync.spec.mappings = {{model::column_source{"EMAIL"}, field, true, false, false, "", "", ""}};
    return sync;
}

plan::foreign_sync foreign(const std::string& label, std::optional<std::int64_t> id = {}) {
    plan::foreign_sync sync;
    sync.name = "x";
    sync.label = label;
    sync.id = id;
    return sync;
}

/// The ids that syncs are matched with; "?" for none.
std::string matched(const std::vector<plan::foreign_sync>& syncs, const std::vector<model::live_sync>& all) {
    std::string text;
    for (const plan::foreign_match& each : plan::match_foreign(syncs, all)) {
        text +=
            (text.empty() ? "" : " ") + (each.live ? std::to_string(all[*each.live].id) : std::string("?"));
    }
    return text;
}

std::string told(const plan::foreign_files& files, const model::live_sync& sync) {
    std::string text;
    for (const plan::foreign_rest& rest : files.syncs.front().rest) {
        text += rest.place + " " + rest.what + ": " + rest.why + "\n";
    }
    for (const plan::foreign_difference& each : plan::differences(files.syncs.front(), sync)) {
        text += each.place + " " + to_string(each.change.path) + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a foreign sync is found by id and label, by label, or by what it does, and taken once") {
    const std::vector<model::live_sync> all{live(1, "A"), live(2, "B", "lead"), live(3, "B", "user"),
                                            live(4, "", "deal")};
    CHECK(matched({foreign("A", 1)}, all) == "1");
    CHECK(matched({foreign("A", 9)}, all) == "1");
    CHECK(matched({foreign("B", 1)}, all) == "?");  // two are called so
    auto by_object = foreign("B");
    by_object.object = "user";
    CHECK(matched({by_object}, all) == "3");
    CHECK(matched({by_object, foreign("B")}, all) == "3 2");
    auto renamed = foreign("Other");
    renamed.object = "deal";
    renamed.fields = {"email"};
    CHECK(matched({renamed}, all) == "4");
    renamed.fields = {"mail"};
    CHECK(matched({renamed}, all) == "?");
    CHECK(matched({foreign("A"), foreign("A")}, all) == "1 ?");
}

TEST_CASE("what an old file states is compared as a plan compares, and what it does not state is not") {
    plan::foreign_files files;
    plan::read_gitlink(
        "sync:a:\n  paused: true\n  behavior: {operation: create}\n"
        "  triggers: {schedule: {frequency: never}}\n"
        "  mappings:\n    - {from: {type: column, data: {column_name: EMAIL}}, to: {field_name: email}, "
        "is_primary_identifier: true}\n",
        "a.yaml", files);
    REQUIRE(files.syncs.size() == 1);
    model::live_sync sync = live(1, "A");
    CHECK(told(files, sync) == "a.yaml:3:25 operation\na.yaml:2:11 paused\n");
    sync.spec.paused = true;
    sync.spec.operation = "insert";
    sync.spec.mirror_strategy = "upload_and_swap";
    CHECK(told(files, sync).empty());
    sync.spec.mappings.front().generate_field = true;  // not stated
    CHECK(told(files, sync).empty());
    sync.spec.mappings.push_back({model::column_source{"NAME"}, "name", false, false, false, "", "", ""});
    CHECK(told(files, sync) == "a.yaml:1:1 mappings[name].from\n");
}

TEST_CASE("broken GitLink files are told of, and nothing else happens") {
    for (const char* text :
         {"", "[]", "x", "sync:a: 1", "sync:a: {mappings: 1}",
          "sync:a: {mappings: [1, {to: 1}, {to: {field_name: x}}]}",
          "sync:a: {operational_settings: {alerts: {a: 1}}}", "sync:a: {advanced_configuration: [1]}",
          "{sync:a: {label: [1]}}", "sync:a:\n  paused: &x yes\n  label: *x\n", "a: [", "\xff"}) {
        plan::foreign_files files;
        plan::read_gitlink(text, "f", files);
        for (const plan::foreign_sync& sync : files.syncs) {
            const auto differences = plan::differences(sync, live(1, "A"));
            CHECK(differences.size() < 100);
        }
        CHECK(files.syncs.size() + files.rest.size() > 0);
    }
}

TEST_CASE("texts that are taken apart at random read as something, or nothing, and never throw") {
    const std::string yaml =
        "sync:a:\n  label: A\n  behavior: {operation: upsert}\n  triggers: {schedule: {frequency: daily, "
        "hour: 1}}\n"
        "  mappings:\n    - {from: {type: constant, data: {basic_type: Text, value: x}}, to: {field_name: "
        "email}}\n";
    const std::string json =
        R"({"values":{"root_module":{"resources":[{"address":"census_sync.a","type":"census_sync","name":"a","values":)"
        R"({"id":"1","label":"A","paused":true,"field_mapping":[{"from":"x","to":"y","type":"direct"}],"alert":[{"type":"F"}]}}]}}})";
    std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    for (int round = 0; round < 2000; ++round) {
        std::string broken = round % 2 == 0 ? yaml : json;
        for (int cut = 0; cut < 4; ++cut) {
            const std::size_t at = random() % broken.size();
            switch (random() % 3) {
                case 0:
                    broken.erase(at, random() % 9);
                    break;
                case 1:
                    broken.insert(at, std::string(1, static_cast<char>(random() % 256)));
                    break;
                default:
                    broken.insert(at, broken.substr(random() % broken.size(), random() % 12));
            }
        }
        plan::foreign_files files;
        if (round % 2 == 0) {
            plan::read_gitlink(broken, "f", files);
        } else {
            static_cast<void>(plan::read_terraform(broken, files));
        }
        for (const plan::foreign_sync& sync : files.syncs) {
            static_cast<void>(plan::differences(sync, live(1, "A")));
        }
    }
}

TEST_CASE("a state's resources are read from all modules, and what it cannot tell is not stated") {
    plan::foreign_files files;
    const std::string why = plan::read_terraform(
        R"({"values":{"root_module":{"resources":[],"child_modules":[{"resources":[{"address":"module.m.census_sync.a[\"x\"]",
            "type":"census_sync","name":"a","index":"x","values":{"id":"7:61","label":"A","operation":"upsert","paused":false,
            "field_order":null,"mirror_strategy":"","run_mode":[{"type":"triggered","triggers":[{"schedule":[{"frequency":"hourly",
            "hour":0,"minute":10,"day":""}]}]}]}}]}]}}})",
        files);
    CHECK(why.empty());
    REQUIRE(files.syncs.size() == 1);
    CHECK(files.syncs.front().name == "a-x");
    CHECK(files.syncs.front().id == 61);
    CHECK(files.syncs.front().place == "module.m.census_sync.a[\"x\"]");
    model::live_sync sync = live(61, "A");
    CHECK(told(files, sync) ==
          "module.m.census_sync.a[\"x\"]/run_mode/0/triggers/0/schedule/0/frequency schedule.frequency\n"
          "module.m.census_sync.a[\"x\"]/run_mode/0/triggers/0/schedule/0/minute schedule.minute\n");
    sync.spec.schedule = {"hourly", "", std::nullopt, 10};
    CHECK(told(files, sync).empty());
}
