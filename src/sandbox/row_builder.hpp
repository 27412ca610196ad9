#pragma once
#include <boost/json/object.hpp>
#include <set>

#include "sandbox/document.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// When what a world states no time of was made.
inline constexpr const char* first_created = "2021-10-01T00:00:00.000Z";

/// Copies the members that the API shows out of a world's document, in the order of the calls; what is left
/// out gets its default.
class row_builder {
public:
    explicit row_builder(const node& from) : from_(from) {}

    row_builder& keep(std::string_view key, const boost::json::value& otherwise) {
        const boost::json::value* stated = from_.object().if_contains(key);
        row_[key] = stated != nullptr ? *stated : otherwise;
        return *this;
    }

    row_builder& keep_if_stated(std::string_view key) {
        if (const boost::json::value* stated = from_.object().if_contains(key)) {
            row_[key] = *stated;
        }
        return *this;
    }

    row_builder& set(std::string_view key, boost::json::value value) {
        row_[key] = std::move(value);
        return *this;
    }

    [[nodiscard]] boost::json::object take() { return std::move(row_); }

private:
    const node& from_;
    boost::json::object row_;
};

template <class Ids, class Id>
void add_once(Ids& ids, const Id& id, const node& where) {
    if (!ids.insert(id).second) {
        where.refuse("is used twice");
    }
}

/// "Google Sheets - Prod" to "google_sheets": the type of a connection whose world does not state it.
[[nodiscard]] std::string type_of_name(std::string_view name);

/// "VIP customers" to "vip-customers", as `resource_identifier` has it.
[[nodiscard]] std::string slug_of(std::string_view name);

/// The member `key` as a moment, or `otherwise`.
[[nodiscard]] instant moment_at(const node& owner, std::string_view key, instant otherwise);

}  // namespace censusctl::sandbox
