#include "sandbox/today_source_endpoints.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "sandbox/today_envelope.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

using things = std::vector<const data_source*>;

const source* source_at(const call& asked) {
    const auto id = read_id(asked.path[0]);
    return id ? asked.space.metadata().find_source(*id) : nullptr;
}

json::object source_row(const source& known, const call& asked) {
    json::object row = known.row_today;
    if (asked.spoken == generation::v2) {
        row["group_id"] = known.group_id;
    }
    return row;
}

things things_of(const source& owner, std::initializer_list<std::string_view> types) {
    things found;
    for (const data_source& known : owner.data_sources) {
        if (std::find(types.begin(), types.end(), known.type) != types.end()) {
            found.push_back(&known);
        }
    }
    return found;
}

reply listed_things(const call& asked, const things& found) {
    return listed(asked, found, "asc",
                  [](const data_source* known, std::string& to) { to += json::serialize(known->row_today); });
}

reply things_at(const call& asked, std::initializer_list<std::string_view> types) {
    const source* owner = source_at(asked);
    return owner == nullptr ? today_not_found(asked) : listed_things(asked, things_of(*owner, types));
}

reply thing_at(const call& asked, std::string_view type) {
    const source* owner = source_at(asked);
    const auto id = read_id(asked.path[1]);
    const data_source* found = owner != nullptr && id ? owner->find(type, *id) : nullptr;
    return found == nullptr ? today_not_found(asked) : success(json::value(found->detail_today));
}

json::object dataset_row(const source& owner, const data_source& dataset, const call& asked) {
    json::object row = dataset.row_today;
    if (asked.spoken == generation::v2) {
        row["group_id"] = owner.group_id;
    }
    return row;
}

}  // namespace

reply list_sources(const call& asked) {
    return listed(asked, asked.space.metadata().sources, "desc", [&](const source& known, std::string& to) {
        to += json::serialize(source_row(known, asked));
    });
}

reply show_source(const call& asked) {
    const source* found = source_at(asked);
    return found == nullptr ? today_not_found(asked) : success(json::value(source_row(*found, asked)));
}

reply list_source_objects(const call& asked) {
    return things_at(asked, {"table", "model", "segment", "topic"});
}

reply list_models(const call& asked) {
    return things_at(asked, {"model"});
}

reply show_model(const call& asked) {
    return thing_at(asked, "model");
}

reply show_table(const call& asked) {
    return thing_at(asked, "table");
}

reply list_segments(const call& asked) {
    const auto name = query_value(asked.query, "name");
    const source* owner = source_at(asked);
    if (owner == nullptr || !name) {
        return things_at(asked, {"segment"});
    }
    // A fuzzy search: what contains the text, whatever its case.
    things found = things_of(*owner, {"segment"});
    std::erase_if(found, [&](const data_source* known) {
        return folded(known->name).find(folded(*name)) == std::string::npos;
    });
    return listed_things(asked, found);
}

reply show_segment(const call& asked) {
    return thing_at(asked, "segment");
}

reply list_datasets(const call& asked) {
    const auto wanted = query_value(asked.query, "type");
    std::vector<json::object> rows;
    for (const source& owner : asked.space.metadata().sources) {
        for (const data_source* dataset : things_of(owner, {"dataset"})) {
            json::object row = dataset_row(owner, *dataset, asked);
            if (!wanted || row.at("type") == json::string(*wanted)) {
                rows.push_back(std::move(row));
            }
        }
    }
    return listed(asked, rows, "desc",
                  [](const json::object& row, std::string& to) { to += json::serialize(row); });
}

reply show_dataset(const call& asked) {
    const auto id = read_id(asked.path[0]);
    for (const source& owner : asked.space.metadata().sources) {
        const data_source* found = id ? owner.find("dataset", *id) : nullptr;
        if (found != nullptr) {
            return success(json::value(dataset_row(owner, *found, asked)));
        }
    }
    return today_not_found(asked);
}

}  // namespace censusctl::sandbox
