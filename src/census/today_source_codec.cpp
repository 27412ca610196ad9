#include "census/today_source_codec.hpp"

#include "census/kept_members.hpp"

namespace censusctl::census {
namespace {

/// An id that stands beside `object` or inside it.
std::optional<std::int64_t> id_beside_or_inside(const json::reader& attributes, const json::reader& object,
                                                std::string_view key) {
    std::optional<std::int64_t> id = attributes.id(key);
    return id ? id : object.id(key);
}

/// A part of a dataset: a segment, or a cohort of one. Its name is not told; the object's would be another's.
model::data_source part_of_dataset(std::string type, std::int64_t id, std::optional<std::int64_t> dataset) {
    model::data_source source;
    source.type = std::move(type);
    source.id = id;
    source.dataset_id = dataset;
    return source;
}

bool is_dataset(std::string_view type) {
    return type == "dataset" || type == "business_object_source";
}

model::data_source decode_object(const json::reader& attributes, const json::reader& object) {
    const std::string type = object.required_text("type");
    std::optional<std::int64_t> dataset = object.id("dataset_id");
    if (!dataset && type == "dataset") {
        dataset = object.id("id");
    }
    // A reply may use the words of a request as well, where the dataset is the object of its parts too.
    if (const auto cohort = id_beside_or_inside(attributes, object, "cohort_id");
        cohort && (is_dataset(type) || type == "cohort_source")) {
        return part_of_dataset("cohort", *cohort, dataset);
    }
    // In 2023 a segment was one of a model.
    if (const auto segment = id_beside_or_inside(attributes, object, "filter_segment_id");
        segment && (is_dataset(type) || type == "filter_segment_source" || type == "model")) {
        return part_of_dataset("segment", *segment, dataset);
    }
    model::data_source source;
    source.type = type;
    source.name = object.text("name");
    if (is_dataset(type)) {
        source.type = "dataset";
        source.id = dataset;
        return source;
    }
    source.id = object.id("id");
    source.table.catalog = object.text("table_catalog");
    source.table.schema = object.text("table_schema");
    source.table.name = object.text("table_name");
    if (type == "model") {
        source.dataset_id = dataset;
    }
    return source;
}

void encode_id_or_name(json::writer& to, const model::data_source& source) {
    if (source.id) {
        to.member("id", *source.id);
    } else {
        to.member("name", source.name);
    }
}

void encode_object(json::writer& to, const model::data_source& source) {
    const bool is_part = source.type == "segment" || source.type == "cohort";
    to.key("object").begin_object();
    to.member("type", is_part ? std::string("dataset") : source.type);
    if (is_part) {
        if (source.dataset_id) {
            to.member("id", *source.dataset_id);
        }
    } else if (source.type == "table" && !source.table.name.empty()) {
        to.member("table_name", source.table.name);
        to.member("table_schema", source.table.schema);
        to.member("table_catalog", source.table.catalog);
    } else {
        encode_id_or_name(to, source);
    }
    to.end_object();
}

}  // namespace

model::data_source decode_today_source(const json::reader& attributes) {
    model::data_source source;
    const json::presence there = attributes.look("object");
    if (there == json::presence::missing && attributes.look("data_source") != json::presence::missing) {
        attributes.member("object").refuse(
            "is missing; 'data_source' in its place is of the generation 2021");
    } else if (there != json::presence::null) {
        const json::reader object = attributes.object("object");
        source = decode_object(attributes, object);
    }
    source.connection_id = model::connection_id(attributes.name_or_number("connection_id"));
    return source;
}

void encode_today_source(json::writer& to, const model::data_source& source, const model::kept_parts& kept) {
    to.begin_object();
    if (source.connection_id.known()) {
        to.key("connection_id").value(source.connection_id.value());
    }
    encode_object(to, source);
    if (source.type == "segment" && source.id) {
        to.member("filter_segment_id", *source.id);
    } else if (source.type == "cohort" && source.id) {
        to.member("cohort_id", *source.id);
    }
    write_kept(to, kept, model::kept_place::source);
    to.end_object();
}

}  // namespace censusctl::census
