#include "census/spoken_dialect.hpp"

#include <string>

namespace censusctl::census {
namespace {

/// Whether a sync says what it reads and where it writes under the keys of a generation, whatever stands
/// there.
bool has_ends(const dialect& spoken, const json::reader& sync) {
    if (sync.look("source_attributes") == json::presence::missing ||
        (spoken.coupled == nullptr && sync.look("destination_attributes") == json::presence::missing)) {
        return false;
    }
    const json::reader source = sync.member("source_attributes");
    return source.look("object") != json::presence::missing ||
           source.look("data_source") == json::presence::missing;
}

}  // namespace

spoken_dialect::spoken_dialect(const dialect* wanted, std::string_view base_path) noexcept : known_(wanted) {
    if (known_ == nullptr && base_path.ends_with("/api/v2")) {
        known_ = &dialect_v2();
    }
    may_be_v2_ = !base_path.ends_with("/api/v1");
    awaits_sources_ = known_ == nullptr && may_be_v2_;
}

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

void spoken_dialect::see_sources(const json::reader& rows) {
    bool any = false;
    rows.each_element([&](const json::reader& row) {
        if (any) {
            return;  // the first row tells
        }
        any = true;
        const bool has_group = row.look("group_id") == json::presence::present;
        const bool wants_group = known_ != nullptr && known_->coupled != nullptr;
        if (awaits_sources_) {
            known_ = has_group ? &dialect_v2() : known_;
        } else if (wants_group && !has_group) {
            row.member("group_id").refuse("is missing, which each source of the generation v2 has");
        } else if (has_group && !wants_group && may_be_v2_) {
            row.member("group_id").refuse("is there, which only sources of the generation v2 have");
        }
    });
    awaits_sources_ = false;
}

void spoken_dialect::see_sync(const json::reader& sync) {
    if (!known() && sync.look("source_attributes") == json::presence::present) {
        const json::reader source = sync.member("source_attributes");
        if (source.look("object") != json::presence::missing) {
            known_ = &dialect_v1();
        } else if (source.look("data_source") != json::presence::missing) {
            known_ = &dialect_2021();
        }
    }
    has_seen_ends_ = has_seen_ends_ || (known() && has_ends(*known_, sync));
}

void spoken_dialect::see_syncs(const json::reader& rows) {
    rows.each_element([this](const json::reader& row) { see_sync(row); });
}

bool spoken_dialect::may_be_odd(const json::reader& sync) const {
    return known() && !known_->is_told_whole && (has_seen_ends_ || has_ends(*known_, sync));
}

}  // namespace censusctl::census
