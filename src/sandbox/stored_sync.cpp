#include "sandbox/stored_sync.hpp"

#include <array>

namespace censusctl::sandbox {

namespace {

struct named_kind {
    from_kind kind;
    std::string_view word;
};

constexpr std::array<named_kind, 6> kinds{{{from_kind::column, "column"},
                                           {from_kind::constant, "constant_value"},
                                           {from_kind::sync_metadata, "sync_metadata"},
                                           {from_kind::segment_membership, "segment_membership"},
                                           {from_kind::liquid_template, "liquid_template"},
                                           {from_kind::compound_key, "compound_key"}}};

}  // namespace

std::string stored_mapping::column() const {
    return from == from_kind::column && data.is_string() ? std::string(data.get_string()) : std::string();
}

std::string_view word_of(from_kind kind) {
    for (const named_kind& known : kinds) {
        if (known.kind == kind) {
            return known.word;
        }
    }
    return {};
}

from_kind read_from_kind(std::string_view word) {
    for (const named_kind& known : kinds) {
        if (known.word == word) {
            return known.kind;
        }
    }
    return from_kind::other;
}

}  // namespace censusctl::sandbox
