#include "model/attributes.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace censusctl::model;

namespace {

/// What every row of one table must be. (That each member has a row is held by the compiler.)
template <class Owner>
void check_table(std::set<std::string_view>& paths) {
    const Owner standard{};
    for (const attribute_row<Owner>& row : attributes_of<Owner>()) {
        INFO(row.path);
        CHECK(path_of(row.id) == row.path);
        CHECK(paths.insert(row.path).second);
        CHECK_FALSE(row.title.empty());
        CHECK(row.sentence.ends_with('.'));
        CHECK((row.kind == value_kind::word) == !row.words.empty());
        if (!row.standard.empty() && !row.words.empty()) {
            CHECK(vocabulary::contains(row.words, row.standard));
        }
        if (std::holds_alternative<std::string Owner::*>(row.member)) {
            CHECK(text_of(row, standard) == row.standard);
        }
        if (const auto* flag = std::get_if<bool Owner::*>(&row.member)) {
            CHECK(row.standard == (standard.*(*flag) ? "true" : "false"));
        }
    }
}

}  // namespace

TEST_CASE("each attribute is stated once, with a title, a sentence, and the default that the model has") {
    std::set<std::string_view> paths;
    check_table<sync_spec>(paths);
    check_table<data_source>(paths);
    check_table<destination>(paths);
    check_table<schedule>(paths);
    std::set<std::string_view> of_mapping;
    check_table<mapping>(of_mapping);
}

TEST_CASE("an attribute knows the structure that it stands in") {
    for (std::size_t at = 0; at < attribute_count; ++at) {
        const auto id = static_cast<attribute>(at);
        const std::string_view path = path_of(id);
        INFO(path);
        if (!is_of_mapping(id) && !is_value(id)) {
            CHECK(path_of(group_of(id)) == path.substr(0, path.find('.')));
        }
    }
}
