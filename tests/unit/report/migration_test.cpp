#include "report/migration.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"

using namespace censusctl;
using test::check_golden;

namespace {

constexpr const char* hostile = "a\x1b[31m\n\xe2\x80\xae,\"b\"";

/// A move in which everything occurs.
report::migration sample() {
    report::migration shown;
    shown.environment = "prod";
    shown.before = {"v1", "https://app.getcensus.com/api/v1", "CENSUS_API_TOKEN", {}, true, {}, 3};
    shown.after = {"v2", "https://app.getcensus.com/api/v2", "MY_TOKEN", {"group_north"}, true, {}, 2};
    shown.moved.connections = {
        {true, "Lake", 4, "Lake", 4},
        {false, "Braze", 15, hostile, model::connection_id(std::string("northern_fox"))},
    };
    shown.moved.syncs = {{"users", "Users", 61, 501}, {"same", "", 62, 62}};
    shown.moved.only_before = {{63, "Gone"}, {64, ""}};
    shown.moved.only_after = {{503, hostile}};
    shown.edits = {{{"censusctl.yaml", 3, 13}, "workspace.api", "v1", "v2"},
                   {{"censusctl.yaml", 0, 0}, "workspace.group_id", "", "group_north"},
                   {{"syncs/a.yaml", 8, 9}, "users.id", "61", "501"}};
    shown.notes = {"CENSUS_BASE_URL beats the file and still names the old base URL"};
    return shown;
}

report::migration stopped() {
    report::migration shown = sample();
    shown.before.read = false;
    shown.before.why_not = "GET /sources was answered with gone";
    shown.result = report::migration_result::in_the_way;
    shown.obstacles = {
        {{"syncs/a.yaml", 6, 3}, "users", "the sync 61 of v1 is not in v2", "look there", {}},
        {{"syncs/a.yaml", 16, 3},
         "same",
         "",
         "adopt it",
         {{{model::attribute::schedule_hour, {}}, std::int64_t{8}, std::int64_t{9}},
          {{model::attribute::label, {}}, std::string(hostile), nullptr}}},
        {{}, "", "an apply is under way in this folder", "", {}},
    };
    return shown;
}

}  // namespace

TEST_CASE("a move is shown with what is called otherwise, what changes, and what is in the way") {
    report::migration moved = sample();
    moved.result = report::migration_result::migrated;
    check_golden("migrate.txt",
                 report::migration_text(moved, {}) + "---\n" + report::migration_text(stopped(), {}));
    check_golden("migrate.json", report::migration_json(stopped()));
    check_golden("migrate-done.json", report::migration_json(moved));
}

TEST_CASE("files that are there already are said to be") {
    report::migration shown = sample();
    shown.same_place = true;
    shown.edits.clear();
    shown.moved.connections.clear();
    CHECK(report::migration_text(shown, {}).starts_with("The files speak v2 already.\n  v2 at https://"));
    CHECK(to_string(shown.result) == "nothing-to-do");
    CHECK(to_string(report::migration_result::would_migrate) == "would-migrate");
}
