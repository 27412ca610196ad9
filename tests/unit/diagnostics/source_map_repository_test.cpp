#include <doctest/doctest.h>

#include "diagnostics/source_map.hpp"

using censusctl::diagnostics::source_map;

TEST_CASE("a path is told from the repository's root, where the project is a folder of it") {
    source_map sources;
    const auto inner = sources.add("syncs/a.yaml", "");
    const auto beside = sources.add("../shared/b.yaml", "");
    const auto absolute = sources.add("/etc/c.yaml", "");
    CHECK(sources.path_in_repository(inner) == "syncs/a.yaml");
    sources.lies_in("teams/census");
    CHECK(sources.path_in_repository(inner) == "teams/census/syncs/a.yaml");
    CHECK(sources.path_in_repository(beside) == "teams/shared/b.yaml");
    CHECK(sources.path_in_repository(absolute) == "/etc/c.yaml");
    CHECK(sources.path(inner) == "syncs/a.yaml");
    CHECK(sources.in_repository("censusctl.yaml") == "teams/census/censusctl.yaml");
    CHECK(sources.path_in_repository(99).empty());
}
