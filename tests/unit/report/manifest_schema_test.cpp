#include "report/manifest_schema.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"

using namespace censusctl;

TEST_CASE("the committed schema of manifests is the one that the table of attributes makes") {
    test::check_golden("../../../../schemas/manifest.schema.json", report::manifest_schema());
}

TEST_CASE("the README's table of attributes is the one that the table of attributes makes") {
    const std::string begin = "<!-- attributes -->\n";
    const std::string end = "<!-- end of attributes -->\n";
    std::string readme = test::read_golden("../../../../README.md");
    const std::size_t from = readme.find(begin);
    const std::size_t to = readme.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    readme.replace(from + begin.size(), to - from - begin.size(), report::attribute_table());
    test::check_golden("../../../../README.md", readme);
}
