#include "plan/server_keys.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

/// Which of the declared syncs are marked, in their order.
std::vector<bool> marked(const workspace& files) {
    std::vector<validation::resolved_sync> declared = files.resolved();
    plan::mark_server_keys(declared, files.all_live());
    std::vector<bool> marks;
    for (const validation::resolved_sync& sync : declared) {
        marks.push_back(sync.keyed_by_server);
    }
    return marks;
}

void declare(workspace& files, const char* label, bool keyed) {
    manifest::declared_sync& sync = files.declare(label, label);
    sync.spec.operation = "upsert";
    sync.mappings.emplace_back().spec.is_primary_identifier = keyed;
}

}  // namespace

// Hazard 64.
TEST_CASE("a sync whose live one has a key that the server made needs state none") {
    workspace files;
    declare(files, "conversions", false);
    declare(files, "keyed", true);
    declare(files, "plain", false);
    declare(files, "new", false);
    CHECK(marked(files) == std::vector<bool>{false, false, false, false});
    for (const char* label : {"conversions", "keyed", "plain"}) {
        model::live_sync& live = files.live(61 + static_cast<std::int64_t>(files.all_live().size()), label);
        if (std::string_view(label) != "plain") {
            live.spec.mappings.emplace_back().from = model::compound_key_source{{"CLICK_ID", "DAY"}};
        }
    }
    CHECK(marked(files) == std::vector<bool>{true, false, false, false});
}
