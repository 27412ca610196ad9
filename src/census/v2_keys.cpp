#include "census/v2_keys.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace censusctl::census {
namespace {

namespace bj = boost::json;

/// Texts that people choose, or that say something else for certain: the same words there prove nothing.
constexpr std::array<std::string_view, 13> other_keys{"label",
                                                      "mappings",
                                                      "mode",
                                                      "alert_attributes",
                                                      "advanced_configuration",
                                                      "source_attributes",
                                                      "lead_union_insert_to",  // is the name of an object too
                                                      "operation",
                                                      "status",
                                                      "group_id",
                                                      "resource_identifier",
                                                      "created_at",
                                                      "updated_at"};

constexpr std::size_t most_seen = 200;
constexpr std::size_t most_asked = 3;

/// A text of a sync, and where it stands.
struct placed_text {
    std::string place;
    std::string text;
};

std::string_view view_of(bj::string_view text) {
    return {text.data(), text.size()};
}

void add_texts(const bj::object& members, const std::string& prefix, std::vector<placed_text>& into) {
    for (const auto& member : members) {
        const std::string_view key = view_of(member.key());
        // A dot is between the two keys of a place.
        if (std::ranges::find(other_keys, key) != other_keys.end() ||
            key.find('.') != std::string_view::npos) {
            continue;
        }
        if (const auto* text = member.value().if_string(); text != nullptr && !text->empty()) {
            into.push_back({prefix + std::string(key), std::string(text->data(), text->size())});
        } else if (const auto* nested = member.value().if_object(); nested != nullptr && prefix.empty()) {
            add_texts(*nested, std::string(key) + ".", into);
        }
    }
}

/// The texts of a sync's first two levels, as they stand.
std::vector<placed_text> texts_of(const json::reader& sync) {
    std::vector<placed_text> found;
    if (const auto* members = sync.value().if_object()) {
        add_texts(*members, {}, found);
    }
    return found;
}

/// Whether a place is there, and null: so is the object of a sync whose object was removed.
bool is_null(const json::reader& sync, std::string_view place) {
    const std::size_t dot = place.find('.');
    if (dot == std::string_view::npos) {
        return sync.look(place) == json::presence::null;
    }
    const std::string_view outer = place.substr(0, dot);
    if (sync.look(outer) != json::presence::present) {
        return false;
    }
    const json::reader nested = sync.member(outer);
    return nested.value().is_object() && nested.look(place.substr(dot + 1)) == json::presence::null;
}

template <class Places>
bool is_one_of(const Places& places, std::string_view place) {
    return std::ranges::find(places, place) != places.end();
}

/// What all syncs have in common.
void intersect(std::optional<std::set<std::string>>& common, std::set<std::string> here) {
    if (!common) {
        common = std::move(here);
        return;
    }
    std::erase_if(*common, [&](const std::string& place) { return !here.contains(place); });
}

/// The likeliest of these.
template <class Likeliest>
std::string best_of(const std::set<std::string>& places, const Likeliest& likeliest,
                    const std::string& otherwise) {
    for (const std::string_view place : likeliest) {
        if (places.contains(std::string(place))) {
            return std::string(place);
        }
    }
    return places.empty() ? otherwise : *places.begin();
}

}  // namespace

void v2_learning::know_activations(const std::vector<model::destination_connection>& all) {
    activations_.clear();
    has_activations_ = true;
    for (const model::destination_connection& row : all) {
        activations_.insert_or_assign(row.id.text(), known_activation{row.source_id, row.group});
        for (const model::destination_object& object : row.objects) {
            know_object(row.id.text(), object.full_name);
        }
    }
}

void v2_learning::know_object(const std::string& activation, const std::string& full_name) {
    objects_[activation].insert(full_name);
}

bool v2_learning::has_object(const std::string& activation, const std::string& name) const {
    const auto found = objects_.find(activation);
    return found != objects_.end() && found->second.contains(name);
}

seen_ends v2_learning::see(const json::reader& sync) {
    const std::vector<placed_text> texts = texts_of(sync);
    seen_ends ends;
    places here;
    for (const placed_text& placed : texts) {
        const auto found = activations_.find(placed.text);
        if (found != activations_.end()) {
            here.insert(placed.place);
            ends.activation = placed.text;
            ends.coupling = &found->second;
        }
    }
    if (here.empty()) {
        return ends;  // of a sync that is not understood nothing is learnt
    }
    const places coupled = here;
    intersect(activation_places_, std::move(here));
    here.clear();
    std::string known;
    for (const placed_text& placed : texts) {
        const bool proved = has_object(ends.activation, placed.text);
        if (coupled.contains(placed.place) || (!proved && !is_one_of(object_places, placed.place))) {
            continue;
        }
        here.insert(placed.place);
        if (proved) {
            known = placed.text;
        }
        if (objects_seen_.size() < most_seen) {
            objects_seen_.insert({placed.place, {ends.activation, placed.text}});
        }
    }
    if (here.empty()) {
        if (std::ranges::any_of(object_places, [&](auto place) { return is_null(sync, place); })) {
            ends.object = std::string();
        }
        return ends;
    }
    const std::string likeliest = best_of(here, object_places, {});
    const auto at = std::ranges::find(texts, likeliest, &placed_text::place);
    ends.object = known.empty() ? at->text : known;
    intersect(object_places_, std::move(here));
    return ends;
}

v2_learning::places v2_learning::proved_object_places() const {
    places proved;
    for (const auto& [place, what] : objects_seen_) {
        if (object_places_ && object_places_->contains(place) && has_object(what.first, what.second)) {
            proved.insert(place);
        }
    }
    return proved;
}

v2_keys v2_learning::keys() const {
    v2_keys learnt;
    learnt.activation = best_of(activation_places_.value_or(places()), activation_places, learnt.activation);
    const places proved = proved_object_places();
    learnt.object =
        best_of(proved.empty() ? object_places_.value_or(places()) : proved, object_places, learnt.object);
    return learnt;
}

std::string v2_learning::why_unproved() const {
    if (!activation_places_) {
        return "no sync shows under which keys V2 holds the activation and the object of a sync";
    }
    if (activation_places_->empty()) {
        return "the syncs hold their activations under different keys";
    }
    if (object_places_ && object_places_->empty()) {
        return "the syncs hold the names of their objects under different keys";
    }
    if (proved_object_places().empty()) {
        return "no sync shows under which key V2 holds the object of a sync";
    }
    return {};
}

std::vector<supposed_object> v2_learning::unproved_objects() const {
    std::vector<supposed_object> supposed;
    for (const auto& [place, what] : objects_seen_) {
        if (supposed.size() == most_asked) {
            break;
        }
        if (object_places_ && object_places_->contains(place)) {
            supposed.push_back({what.first, what.second});
        }
    }
    return supposed;
}

}  // namespace censusctl::census
