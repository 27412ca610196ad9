#include "census/v2_sync_codec.hpp"

#include <algorithm>
#include <vector>

#include "census/today_source_codec.hpp"
#include "census/today_sync_codec.hpp"
#include "json/writer.hpp"

namespace censusctl::census {
namespace {

constexpr std::string_view lead_union_place = "destination_attributes.lead_union_insert_to";

/// A member of a body: its path, and its text.
struct placed_member {
    std::string_view place;
    std::string_view text;
    bool as_null{false};
};

std::string_view outer_of(std::string_view place) {
    return place.substr(0, place.find('.'));
}

void write_member(json::writer& to, std::string_view key, const placed_member& each) {
    if (each.as_null) {
        to.key(key).value(nullptr);
    } else {
        to.member(key, each.text);
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

void write_source(json::writer& to, model::data_source source) {
    source.connection_id = {};  // it is the activation's
    to.key("source_attributes");
    encode_today_source(to, source);
}

/// `clears`: the live sync has a lead union, which is to go.
void write_destination(json::writer& to, const model::destination& destination, const v2_keys& keys,
                       bool clears) {
    std::vector<placed_member> members{{keys.activation, destination.connection_id.text()},
                                       {keys.object, destination.object}};
    if (!destination.lead_union_insert_to.empty()) {
        members.push_back({lead_union_place, destination.lead_union_insert_to});
    } else if (clears) {
        members.push_back({lead_union_place, {}, true});
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
        write_source(to, spec.source);
    };
    ends.destination = [&](json::writer& to) {
        write_destination(to, spec.destination, keys, false);
    };
    return encode_today_sync(spec, ends);
}

std::string encode_v2_patch(const sync_patch& patch, const v2_keys& keys) {
    sync_ends ends;
    ends.source = [&](json::writer& to) {
        write_source(to, patch.desired.source);
    };
    ends.destination = [&](json::writer& to) {
        const bool clears = !patch.live.spec.destination.lead_union_insert_to.empty();
        write_destination(to, patch.desired.destination, keys, clears);
    };
    return encode_today_patch(patch, ends);
}

}  // namespace censusctl::census
