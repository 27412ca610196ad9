#include "census/kept_members.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "json/canonical.hpp"

namespace censusctl::census {

void keep_unknown(const json::reader& object, std::span<const std::string_view> known,
                  model::kept_place place, std::string_view of, model::kept_parts& into) {
    const auto* members = object.value().if_object();
    if (members == nullptr) {
        return;
    }
    for (const auto& [key, value] : *members) {
        const std::string_view name(key.data(), key.size());
        if (!value.is_null() && std::ranges::find(known, name) == known.end()) {
            into.members.push_back({place, std::string(of), std::string(name), json::canonical(value)});
        }
    }
}

void write_kept(json::writer& to, const model::kept_parts& kept, model::kept_place place,
                std::string_view of) {
    for (const model::kept_member& member : kept.members) {
        if (member.place == place && member.of == of) {
            to.key(member.name).raw(member.json);
        }
    }
}

}  // namespace censusctl::census
