#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"

/// Changes as documents show them, in which tests are written.
namespace censusctl::test {

struct text_change {
    std::string path;
    diff::document_value before;
    diff::document_value after;
    friend bool operator==(const text_change&, const text_change&) = default;
};

inline std::vector<text_change> texts_of(const std::vector<diff::field_change>& changes) {
    std::vector<text_change> texts;
    for (const diff::field_change& one : changes) {
        texts.push_back({to_string(one.path), diff::in_document(one.before), diff::in_document(one.after)});
    }
    return texts;
}

/// What a mapping reads from: a column.
inline diff::attribute_value column(std::string name) {
    return model::mapping_source(model::column_source{std::move(name)});
}

/// What a mapping reads from: a constant.
inline diff::attribute_value constant(std::string type, std::string value) {
    return model::mapping_source(model::constant_source{std::move(type), std::move(value)});
}

inline diff::field_change change(std::string_view path, diff::attribute_value before,
                                 diff::attribute_value after) {
    return {diff::path_from(path), std::move(before), std::move(after)};
}

}  // namespace censusctl::test
