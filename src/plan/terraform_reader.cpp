#include "plan/terraform_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <span>
#include <utility>

#include "json/document.hpp"
#include "model/alert_words.hpp"
#include "model/attributes.hpp"
#include "plan/foreign_words.hpp"

namespace censusctl::plan {
namespace {

constexpr std::string_view no_word = "a file of ours has no word for it";
constexpr std::string_view as_the_workspace_has_it = "it is as the workspace has it, and not compared";
constexpr std::size_t most_resources = 100'000;

/// What only tells of the resource and of its runs.
constexpr std::array<std::string_view, 10> of_the_workspace{
    "id",          "workspace_id", "status",      "created_at", "updated_at",
    "last_run_at", "last_run_id",  "next_run_at", "timeouts",   "resource_identifier"};

/// What it says of a sync by ids of its own time, or in words that the API has no more.
constexpr std::array<std::string_view, 3> only_told{"source_attributes", "sync_behavior_family", "sync_mode"};

/// What is read of each block; anything else in one is told of.
constexpr std::array<std::string_view, 3> keys_of_destination{"object", "lead_union_insert_to",
                                                              "connection_id"};
constexpr std::array<std::string_view, 2> keys_of_mode{"type", "triggers"};
constexpr std::array<std::string_view, 4> kinds_of_trigger{"schedule", "dbt_cloud", "fivetran",
                                                           "sync_sequence"};
constexpr std::array<std::string_view, 5> keys_of_schedule{"frequency", "day", "hour", "minute",
                                                           "cron_expression"};
constexpr std::array<std::string_view, 1> keys_of_sequence{"sync_id"};
constexpr std::array<std::string_view, 5> keys_of_alert{"id", "type", "send_for", "should_send_recovery",
                                                        "options"};
constexpr std::array<std::string_view, 4> keys_of_options{"threshold", "unit", "start_type", "status_name"};

constexpr std::array<std::string_view, 6> flags_of_mapping{"is_primary_identifier", "generate_field",
                                                           "preserve_values",       "sync_null_values",
                                                           "array_field",           "follow_source_type"};
constexpr std::array<std::string_view, 4> texts_of_mapping{"lookup_object", "lookup_field", "field_type",
                                                           "operation"};
/// Where a mapping of each type says what it reads.
struct origin {
    std::string_view type;
    std::string_view key;
};
constexpr std::array<origin, 5> origins{{{"direct", "from"},
                                         {"constant", "constant"},
                                         {"liquid_template", "liquid_template"},
                                         {"sync_metadata", "sync_metadata_key"},
                                         {"segment_membership", "segment_identify_by"}}};

/// Attributes of the provider that are called as ours are.
bool is_called_as_ours(std::string_view key) {
    return std::ranges::any_of(model::attributes_of<model::sync_spec>(), [key](const auto& row) {
        return row.path == key && row.in_spec() && row.kind != model::value_kind::structured;
    });
}

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string text_of(const boost::json::value& value) {
    if (value.is_string()) {
        return {value.get_string().data(), value.get_string().size()};
    }
    return value.is_null() || value.is_object() || value.is_array() ? std::string()
                                                                    : boost::json::serialize(value);
}

std::string text_at(const boost::json::object& object, std::string_view key) {
    const boost::json::value* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    return value == nullptr ? std::string() : text_of(*value);
}

std::optional<std::int64_t> number_of(const std::string& text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty();
    return whole ? std::optional(number) : std::nullopt;
}

/// A block: an object, or a list of one.
const boost::json::object* block_at(const boost::json::object& object, std::string_view key) {
    const boost::json::value* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    if (value != nullptr && value->is_array() && !value->get_array().empty()) {
        value = &value->get_array().front();
    }
    return value == nullptr ? nullptr : value->if_object();
}

/// Terraform has no word for "not stated": an empty text, list or null, and what is computed.
bool is_unstated(const boost::json::value& value) {
    return value.is_null() || (value.is_string() && value.get_string().empty()) ||
           (value.is_array() && value.get_array().empty()) ||
           (value.is_object() && value.get_object().empty());
}

/// One sync.
class reading {
public:
    reading(const std::string& address, foreign_sync& sync) : address_(address), sync_(sync) {}

    void run(const boost::json::object& values) {
        const std::string id = text_at(values, "id");
        sync_.id = number_of(id.substr(id.rfind(':') + 1));
        sync_.label = text_at(values, "label");
        for (const auto& member : values) {
            const std::string key(member.key().data(), member.key().size());
            if (key != "label" && !is_one_of(of_the_workspace, key) && !is_unstated(member.value())) {
                take(key, member.value(), values);
            }
        }
    }

private:
    [[nodiscard]] std::string place(const std::string& pointer) const { return address_ + "/" + pointer; }

    void leave(const std::string& pointer, std::string why = std::string(no_word)) {
        sync_.rest.push_back({place(pointer), pointer, std::move(why)});
    }

    /// Tells of every key of a block that nothing reads.
    void leave_others(const boost::json::object& block, const std::string& start,
                      std::span<const std::string_view> known) {
        for (const auto& member : block) {
            const std::string key(member.key().data(), member.key().size());
            if (!is_one_of(known, key) && !is_unstated(member.value())) {
                leave(start + key);
            }
        }
    }

    void take(const std::string& key, const boost::json::value& value, const boost::json::object& values) {
        if (is_called_as_ours(key)) {
            if (value.is_bool()) {
                state(sync_, key, place(key), value.get_bool());
            } else {
                state(sync_, key, place(key), text_of(value));
            }
        } else if (key == "destination_attributes" || key == "run_mode") {
            const boost::json::object* block = block_at(values, key);
            if (block == nullptr) {
                leave(key, "it is no block");
            } else if (key == "run_mode") {
                take_mode(*block);
            } else {
                take_destination(*block);
            }
        } else if (key == "field_mapping" && value.is_array()) {
            take_mappings(value.get_array());
        } else if (key == "alert" && value.is_array()) {
            take_alerts(value.get_array());
        } else if (key == "advanced_configuration") {
            take_settings(value);
        } else if (is_one_of(only_told, key)) {
            leave(key, std::string(as_the_workspace_has_it));
        } else {
            leave(key);
        }
    }

    void take_destination(const boost::json::object& block) {
        sync_.object = text_at(block, "object");
        const std::string start = "destination_attributes/0/";
        leave_others(block, start, keys_of_destination);
        if (!text_at(block, "connection_id").empty()) {
            leave(start + "connection_id", std::string(as_the_workspace_has_it));
        }
        state(sync_, "destination.object", place(start + "object"), sync_.object);
        if (const std::string union_object = text_at(block, "lead_union_insert_to"); !union_object.empty()) {
            state(sync_, "destination.lead_union_insert_to", place(start + "lead_union_insert_to"),
                  union_object);
        }
    }

    void take_mode(const boost::json::object& block) {
        const std::string start = "run_mode/0/triggers/0/";
        if (const std::string type = text_at(block, "type"); !type.empty() && type != "triggered") {
            leave("run_mode/0/type", "the mode '" + type + "' is as the workspace has it");
        }
        leave_others(block, "run_mode/0/", keys_of_mode);
        const boost::json::object* triggers = block_at(block, "triggers");
        if (triggers == nullptr) {
            return;
        }
        leave_others(*triggers, start, kinds_of_trigger);
        if (const boost::json::object* schedule = block_at(*triggers, "schedule")) {
            take_schedule(*schedule, start + "schedule/0/");
        }
        for (const auto& [kind, keys] : {std::pair(std::string_view("dbt_cloud"),
                                                   std::array<std::string_view, 2>{"project_id", "job_id"}),
                                         std::pair(std::string_view("fivetran"),
                                                   std::array<std::string_view, 2>{"job_id", "job_name"})}) {
            const boost::json::object* trigger = block_at(*triggers, kind);
            if (trigger != nullptr) {
                leave_others(*trigger, start + std::string(kind) + "/0/", keys);
            }
            for (const std::string_view key : keys) {
                if (trigger != nullptr) {
                    const std::string path = std::string(kind) + "." + std::string(key);
                    state(sync_, "triggers." + path,
                          place(start + std::string(kind) + "/0/" + std::string(key)),
                          text_at(*trigger, key));
                }
            }
        }
        if (const boost::json::object* sequence = block_at(*triggers, "sync_sequence")) {
            leave_others(*sequence, start + "sync_sequence/0/", keys_of_sequence);
            const auto parent = number_of(text_at(*sequence, "sync_id"));
            sync_.statements.push_back({"triggers.sync_sequence", place(start + "sync_sequence/0/sync_id"),
                                        [parent](model::sync_spec& spec) {
                                            spec.triggers.sync_sequence.id = parent;
                                        }});
        }
    }

    /// Of its parts only those count that its frequency uses: a state cannot tell 0 from "not stated".
    void take_schedule(const boost::json::object& schedule, const std::string& start) {
        leave_others(schedule, start, keys_of_schedule);
        const std::string frequency = text_at(schedule, "frequency");
        state(sync_, "schedule.frequency", place(start + "frequency"), frequency);
        for (const std::string_view key : {"day", "cron_expression"}) {
            if (const std::string word = text_at(schedule, key); !word.empty()) {
                state(sync_, "schedule." + std::string(key), place(start + std::string(key)), word);
            }
        }
        for (const std::string_view key : {"hour", "minute"}) {
            if (const auto number = number_of(text_at(schedule, key)); number && frequency != "expression") {
                state(sync_, "schedule." + std::string(key), place(start + std::string(key)), *number);
            }
        }
    }

    void take_mappings(const boost::json::array& rows) {
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const std::string start = "field_mapping/" + std::to_string(at);
            const boost::json::object* row = rows[at].if_object();
            const std::string field = row == nullptr ? std::string() : text_at(*row, "to");
            if (field.empty()) {
                leave(start, "it does not say which field it writes");
                continue;
            }
            sync_.fields.insert(field);
            const std::string said = text_at(*row, "type");
            const std::string type = said.empty() ? "direct" : said;
            take_from(*row, type, field, start);
            for (const auto& member : *row) {
                const std::string key(member.key().data(), member.key().size());
                const auto reads = std::ranges::find(origins, key, &origin::key);
                if (key == "to" || key == "type" || is_unstated(member.value())) {
                    continue;
                }
                if (reads == origins.end()) {
                    take_option(key, member.value(), field, start);
                } else if (is_known(type) && reads->type != type) {
                    std::string pointer = start;
                    pointer.append("/").append(key);
                    leave(pointer, "a mapping of type '" + type + "' does not read it");
                }
            }
        }
    }

    static bool is_known(const std::string& type) {
        return std::ranges::find(origins, type, &origin::type) != origins.end();
    }

    void take_from(const boost::json::object& row, const std::string& type, const std::string& field,
                   const std::string& start) {
        if (type == "direct") {
            if (text_at(row, "from").empty()) {
                leave(start + "/from", "it does not say which column it reads");
            }
            state_from(sync_, field, place(start + "/from"), model::column_source{text_at(row, "from")});
        } else if (type == "constant") {
            // The provider makes every constant a text, whatever it was.
            const std::string value = text_at(row, "constant");
            sync_.statements.push_back({"mappings[" + field + "].from", place(start + "/constant"),
                                        [field, value](model::sync_spec& spec) {
                                            model::mapping& mapping = mapping_to(spec, field);
                                            const auto* now =
                                                std::get_if<model::constant_source>(&mapping.from);
                                            if (now == nullptr || now->value != value) {
                                                mapping.from = model::constant_source{"text", value};
                                            }
                                        }});
        } else if (type == "liquid_template") {
            state_from(sync_, field, place(start + "/liquid_template"),
                       model::liquid_source{text_at(row, "liquid_template")});
        } else if (type == "sync_metadata") {
            state_from(sync_, field, place(start + "/sync_metadata_key"),
                       model::metadata_source{text_at(row, "sync_metadata_key")});
        } else if (type == "segment_membership") {
            state_from(sync_, field, place(start + "/segment_identify_by"),
                       model::membership_source{text_at(row, "segment_identify_by")});
        } else {
            leave(start + "/type", "a mapping of type '" + type + "' is as the workspace has it");
        }
    }

    void take_option(const std::string& key, const boost::json::value& value, const std::string& field,
                     const std::string& start) {
        const std::string pointer = start + "/" + key;
        if (is_one_of(flags_of_mapping, key) && value.is_bool()) {
            // The provider does not read these back, so that a false says nothing.
            const bool not_read_back = key == "array_field" || key == "follow_source_type";
            if (value.get_bool() || !not_read_back) {
                state_of_mapping(sync_, field, key, place(pointer), value.get_bool());
            }
        } else if (is_one_of(texts_of_mapping, key)) {
            state_of_mapping(sync_, field, key, place(pointer), text_of(value));
        } else {
            leave(pointer);
        }
    }

    void take_alerts(const boost::json::array& rows) {
        std::vector<foreign_alert> alerts;
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const std::string start = "alert/" + std::to_string(at);
            const boost::json::object* row = rows[at].if_object();
            if (row == nullptr) {
                leave(start, "it is no block");
                continue;
            }
            if (model::alert_type_of(text_at(*row, "type")).empty()) {
                leave(start, std::string(alert_never_compared));
                continue;
            }
            leave_others(*row, start + "/", keys_of_alert);
            foreign_alert& alert = alerts.emplace_back();
            alert.type = text_at(*row, "type");
            alert.send_for = text_at(*row, "send_for");
            if (const boost::json::value* recovery = row->if_contains("should_send_recovery");
                recovery != nullptr && recovery->is_bool()) {
                alert.should_send_recovery = recovery->get_bool();
            }
            if (const boost::json::object* options = block_at(*row, "options")) {
                leave_others(*options, start + "/options/", keys_of_options);
                alert.threshold = number_of(text_at(*options, "threshold"));
                alert.unit = text_at(*options, "unit");
                alert.start_type = text_at(*options, "start_type");
                alert.status_name = text_at(*options, "status_name");
            }
        }
        state_alerts(sync_, place("alert"), alerts);
    }

    /// A map, or the JSON of one.
    void take_settings(const boost::json::value& value) {
        censusctl::json::document parsed;
        const boost::json::value* settings = &value;
        if (value.is_string() && parsed.parse(text_of(value))) {
            settings = &parsed.root();
        }
        if (!settings->is_object()) {
            leave("advanced_configuration", "it is no JSON object");
            return;
        }
        std::vector<model::setting> all;
        for (const auto& member : settings->get_object()) {
            const std::string name(member.key().data(), member.key().size());
            if (member.value().is_object() || member.value().is_array()) {
                leave("advanced_configuration/" + name, "a file can state texts, numbers, true and false");
                continue;
            }
            all.push_back({name, text_of(member.value()), model::scalar_kind::text});
        }
        std::ranges::sort(all, {}, &model::setting::name);
        sync_.statements.push_back({"advanced_configuration", place("advanced_configuration"),
                                    [all = std::move(all)](model::sync_spec& spec) {
                                        spec.advanced_configuration = retyped(all, spec);
                                    }});
    }

    /// In a map of Terraform every value is a text: where the workspace has the same as a number or a truth,
    /// that is what it is.
    static std::vector<model::setting> retyped(std::vector<model::setting> all,
                                               const model::sync_spec& spec) {
        if (spec.advanced_configuration) {
            for (model::setting& each : all) {
                const auto now =
                    std::ranges::find(*spec.advanced_configuration, each.name, &model::setting::name);
                if (now != spec.advanced_configuration->end() && now->value == each.value) {
                    each.kind = now->kind;
                }
            }
        }
        return all;
    }

    const std::string& address_;
    foreign_sync& sync_;
};

void take_resource(const boost::json::object& resource, foreign_files& into) {
    const std::string type = text_at(resource, "type");
    const std::string address = text_at(resource, "address");
    const boost::json::value* mode = resource.if_contains("mode");
    if (!type.starts_with("census_") || (mode != nullptr && text_of(*mode) == "data")) {
        return;
    }
    if (type != "census_sync") {
        into.rest.push_back({address, type, "it is no sync: it stays in the workspace"});
        return;
    }
    foreign_sync& sync = into.syncs.emplace_back();
    sync.name = text_at(resource, "name");
    if (const boost::json::value* index = resource.if_contains("index")) {
        sync.name += "-" + text_of(*index);
    }
    sync.place = address.empty() ? "census_sync." + sync.name : address;
    const boost::json::object* values = block_at(resource, "values");
    if (values == nullptr) {
        sync.rest.push_back({sync.place, "values", "it has none"});
        return;
    }
    reading(sync.place, sync).run(*values);
}

}  // namespace

std::string read_terraform(std::string_view text, foreign_files& into) {
    censusctl::json::document document;
    if (!document.parse(text)) {
        return "it is not JSON: " + document.problem();
    }
    const boost::json::object* root = document.root().if_object();
    const boost::json::object* values = root == nullptr ? nullptr : block_at(*root, "values");
    if (root != nullptr && values == nullptr) {
        const boost::json::object* prior = block_at(*root, "prior_state");
        values = prior == nullptr ? nullptr : block_at(*prior, "values");
    }
    const boost::json::object* module = values == nullptr ? nullptr : block_at(*values, "root_module");
    if (module == nullptr) {
        return root != nullptr && root->contains("resources") && root->contains("lineage")
                   ? "it is a state file: give what `terraform show -json` prints of it"
                   : "it has no `values.root_module`, which `terraform show -json` prints";
    }
    std::vector<const boost::json::object*> open{module};
    std::size_t resources = 0;
    while (!open.empty()) {
        const boost::json::object* here = open.back();
        open.pop_back();
        if (const boost::json::value* list = here->if_contains("resources");
            list != nullptr && list->is_array()) {
            for (const boost::json::value& each : list->get_array()) {
                if (++resources > most_resources) {
                    return "it has more than " + std::to_string(most_resources) + " resources";
                }
                if (const boost::json::object* resource = each.if_object()) {
                    take_resource(*resource, into);
                }
            }
        }
        const boost::json::value* inner = here->if_contains("child_modules");
        if (inner != nullptr && inner->is_array()) {
            for (auto each = inner->get_array().rbegin(); each != inner->get_array().rend(); ++each) {
                if (const boost::json::object* child = each->if_object()) {
                    open.push_back(child);
                }
            }
        }
    }
    return {};
}

}  // namespace censusctl::plan
