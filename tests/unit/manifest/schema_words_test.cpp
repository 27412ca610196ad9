// The closed lists of the JSON Schema are those of the model, in the same order. (What the schema accepts and
// refuses otherwise is held to the reader by tests/lint/check_schemas.py.)
#include <doctest/doctest.h>

#include "model/vocabulary.hpp"
#include "reading.hpp"
#include "support/source_dir.hpp"

using namespace censusctl;

namespace {

/// Every list of words under the key `enum`, without its null.
void collect_enums(manifest::yaml_node node, std::vector<std::vector<std::string>>& lists) {
    if (node.is_sequence()) {
        for (std::size_t index = 0; index < node.size(); ++index) {
            collect_enums(node.item(index), lists);
        }
    }
    for (std::size_t pair = 0; node.is_mapping() && pair < node.size(); ++pair) {
        if (node.key(pair).text() != "enum") {
            collect_enums(node.value(pair), lists);
            continue;
        }
        std::vector<std::string> words;
        for (std::size_t index = 0; index < node.value(pair).size(); ++index) {
            const manifest::yaml_node word = node.value(pair).item(index);
            if (!word.is_null()) {
                words.emplace_back(word.text());
            }
        }
        lists.push_back(std::move(words));
    }
}

}  // namespace

TEST_CASE("the schema's lists of words are the model's") {
    diagnostics::collector problems;
    const auto schema = manifest::read_yaml(
        test::bytes_of(censusctl::test::source_dir() + "/schemas/manifest.schema.json"), 0, problems);
    REQUIRE(schema);
    std::vector<std::vector<std::string>> lists;
    collect_enums(schema->root(), lists);
    std::vector<std::vector<std::string>> known;
    const auto know = [&](const auto& words) {
        known.emplace_back(words.begin(), words.end());
    };
    using namespace model::vocabulary;
    know(all_operations);
    know(frequencies);
    know(all_frequencies);
    know(days);
    know(field_behaviors);
    know(field_name_styles);
    know(constant_types);
    know(array_operations);
    know(source_kinds);
    know(field_orders);
    know(mirror_strategies);
    know(historical_operations);
    know(alert_types);
    know(alert_frequencies);
    know(alert_units);
    know(alert_starts);
    know(alert_statuses);
    know(run_policies);
    for (const auto& list : lists) {
        CHECK_MESSAGE(std::find(known.begin(), known.end(), list) != known.end(), list.front());
    }
    for (const auto& list : known) {
        CHECK_MESSAGE(std::find(lists.begin(), lists.end(), list) != lists.end(), list.front());
    }
}
