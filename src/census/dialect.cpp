#include "census/dialect.hpp"

#include <algorithm>
#include <array>

#include "census/api.hpp"

namespace censusctl::census {
namespace {

bool can_say(const dialect& generation, model::attribute id) {
    const model::ability can = generation.ability_of(id);
    return can == model::ability::written || can == model::ability::created;
}

/// The generations to name to somebody who says what `generation` cannot.
std::array<model::other_generation, 2> others_that_can(const dialect& generation, model::attribute id) {
    std::array<model::other_generation, 2> others;
    auto next = others.begin();
    const auto all = all_dialects();
    for (auto other = all.rbegin(); other != all.rend() && next != others.end(); ++other) {
        if (*other != &generation && can_say(**other, id)) {
            *next++ = {(*other)->name, (*other)->retires};
        }
    }
    return others;
}

}  // namespace

std::span<const dialect* const> all_dialects() noexcept {
    static const std::array all{&dialect_2021(), &dialect_v1(), &dialect_v2()};
    return all;
}

const dialect* find_dialect(std::string_view name) noexcept {
    for (const dialect* generation : all_dialects()) {
        if (generation->name == name) {
            return generation;
        }
    }
    return nullptr;
}

model::capabilities capabilities_of(std::string_view generation) {
    const dialect* found = find_dialect(generation);
    return found == nullptr ? model::capabilities{} : capabilities_of(*found);
}

model::capabilities capabilities_of(const dialect& generation) {
    model::capabilities can;
    can.generation = generation.name;
    can.retires = generation.retires;
    can.can_update = generation.encode_patch != nullptr || generation.coupled != nullptr;
    can.can_delete = generation.can_delete;
    can.can_cancel = generation.can_cancel;
    can.can_full_sync = generation.can_full_sync;
    for (std::size_t at = 0; at < model::attribute_count; ++at) {
        const auto id = static_cast<model::attribute>(at);
        can.attributes[at].can = generation.ability_of(id);
        if (!can_say(generation, id)) {
            can.attributes[at].others = others_that_can(generation, id);
        }
    }
    return can;
}

}  // namespace censusctl::census
