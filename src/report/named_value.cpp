#include "report/named_value.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace censusctl::report {
namespace {

/// The id of a connection as a change holds it; empty for what is none.
std::string id_text(const diff::attribute_value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

template <class Connection>
diff::attribute_value with_name(const std::vector<Connection>& known, const diff::attribute_value& value) {
    const std::string id = id_text(value);
    const auto found = std::ranges::find_if(
        known, [&](const Connection& one) { return !id.empty() && one.id.known() && one.id.text() == id; });
    return found == known.end() || found->name.empty() ? value
                                                       : diff::attribute_value(found->name + " (" + id + ")");
}

}  // namespace

diff::attribute_value named_value(const diff::attribute_path& path, const diff::attribute_value& value,
                                  const model::catalogue& metadata) {
    if (path.id == model::attribute::source_connection) {
        return with_name(metadata.sources, value);
    }
    if (path.id == model::attribute::destination_connection) {
        return with_name(metadata.destinations, value);
    }
    return value;
}

}  // namespace censusctl::report
