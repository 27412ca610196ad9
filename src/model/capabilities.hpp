#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "model/attribute.hpp"

namespace censusctl::model {

/// What a generation of the API can do with one attribute of a sync.
enum class ability : std::uint8_t {
    written,  ///< said when a sync is created, and changed later where a sync can be updated at all
    created,  ///< said when a sync is created, and never changed
    read,     ///< told by replies; no request can say it
    none      ///< not known to it
};

/// Another generation, and the day from which on the vendor serves it no more; empty: not said.
struct other_generation {
    std::string_view name{};
    std::string_view retires{};
};

/// The ability, and which other generations can say what this one cannot, newest first; those without a name
/// are none.
struct attribute_ability {
    ability can{ability::written};
    std::array<other_generation, 2> others{};
};

/// What a wire generation can do; validation and planner ask this and never the generation's name, which is
/// for messages. The default is a generation that can say everything, and neither update nor delete.
struct capabilities {
    bool can_update{false};
    bool can_delete{false};
    bool can_cancel{false};     ///< a run
    bool can_full_sync{false};  ///< a trigger can ask for a full run
    std::string_view generation{"2021"};
    std::string_view retires{};  ///< "2027-01-15": from then on the vendor serves it no more; empty: not said
    std::array<attribute_ability, attribute_count> attributes{};

    [[nodiscard]] const attribute_ability& of(attribute id) const noexcept {
        return attributes[static_cast<std::size_t>(id)];
    }
    /// Whether a sync can be created that states it, or has this value of an attribute.
    [[nodiscard]] bool can_create(attribute id) const noexcept {
        return of(id).can == ability::written || of(id).can == ability::created;
    }
    /// Whether an update can change it.
    [[nodiscard]] bool can_change(attribute id) const noexcept {
        return can_update && of(id).can == ability::written;
    }
    /// Whether replies tell it.
    [[nodiscard]] bool can_read(attribute id) const noexcept { return of(id).can != ability::none; }
};

}  // namespace censusctl::model
