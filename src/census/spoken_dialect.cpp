#include "census/spoken_dialect.hpp"

#include <string>

namespace censusctl::census {

const dialect& spoken_dialect::get() const noexcept {
    return known() ? *known_ : dialect_2021();
}

void spoken_dialect::see_list(const json::reader& envelope) {
    const bool has_counts = envelope.look("pagination") == json::presence::present;
    if (!known()) {
        known_ = has_counts ? &dialect_v1() : &dialect_2021();
        return;
    }
    if (known_->has_page_counts == has_counts) {
        return;
    }
    const json::reader pagination = envelope.member("pagination");
    pagination.refuse(has_counts ? "is there, which no list of the generation 2021 has"
                                 : "is missing, which each list of the generation " +
                                       std::string(known_->name) + " has");
}

void spoken_dialect::see_sync(const json::reader& sync) {
    if (known() || sync.look("source_attributes") != json::presence::present) {
        return;
    }
    const json::reader source = sync.member("source_attributes");
    if (source.look("object") != json::presence::missing) {
        known_ = &dialect_v1();
    } else if (source.look("data_source") != json::presence::missing) {
        known_ = &dialect_2021();
    }
}

}  // namespace censusctl::census
