#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/reader.hpp"
#include "model/catalogue.hpp"

/// Where a sync of V2 holds its activation and the name of its object: the reference does not name the keys
/// for certain (census-api-today 7), so that they are learnt from replies, by what stands under them.
namespace censusctl::census {

/// Paths of one or two keys, with a dot between them.
struct v2_keys {
    std::string activation{"activation_id"};
    std::string object{"destination_attributes.object"};
    friend bool operator==(const v2_keys&, const v2_keys&) = default;
};

/// Where each of them may stand, the likeliest place first.
inline constexpr std::array<std::string_view, 4> activation_places{"activation_id", "activation.id",
                                                                   "destination_attributes.activation_id",
                                                                   "destination_attributes.connection_id"};
inline constexpr std::array<std::string_view, 5> object_places{
    "destination_attributes.object", "activation_attributes.object", "object_full_name", "object",
    "destination_object"};

/// An activation, as far as its syncs need it.
struct known_activation {
    model::connection_id source_id;
    std::string group;
};

/// What a sync says of where it writes.
struct seen_ends {
    std::string activation;                     ///< id of a known one; empty: none is named
    std::optional<std::string> object;          ///< empty: null; absent: where it stands is not known
    const known_activation* coupling{nullptr};  ///< of `activation`; null where that is empty
};

/// An object that an activation may have, as a sync seems to say.
struct supposed_object {
    std::string activation;
    std::string full_name;
};

/// What the replies of one client have told.
class v2_learning {
public:
    /// A list of all activations, in place of the one before.
    void know_activations(const std::vector<model::destination_connection>& all);
    [[nodiscard]] bool has_activations() const noexcept { return has_activations_; }
    /// That an activation has an object of this name.
    void know_object(const std::string& activation, const std::string& full_name);

    /// Reads and learns from a sync.
    [[nodiscard]] seen_ends see(const json::reader& sync);

    /// The keys as learnt; what could not be learnt is as the reference supposes.
    [[nodiscard]] v2_keys keys() const;
    /// Why the keys are not proved: a whole sentence; empty: they are.
    [[nodiscard]] std::string why_unproved() const;
    /// What would prove the place of the object, if the activation has an object of this name: at most a few.
    [[nodiscard]] std::vector<supposed_object> unproved_objects() const;

private:
    using places = std::set<std::string>;

    [[nodiscard]] bool has_object(const std::string& activation, const std::string& name) const;
    [[nodiscard]] places proved_object_places() const;

    std::map<std::string, known_activation, std::less<>> activations_;
    bool has_activations_{false};
    std::map<std::string, std::set<std::string>> objects_;
    std::optional<places> activation_places_;  ///< where each sync so far had it; absent: none was seen
    std::optional<places> object_places_;      ///< the same, of what may be the object
    /// Place, activation and text of what may be objects; a sample of those that were seen.
    std::set<std::pair<std::string, std::pair<std::string, std::string>>> objects_seen_;
};

}  // namespace censusctl::census
