#include "census/today_mapping_codec.hpp"

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <numeric>
#include <optional>
#include <utility>

#include "census/kept_members.hpp"
#include "census/mapping_codec.hpp"
#include "model/server_made.hpp"
#include "text/ascii.hpp"

namespace censusctl::census {
namespace {

namespace bj = boost::json;
using model::kept_place;

// The server says the position itself, and takes the order of the request.
constexpr std::array<std::string_view, 13> of_row{"from",
                                                  "to",
                                                  "position",
                                                  "is_primary_identifier",
                                                  "sync_null_values",
                                                  "preserve_values",
                                                  "generate_field",
                                                  "lookup_object",
                                                  "lookup_field",
                                                  "operation",
                                                  "follow_source_type",
                                                  "array_field",
                                                  "field_type"};
constexpr std::array<std::string_view, 4> of_from{"type", "data", "value", "basic_type"};
constexpr std::array<std::string_view, 4> of_data{"value", "basic_type", "type", "identify_by"};

std::optional<std::string> text_of(const bj::value* value) {
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::nullopt
                           : std::optional<std::string>(std::in_place, text->data(), text->size());
}

/// A text that stands alone, or as the member `key` of an object.
std::optional<std::string> text_or_member(const bj::value& data, std::string_view key) {
    const auto* object = data.if_object();
    return text_of(object == nullptr ? &data : object->if_contains(key));
}

std::optional<model::mapping_source> compound_key_of(const bj::value& data) {
    const auto* parts = data.if_array();
    if (parts == nullptr) {
        return std::nullopt;
    }
    model::compound_key_source key;
    for (const bj::value& part : *parts) {
        const auto* object = part.if_object();
        auto column = object == nullptr ? std::nullopt : text_of(object->if_contains("data"));
        if (!column) {
            return std::nullopt;
        }
        key.columns.push_back(std::move(*column));
    }
    return key;
}

/// The kinds that came after 2021; absent: it is none of them, or not as the reference describes it.
std::optional<model::mapping_source> later_source(const json::reader& from) {
    const auto* object = from.value().if_object();
    const auto type = object == nullptr ? std::nullopt : text_of(object->if_contains("type"));
    const bj::value* data = object == nullptr ? nullptr : object->if_contains("data");
    if (!type || data == nullptr) {
        return std::nullopt;
    }
    if (type == "compound_key") {
        return compound_key_of(*data);
    }
    std::optional<std::string> text;
    if (type == "liquid_template" && (text = text_or_member(*data, "liquid_template"))) {
        return model::liquid_source{std::move(*text)};
    }
    if (type == "sync_metadata" && (text = text_of(data))) {
        return model::metadata_source{std::move(*text)};
    }
    if (type == "segment_membership" && (text = text_or_member(*data, "identify_by"))) {
        return model::membership_source{std::move(*text)};
    }
    return std::nullopt;
}

std::optional<bool> stated_flag(const json::reader& row, std::string_view key) {
    return row.look(key) == json::presence::present ? std::optional<bool>(row.flag(key)) : std::nullopt;
}

/// What goes back whole has nothing that could be lost, and keys of several columns never go back.
bool is_written_anew(const model::mapping_source& from) {
    return !std::holds_alternative<model::opaque_source>(from) &&
           !std::holds_alternative<model::compound_key_source>(from);
}

/// Whether requests have an object as its data, so that members of it can go back. A template is a text
/// there, and an object in replies alone.
bool has_data_of_its_own(const model::mapping_source& from) {
    return std::holds_alternative<model::constant_source>(from) ||
           std::holds_alternative<model::membership_source>(from);
}

model::mapping decode_row(const json::reader& row, model::kept_parts& kept) {
    model::mapping mapping = decode_mapping(row);
    const json::reader from = row.member("from");
    if (auto later = later_source(from)) {
        mapping.from = std::move(*later);
    }
    mapping.sync_null_values = stated_flag(row, "sync_null_values");
    mapping.field_type = row.text("field_type");
    mapping.array_field = stated_flag(row, "array_field");
    mapping.follow_source_type = stated_flag(row, "follow_source_type");
    keep_unknown(row, of_row, kept_place::mapping, mapping.to, kept);
    if (is_written_anew(mapping.from)) {
        keep_unknown(from, of_from, kept_place::mapping_from, mapping.to, kept);
        if (has_data_of_its_own(mapping.from)) {
            const json::reader data = from.member("data");
            keep_unknown(data, of_data, kept_place::mapping_data, mapping.to, kept);
        }
    }
    return mapping;
}

/// The rows by their positions, if each has one.
std::vector<model::mapping> in_order(std::vector<model::mapping> rows,
                                     const std::vector<std::optional<std::int64_t>>& positions) {
    if (!std::ranges::all_of(positions, [](const auto& each) { return each.has_value(); })) {
        return rows;
    }
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t at) { return *positions[at]; });
    std::vector<model::mapping> sorted;
    sorted.reserve(rows.size());
    for (const std::size_t at : order) {
        sorted.push_back(std::move(rows[at]));
    }
    return sorted;
}

/// Writes one row, with what was kept of the live row that it changes, if there is one.
class row_writer {
public:
    /// `kept`: null for a row that goes into a new field.
    row_writer(json::writer& to, const model::mapping& mapping, const model::mapping* live,
               const model::kept_parts* kept)
        : to_(to), mapping_(mapping), kept_(live == nullptr ? nullptr : kept) {
        field_ = live == nullptr ? std::string_view() : std::string_view(live->to);
        // What was said within a source is of its kind: another kind has no place for it.
        same_kind_ = live != nullptr && live->from.index() == mapping.from.index();
    }

    void row() {
        to_.begin_object();
        to_.key("from");
        from();
        to_.member("to", mapping_.to);
        to_.if_set("is_primary_identifier", mapping_.is_primary_identifier);
        to_.if_set("generate_field", mapping_.generate_field);
        to_.if_stated("field_type", mapping_.field_type);
        to_.if_stated("array_field", mapping_.array_field);
        to_.if_set("preserve_values", mapping_.preserve_values);
        to_.if_stated("sync_null_values", mapping_.sync_null_values);
        to_.if_stated("follow_source_type", mapping_.follow_source_type);
        to_.if_stated("operation", mapping_.operation);
        to_.if_stated("lookup_object", mapping_.lookup_object);
        to_.if_stated("lookup_field", mapping_.lookup_field);
        add_kept(kept_place::mapping);
        to_.end_object();
    }

private:
    void from() {
        const model::mapping_source& from = mapping_.from;
        if (const auto* opaque = std::get_if<model::opaque_source>(&from)) {
            to_.raw(opaque->json);
            return;
        }
        to_.begin_object();
        if (const auto* column = std::get_if<model::column_source>(&from)) {
            typed("column", column->name);
        } else if (const auto* liquid = std::get_if<model::liquid_source>(&from)) {
            typed("liquid_template", liquid->text);
        } else if (const auto* fact = std::get_if<model::metadata_source>(&from)) {
            typed("sync_metadata", fact->key);
        } else if (const auto* membership = std::get_if<model::membership_source>(&from)) {
            to_.member("type", "segment_membership");
            to_.key("data").begin_object().member("identify_by", membership->identify_by);
            add_kept(kept_place::mapping_data);
            to_.end_object();
        } else {
            to_.member("type", "constant_value");
            to_.key("data").begin_object();
            encode_constant_members(to_, std::get<model::constant_source>(from), "basic_type");
            add_kept(kept_place::mapping_data);
            to_.end_object();
        }
        add_kept(kept_place::mapping_from);
        to_.end_object();
    }

    void typed(std::string_view type, const std::string& data) {
        to_.member("type", type);
        to_.member("data", data);
    }

    void add_kept(kept_place place) {
        if (kept_ != nullptr && (same_kind_ || place == kept_place::mapping)) {
            write_kept(to_, *kept_, place, field_);
        }
    }

    json::writer& to_;
    const model::mapping& mapping_;
    const model::kept_parts* kept_;
    std::string_view field_;  ///< as the workspace spells it
    bool same_kind_{false};
};

/// `desired`, and what it does not state as `live` has it.
model::mapping with_unstated(const model::mapping& desired, const model::mapping& live) {
    model::mapping whole = desired;
    if (!whole.sync_null_values) {
        whole.sync_null_values = live.sync_null_values;
    }
    if (!whole.array_field) {
        whole.array_field = live.array_field;
    }
    if (!whole.follow_source_type) {
        whole.follow_source_type = live.follow_source_type;
    }
    if (whole.field_type.empty()) {
        whole.field_type = live.field_type;
    }
    return whole;
}

/// The live row that goes into the same field; null: none does.
const model::mapping* row_of(const replaced_mappings& live, std::string_view field) {
    auto found = std::ranges::find(live.rows, field, &model::mapping::to);
    if (found == live.rows.end() && !live.case_sensitive) {
        found = std::ranges::find_if(
            live.rows, [&](const model::mapping& row) { return text::same_but_for_case(row.to, field); });
    }
    return found == live.rows.end() ? nullptr : &*found;
}

/// Whether a row that no file names goes back: nothing shows its end.
bool stays_unnamed(const model::mapping& row, bool takes_all) {
    return model::is_of_unknown_kind(row) || (takes_all && model::is_added_by_hand(row));
}

}  // namespace

std::vector<model::mapping> decode_today_mappings(const json::reader& sync, model::kept_parts& kept) {
    std::vector<model::mapping> rows;
    std::vector<std::optional<std::int64_t>> positions;
    if (sync.look("mappings") == json::presence::null) {
        return rows;
    }
    sync.required_each("mappings", [&](const json::reader& row) {
        rows.push_back(decode_row(row, kept));
        positions.push_back(row.integer("position"));
    });
    return in_order(std::move(rows), positions);
}

void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired) {
    to.begin_array();
    for (const model::mapping& mapping : desired) {
        row_writer(to, mapping, nullptr, nullptr).row();
    }
    to.end_array();
}

void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired,
                           const replaced_mappings& live) {
    std::vector<char> written(live.rows.size(), 0);
    to.begin_array();
    for (const model::mapping& mapping : desired) {
        const model::mapping* there = row_of(live, mapping.to);
        if (there == nullptr) {
            row_writer(to, mapping, nullptr, nullptr).row();
            continue;
        }
        written[static_cast<std::size_t>(there - live.rows.data())] = 1;
        const model::mapping whole = with_unstated(mapping, *there);
        row_writer(to, whole, there, &live.kept).row();
    }
    for (std::size_t at = 0; at < live.rows.size(); ++at) {
        if (written[at] == 0 && stays_unnamed(live.rows[at], live.takes_all)) {
            row_writer(to, live.rows[at], &live.rows[at], &live.kept).row();
        }
    }
    to.end_array();
}

}  // namespace censusctl::census
