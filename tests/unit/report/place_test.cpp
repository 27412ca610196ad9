#include "report/place.hpp"

#include <doctest/doctest.h>

#include "report/render.hpp"
#include "samples.hpp"

using namespace censusctl;

TEST_CASE("a place is told from the project folder, and for readers of the repository from its root") {
    diagnostics::source_map sources;
    const auto file = sources.add("syncs/a\n.yaml", "a: 1\n");
    const diagnostics::span where{file, 1, 4, 1};
    CHECK(report::place_in_repository(where, sources) == "syncs/a\\n.yaml:1:4");
    sources.lies_in("census");
    CHECK(report::place_in_repository(where, sources) == "census/syncs/a\\n.yaml:1:4");
    CHECK(report::place_of(where, sources) == "syncs/a\\n.yaml:1:4");
    CHECK(report::place_in_repository({}, sources).empty());
    CHECK(report::place_in_repository({7, 1, 1, 1}, sources).empty());
}

TEST_CASE("problems and their notes are told from the root where that is asked for") {
    diagnostics::source_map sources = test::one_file();
    sources.lies_in("census");
    const std::vector problems{test::unknown_field()};
    const std::string plain = report::diagnostics_text(problems, sources, {});
    const std::string rooted = report::diagnostics_text(problems, sources, {.from_repository = true});
    CHECK(plain.find("census/") == std::string::npos);
    CHECK(rooted.starts_with("census/" + plain.substr(0, plain.find(':'))));
    CHECK(rooted.find(": census/", rooted.find("note:")) != std::string::npos);
}
