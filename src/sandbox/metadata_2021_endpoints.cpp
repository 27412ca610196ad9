#include "sandbox/metadata_2021_endpoints.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/envelope.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

const source* source_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.metadata().find_source(*id) : nullptr;
}

const destination* destination_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.metadata().find_destination(*id) : nullptr;
}

reply get_data_source(const call& asked, std::string_view type, std::string_view what) {
    const source* owner = source_at(asked);
    if (owner == nullptr) {
        return not_found("Source", asked.path[0]);
    }
    const auto id = read_id(asked.path[1]);
    const data_source* found = id ? asked.space.metadata().find_data_source(owner->id, type, *id) : nullptr;
    return found == nullptr ? not_found(what, asked.path[1]) : success(json::value(found->detail));
}

}  // namespace

reply get_sources(const call& asked) {
    json::array rows;
    for (const source& listed : asked.space.metadata().sources) {
        rows.emplace_back(listed.row);
    }
    return success(json::value(std::move(rows)));
}

reply get_source(const call& asked) {
    const source* found = source_at(asked);
    return found == nullptr ? not_found("Source", asked.path[0]) : success(json::value(found->row));
}

reply get_data_sources(const call& asked) {
    const source* owner = source_at(asked);
    if (owner == nullptr) {
        return not_found("Source", asked.path[0]);
    }
    std::vector<const data_source*> all;
    for (const data_source& known : owner->data_sources) {
        if (known.type == "model" || known.type == "table") {
            all.push_back(&known);
        }
    }
    page_request wanted = read_page_request(asked.query);
    if (wanted.order.empty()) {
        // Unsorted, as in the API reference's example: the order of the world.
        wanted.order = "asc";
    } else {
        // A table has no time of creation and counts as older than all models.
        std::stable_sort(all.begin(), all.end(),
                         [](const auto* left, const auto* right) { return left->created < right->created; });
    }
    return page_of(all, wanted,
                   [](const data_source* table, std::string& to) { to += json::serialize(table->row); });
}

reply get_model(const call& asked) {
    return get_data_source(asked, "model", "Model");
}

reply get_table(const call& asked) {
    return get_data_source(asked, "table", "Table");
}

reply get_destinations(const call& asked) {
    json::array rows;
    for (const destination& listed : asked.space.metadata().destinations) {
        rows.emplace_back(listed.row);
    }
    return success(json::value(std::move(rows)));
}

reply get_destination(const call& asked) {
    const destination* found = destination_at(asked);
    if (found == nullptr) {
        return not_found("Destination", asked.path[0]);
    }
    json::object detail = found->row;
    json::array& objects = detail["objects"].emplace_array();
    for (const destination_object& object : found->objects) {
        objects.emplace_back(object.row);
    }
    return success(json::value(std::move(detail)));
}

reply get_object(const call& asked) {
    const destination* owner = destination_at(asked);
    if (owner == nullptr) {
        return not_found("Destination", asked.path[0]);
    }
    const destination_object* found = owner->find_object(asked.path[1]);
    if (found == nullptr) {
        return not_found("Object", asked.path[1]);
    }
    json::object detail = found->row;
    json::array& fields = detail["fields"].emplace_array();
    for (const field& described : found->fields) {
        fields.emplace_back(described.row);
    }
    return success(json::value(std::move(detail)));
}

}  // namespace censusctl::sandbox
