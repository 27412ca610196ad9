#include "diff/attribute_value.hpp"

#include <doctest/doctest.h>

#include "model/attributes.hpp"
#include "support/changes.hpp"

using namespace censusctl;
using namespace censusctl::diff;
using model::attribute;

namespace {

std::string text_of(const attribute_value& value) {
    const document_value held = in_document(value);
    return std::get<std::string>(held);
}

}  // namespace

TEST_CASE("a path is written as documents have it, and read back as itself") {
    for (std::size_t at = 0; at < model::attribute_count; ++at) {
        attribute_path path{static_cast<attribute>(at), {}};
        if (model::is_value(path.id)) {
            continue;  // no place that could change
        }
        if (model::is_of_mapping(path.id)) {
            for (const char* field : {"email", "a].b", "", "mappings[x].from", "{\"a\": 1}"}) {
                path.part = field;
                CHECK(path_from(to_string(path)) == path);
            }
        } else {
            CHECK(path_from(to_string(path)) == path);
        }
    }
    CHECK(to_string({attribute::constant_value, "a.b"}) == "mappings[a.b].from.value");
    CHECK(to_string({attribute::source_object, "table"}) == "source.table");
    CHECK(path_from("source.table") == attribute_path{attribute::source_object, "table"});
    CHECK(to_string(path_from("of a later version")) == "of a later version");
    CHECK(to_string(path_from("mappings[a].later")) == "mappings[a].later");
    CHECK(to_string(path_from("mappings[].from")) == "mappings[].from");
    CHECK(path_from("mappings[].from") == attribute_path{attribute::mapping_from, ""});
}

TEST_CASE("a column whose name looks like a constant is told from one") {
    CHECK(text_of(test::column("EMAIL")) == "EMAIL");
    CHECK(text_of(test::column("constant x")) == "constant x");
    CHECK(text_of(test::constant("text", "x")) == "constant 'x' (text)");
    CHECK(text_of(test::column("constant 'x' (text)")) == "column 'constant 'x' (text)'");
    CHECK(text_of(test::column("column 'constant 'x' (text)'")) == "column 'column 'constant 'x' (text)''");
    CHECK(text_of(test::column("{\"type\":\"liquid_template\"}")) ==
          "column '{\"type\":\"liquid_template\"}'");
    CHECK(text_of(model::mapping_source(model::opaque_source{R"({"type":"later"})"})) ==
          R"({"type":"later"})");
}
