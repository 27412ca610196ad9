#include "census/v2_sync_codec.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "census/kept_members.hpp"
#include "census/today_source_codec.hpp"
#include "census/today_sync_codec.hpp"
#include "json/writer.hpp"

namespace censusctl::census {
namespace {

/// Where the object may stand beside others in place of `destination_attributes` (census-api-today 7).
constexpr std::string_view activation_attributes = "activation_attributes";
constexpr std::array<std::string_view, 4> of_activation_attributes{"object", "activation_id", "id", "label"};
constexpr std::string_view lead_union_place = "destination_attributes.lead_union_insert_to";

enum class written_as { text, null, json };

/// A member of a body: its path, and its text.
struct placed_member {
    std::string_view place;
    std::string_view text;
    written_as how{written_as::text};
};

std::string_view outer_of(std::string_view place) {
    return place.substr(0, place.find('.'));
}

void write_member(json::writer& to, std::string_view key, const placed_member& each) {
    switch (each.how) {
        case written_as::text:
            to.member(key, each.text);
            return;
        case written_as::null:
            to.key(key).value(nullptr);
            return;
        case written_as::json:
            to.key(key).raw(each.text);
            return;
    }
}

/// Writes members, those of one outer key within one object.
void write_places(json::writer& to, const std::vector<placed_member>& members) {
    std::vector<std::string_view> written;
    for (const placed_member& first : members) {
        const std::string_view outer = outer_of(first.place);
        if (std::find(written.begin(), written.end(), outer) != written.end()) {
            continue;
        }
        written.push_back(outer);
        if (outer.size() == first.place.size()) {
            write_member(to, outer, first);
            continue;
        }
        to.key(outer).begin_object();
        for (const placed_member& each : members) {
            if (outer_of(each.place) == outer && each.place.size() > outer.size()) {
                write_member(to, each.place.substr(outer.size() + 1), each);
            }
        }
        to.end_object();
    }
}

void write_source(json::writer& to, model::data_source source, const model::kept_parts& kept) {
    source.connection_id = {};  // it is the activation's
    to.key("source_attributes");
    encode_today_source(to, source, kept);
}

/// `live`: the sync that is changed; null: it is a new one.
void write_destination(json::writer& to, const model::destination& destination, const v2_keys& keys,
                       const model::live_sync* live) {
    std::vector<placed_member> members{{keys.activation, destination.connection_id.text()},
                                       {keys.object, destination.object}};
    if (!destination.lead_union_insert_to.empty()) {
        members.push_back({lead_union_place, destination.lead_union_insert_to});
    } else if (live != nullptr && !live->spec.destination.lead_union_insert_to.empty()) {
        members.push_back({lead_union_place, {}, written_as::null});
    }
    std::vector<std::string> places;
    if (live != nullptr) {
        places.reserve(live->kept.members.size());
        for (const model::kept_member& member : live->kept.members) {
            if (member.place == model::kept_place::destination) {
                const std::string& place = places.emplace_back(
                    (member.of.empty() ? "destination_attributes" : member.of) + "." + member.name);
                members.push_back({place, member.json, written_as::json});
            }
        }
    }
    write_places(to, members);
}

}  // namespace

void decode_v2_sync(const json::reader& data, v2_learning& learnt, model::live_sync& into) {
    decode_today_but_destination(data, into);
    const seen_ends ends = learnt.see(data);
    into.group = data.text("group_id");
    model::destination& destination = into.spec.destination;
    destination.connection_id = model::connection_id(ends.activation);
    if (data.look("destination_attributes") == json::presence::present) {
        const json::reader attributes = data.object("destination_attributes");
        destination.lead_union_insert_to = attributes.text("lead_union_insert_to");
    }
    if (destination.lead_union_insert_to.empty()) {
        destination.lead_union_insert_to = data.text("lead_union_insert_to");
    }
    const json::reader beside = data.member(activation_attributes);
    keep_unknown(beside, of_activation_attributes, model::kept_place::destination, activation_attributes,
                 into.kept);
    if (ends.coupling == nullptr) {
        into.not_understood = "it names no activation that the token sees";
        return;
    }
    if (!into.spec.source.connection_id.known()) {
        into.spec.source.connection_id = ends.coupling->source_id;
    }
    if (into.group.empty()) {
        into.group = ends.coupling->group;
    }
    if (!ends.object) {
        into.not_understood = "under which key it holds the name of its object is not known";
        return;
    }
    destination.object = *ends.object;
}

std::string encode_v2_sync(const model::sync_spec& spec, const v2_keys& keys, const std::string& group) {
    sync_ends ends;
    ends.source = [&](json::writer& to) {
        to.if_stated("group_id", group);
        write_source(to, spec.source, {});
    };
    ends.destination = [&](json::writer& to) {
        write_destination(to, spec.destination, keys, nullptr);
    };
    return encode_today_sync(spec, ends);
}

std::string encode_v2_patch(const sync_patch& patch, const v2_keys& keys) {
    sync_ends ends;
    ends.source = [&](json::writer& to) {
        write_source(to, patch.desired.source, patch.live.kept);
    };
    ends.destination = [&](json::writer& to) {
        write_destination(to, patch.desired.destination, keys, &patch.live);
    };
    return encode_today_patch(patch, ends);
}

}  // namespace censusctl::census
