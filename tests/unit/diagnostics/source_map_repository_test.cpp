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

TEST_CASE("a file that a link leads to is told where it really lies") {
    source_map sources;
    const auto linked = sources.add("syncs/a.yaml", "");
    const auto plain = sources.add("syncs/b.yaml", "");
    sources.lies_in("census");
    sources.lies_at(linked, "shared/a.yaml");
    sources.lies_at(99, "nowhere");
    CHECK(sources.path_in_repository(linked) == "shared/a.yaml");
    CHECK(sources.path_in_repository(plain) == "census/syncs/b.yaml");
    CHECK(sources.path(linked) == "syncs/a.yaml");
}
