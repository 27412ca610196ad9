#include "manifest/layered_mapping.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/yaml_reader.hpp"

using namespace censusctl;
using manifest::layered_mapping;

namespace {

/// Mappings from the top down, with the trees that they are in.
class layers {
public:
    explicit layers(const std::vector<std::string>& texts) {
        diagnostics::collector problems;
        for (const std::string& text : texts) {
            trees_.push_back(*manifest::read_yaml(text, 0, problems));
        }
        for (const auto& tree : trees_) {
            all.add_below(tree.root());
        }
        REQUIRE(problems.all().empty());
    }
    layered_mapping all;

private:
    std::vector<manifest::yaml_tree> trees_;
};

std::string text_of(const std::optional<layered_mapping::entry>& found) {
    return found ? std::string(found->value.text()) : std::string("(none)");
}

}  // namespace

TEST_CASE("each of any number of layers is looked into, from the top down") {
    std::vector<std::string> texts;
    for (int at = 0; at < 12; ++at) {
        texts.push_back("{common: '" + std::to_string(at) + "', only" + std::to_string(at) + ": x}");
    }
    const layers stacked(texts);
    CHECK(stacked.all.size() == 12);
    CHECK(text_of(stacked.all.find("common")) == "0");
    for (int at = 0; at < 12; ++at) {
        CHECK(text_of(stacked.all.find("only" + std::to_string(at))) == "x");
    }
    CHECK(text_of(stacked.all.find("elsewhere")) == "(none)");
}

TEST_CASE("mappings merge through all layers and anything else replaces what is below") {
    const layers stacked({"{schedule: {hour: '1'}}", "{schedule: {hour: '2', minute: '2'}}", "{other: x}",
                          "{schedule: {day: '4'}}", "{schedule: never}", "{schedule: {frequency: '6'}}"});
    const auto found = stacked.all.find("schedule");
    REQUIRE(found);
    CHECK(found->nested.size() == 3);
    CHECK(text_of(found->nested.find("hour")) == "1");
    CHECK(text_of(found->nested.find("minute")) == "2");
    CHECK(text_of(found->nested.find("day")) == "4");
    CHECK(text_of(found->nested.find("frequency")) == "(none)");
}

TEST_CASE("what is no mapping is no layer") {
    layers stacked({"{a: x}", "[1, 2]"});
    CHECK(stacked.all.size() == 1);
    stacked.all.add_below(std::nullopt);
    CHECK(stacked.all.size() == 1);
}
