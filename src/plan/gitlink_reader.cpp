#include "plan/gitlink_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "diagnostics/diagnostic.hpp"
#include "manifest/core_schema.hpp"
#include "manifest/yaml_reader.hpp"
#include "model/alert_words.hpp"
#include "plan/foreign_words.hpp"
#include "text/ascii.hpp"

namespace censusctl::plan {
namespace {

using manifest::core_type;
using manifest::yaml_node;

constexpr std::string_view sync_prefix = "sync:";
constexpr std::string_view model_prefix = "model:";
constexpr std::string_view no_word = "a file of ours has no word for it";

/// A key of the old format whose value is one of ours, as it is.
struct twin {
    std::string_view theirs;
    std::string_view ours;
};
constexpr std::array<twin, 12> twins{{
    {"paused", "paused"},
    {"behavior.append_properties.high_water_mark.column_name", "high_water_mark_attribute"},
    {"behavior.mirror_properties.strategy", "mirror_strategy"},
    {"mapping_configuration.order_by", "field_order"},
    {"triggers.schedule.frequency", "schedule.frequency"},
    {"triggers.schedule.day", "schedule.day"},
    {"triggers.schedule.hour", "schedule.hour"},
    {"triggers.schedule.minute", "schedule.minute"},
    {"triggers.schedule.cron_expression", "schedule.cron_expression"},
    {"triggers.dbt_cloud.project_id", "triggers.dbt_cloud.project_id"},
    {"triggers.dbt_cloud.job_id", "triggers.dbt_cloud.job_id"},
    {"destination.object_identifier", "destination.object"},
}};

/// Why a key is not carried over, where there is more to say.
constexpr std::string_view of_gitlink =
    "its names are GitLink's own, which the API does not tell: it is as the workspace has it, and not "
    "compared";
constexpr std::array<twin, 6> reasons{{
    {"destination.connection_identifier", of_gitlink},
    {"destination.lead_union_default_object", "it is as the workspace has it, and not compared"},
    {"template_sync_identifier", "it says where the sync was copied from, and has no effect"},
    {"mapping_configuration.sync_all_source_columns.mode", "the API does not tell it"},
    {"enable_sync_logs", "it is a setting of the warehouse, which stays as it is"},
    {"service_slice_size", "the API does not tell it"},
}};

constexpr std::array<std::string_view, 5> flags_of_mapping{
    "is_primary_identifier", "generate_field", "preserve_values", "sync_null_values", "array_field"};

/// What is read of the parts of a mapping and of an alert; anything else in them is told of.
constexpr std::array<std::string_view, 2> keys_of_from{"type", "data"};
constexpr std::array<std::string_view, 1> keys_of_column{"column_name"};
constexpr std::array<std::string_view, 2> keys_of_constant{"basic_type", "value"};
constexpr std::array<std::string_view, 2> keys_of_to{"field_name", "lookup_object"};
constexpr std::array<std::string_view, 2> keys_of_lookup{"object_identifier", "field_to_match_by"};
constexpr std::array<std::string_view, 4> keys_of_alert{"type", "send_for", "should_send_recovery",
                                                        "options"};
constexpr std::array<std::string_view, 4> keys_of_options{"threshold", "unit", "start_type", "status_name"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string text_of(yaml_node node) {
    return node.is_scalar() ? std::string(node.text()) : std::string();
}

std::optional<yaml_node> value_at(yaml_node mapping, std::string_view key) {
    const auto at = mapping.find(key);
    return at ? std::optional(mapping.value(*at)) : std::nullopt;
}

std::string text_at(yaml_node mapping, std::string_view key) {
    const auto value = value_at(mapping, key);
    return value ? text_of(*value) : std::string();
}

bool is_true(yaml_node node) {
    return node.is_scalar() && core_type_of(node) == core_type::boolean &&
           manifest::core_boolean(node.text());
}

/// One file.
class reading {
public:
    reading(const std::string& name, foreign_files& into) : name_(name), into_(into) {}

    void run(std::string_view text) {
        diagnostics::collector problems;
        const auto tree = manifest::read_yaml(text, 0, problems);
        for (const diagnostics::diagnostic& problem : problems.all()) {
            into_.rest.push_back({place_of(problem.where), "the file", problem.message});
        }
        if (!tree) {
            return;
        }
        const yaml_node root = tree->root();
        if (!root.is_mapping()) {
            into_.rest.push_back({place_of(root.where()), "the file", "it is no mapping"});
            return;
        }
        for (std::size_t at = 0; at < root.size(); ++at) {
            take_resource(root.key(at), root.value(at));
        }
    }

private:
    [[nodiscard]] std::string place_of(const diagnostics::span& where) const {
        return where.known() ? name_ + ":" + std::to_string(where.line) + ":" + std::to_string(where.column)
                             : name_;
    }

    void take_resource(yaml_node key, yaml_node value) {
        const std::string_view word = key.text();
        if (!word.starts_with(sync_prefix) || word == sync_prefix) {
            into_.rest.push_back({place_of(key.where()), std::string(word),
                                  word.starts_with(model_prefix)
                                      ? "models are no syncs: it stays in the workspace"
                                      : "it is no sync"});
            return;
        }
        foreign_sync& sync = into_.syncs.emplace_back();
        sync.name = word.substr(sync_prefix.size());
        sync.place = place_of(key.where());
        if (!value.is_mapping()) {
            sync.rest.push_back({sync.place, "the sync", "it is no mapping"});
            return;
        }
        walk(value, sync);
    }

    /// A value and the way to it.
    struct step {
        std::string path;
        yaml_node key;
        yaml_node value;
    };

    static void open_mapping(const std::string& path, yaml_node mapping, std::vector<step>& open) {
        for (std::size_t at = mapping.size(); at > 0; --at) {
            std::string inner = path.empty() ? std::string() : path + ".";
            inner += mapping.key(at - 1).text();
            open.push_back({std::move(inner), mapping.key(at - 1), mapping.value(at - 1)});
        }
    }

    /// Every value in the order of the file; lists and free mappings whole.
    void walk(yaml_node root, foreign_sync& sync) {
        std::vector<step> open;
        open_mapping({}, root, open);
        while (!open.empty()) {
            const step next = std::move(open.back());
            open.pop_back();
            if (next.path == "source") {
                leave(sync, next.key, next.path, std::string(of_gitlink));
            } else if (next.value.is_mapping() && next.path != "advanced_configuration") {
                open_mapping(next.path, next.value, open);
            } else {
                take(next.path, next.value, next.key, sync);
            }
        }
    }

    void leave(foreign_sync& sync, yaml_node where, std::string what, std::string why) const {
        sync.rest.push_back({place_of(where.where()), std::move(what), std::move(why)});
    }

    /// Tells of every key that nothing reads; null says nothing.
    void leave_others(foreign_sync& sync, yaml_node mapping, const std::string& path,
                      std::span<const std::string_view> known) const {
        for (std::size_t at = 0; at < mapping.size() && mapping.is_mapping(); ++at) {
            const std::string_view key = mapping.key(at).text();
            if (!is_one_of(known, key) && !mapping.value(at).is_null()) {
                leave(sync, mapping.key(at), path + "." + std::string(key), std::string(no_word));
            }
        }
    }

    void take(const std::string& path, yaml_node value, yaml_node key, foreign_sync& sync) {
        const std::string place = place_of(value.where());
        if (path == "mappings" && value.is_sequence()) {
            take_mappings(value, sync);
        } else if (path == "operational_settings.alerts" && value.is_sequence()) {
            take_alerts(value, place, sync);
        } else if (path == "advanced_configuration" && value.is_mapping()) {
            take_settings(value, place, sync);
        } else if (value.is_null()) {
            return;
        } else if (!value.is_scalar()) {
            leave(sync, key, path, std::string(no_word));
        } else {
            take_scalar(path, value, key, sync);
        }
    }

    void take_scalar(const std::string& path, yaml_node value, yaml_node key, foreign_sync& sync) {
        const std::string place = place_of(value.where());
        const std::string word = text_of(value);
        const auto same = std::ranges::find(twins, path, &twin::theirs);
        if (path == "label") {
            sync.label = word;
        } else if (path == "triggers.on_other_sync_success") {
            sync.parent = word.starts_with(sync_prefix) ? word.substr(sync_prefix.size()) : word;
            sync.parent_place = place;
        } else if (path == "behavior.operation") {
            state(sync, "operation", place, word == "create" ? std::string("insert") : word);
        } else if (path == "behavior.append_properties.backfill_records") {
            state(sync, "historical_sync_operation", place,
                  std::string(is_true(value) ? "backfill_all_records" : "skip_current_records"));
        } else if (path == "mapping_configuration.sync_all_source_columns.enabled") {
            state(sync, "field_behavior", place,
                  std::string(is_true(value) ? "sync_all_properties" : "specific_properties"));
        } else if (path == "mapping_configuration.name_normalization" && word != "ensure_uniqueness") {
            state(sync, "field_normalization", place, word);
        } else if (same != twins.end()) {
            if (path == "destination.object_identifier") {
                sync.object = word;
            }
            state_as_it_is(std::string(same->ours), value, place, sync);
        } else {
            const auto why = std::ranges::find(reasons, path, &twin::theirs);
            leave(sync, key, path, std::string(why == reasons.end() ? no_word : why->ours));
        }
    }

    static void state_as_it_is(const std::string& ours, yaml_node value, const std::string& place,
                               foreign_sync& sync) {
        const auto number = manifest::core_integer(value.text());
        if (core_type_of(value) == core_type::boolean) {
            state(sync, ours, place, is_true(value));
        } else if (core_type_of(value) == core_type::integer && number && ours.starts_with("schedule.")) {
            state(sync, ours, place, *number);
        } else {
            state(sync, ours, place, text_of(value));
        }
    }

    void take_mappings(yaml_node list, foreign_sync& sync) {
        for (std::size_t at = 0; at < list.size(); ++at) {
            const yaml_node row = list.item(at);
            const auto to = value_at(row, "to");
            const std::string field = to ? text_at(*to, "field_name") : std::string();
            if (field.empty()) {
                leave(sync, row, "mappings", "it does not say which field it writes");
                continue;
            }
            sync.fields.insert(field);
            take_from(row, field, sync);
            leave_others(sync, *to, "mappings[" + field + "].to", keys_of_to);
            take_lookup(*to, field, sync);
            for (std::size_t pair = 0; pair < row.size(); ++pair) {
                take_option(row.key(pair), row.value(pair), field, sync);
            }
        }
    }

    void take_from(yaml_node row, const std::string& field, foreign_sync& sync) {
        const auto from = value_at(row, "from");
        const std::string type = from ? text_at(*from, "type") : std::string();
        const auto data = from ? value_at(*from, "data") : std::nullopt;
        const std::string place = place_of(from ? from->where() : row.where());
        const std::string path = "mappings[" + field + "].from";
        if (type == "column" && data) {
            leave_others(sync, *from, path, keys_of_from);
            leave_others(sync, *data, path + ".data", keys_of_column);
            const std::string column = text_at(*data, "column_name");
            if (column.empty()) {
                leave(sync, *from, path, "it does not say which column it reads");
            }
            state_from(sync, field, place, model::column_source{column});
        } else if (type == "constant" && data) {
            leave_others(sync, *from, path, keys_of_from);
            leave_others(sync, *data, path + ".data", keys_of_constant);
            model::constant_source constant;
            constant.type = text::lower_case(text_at(*data, "basic_type"));
            constant.value = text_at(*data, "value");
            state_from(sync, field, place, std::move(constant));
        } else {
            leave(sync, from.value_or(row), path, "a mapping from '" + type + "' is as the workspace has it");
        }
    }

    void take_lookup(yaml_node to, const std::string& field, foreign_sync& sync) {
        const auto lookup = value_at(to, "lookup_object");
        if (lookup) {
            leave_others(sync, *lookup, "mappings[" + field + "].to.lookup_object", keys_of_lookup);
            state_of_mapping(sync, field, "lookup_object", place_of(lookup->where()),
                             text_at(*lookup, "object_identifier"));
            state_of_mapping(sync, field, "lookup_field", place_of(lookup->where()),
                             text_at(*lookup, "field_to_match_by"));
        }
    }

    void take_option(yaml_node key, yaml_node value, const std::string& field, foreign_sync& sync) {
        const std::string_view name = key.text();
        if (name == "from" || name == "to" || value.is_null()) {
            return;
        }
        const std::string place = place_of(value.where());
        if ((is_one_of(flags_of_mapping, name) || name == "follow_source_type") && value.is_scalar()) {
            state_of_mapping(sync, field, name, place, is_true(value));
        } else if ((name == "operation" || name == "field_type") && value.is_scalar()) {
            state_of_mapping(sync, field, name, place, text_of(value));
        } else {
            leave(sync, key, "mappings[" + field + "]." + std::string(name), std::string(no_word));
        }
    }

    static std::optional<std::int64_t> number_at(yaml_node mapping, std::string_view key) {
        return manifest::core_integer(text_at(mapping, key));
    }

    void take_alerts(yaml_node list, const std::string& place, foreign_sync& sync) {
        std::vector<foreign_alert> alerts;
        for (std::size_t at = 0; at < list.size(); ++at) {
            const yaml_node row = list.item(at);
            const std::string path = "operational_settings.alerts[" + std::to_string(at) + "]";
            if (!row.is_mapping()) {
                leave(sync, row, path, "it is no mapping");
                continue;
            }
            if (model::alert_type_of(text_at(row, "type")).empty()) {
                leave(sync, row, path, std::string(alert_never_compared));
                continue;
            }
            leave_others(sync, row, path, keys_of_alert);
            foreign_alert& alert = alerts.emplace_back();
            alert.type = text_at(row, "type");
            alert.send_for = text_at(row, "send_for");
            if (const auto recovery = value_at(row, "should_send_recovery"); recovery) {
                alert.should_send_recovery = is_true(*recovery);
            }
            if (const auto options = value_at(row, "options"); options) {
                leave_others(sync, *options, path + ".options", keys_of_options);
                alert.threshold = number_at(*options, "threshold");
                alert.unit = text_at(*options, "unit");
                alert.start_type = text_at(*options, "start_type");
                alert.status_name = text_at(*options, "status_name");
            }
        }
        state_alerts(sync, place, alerts);
    }

    void take_settings(yaml_node mapping, const std::string& place, foreign_sync& sync) {
        std::vector<model::setting> settings;
        for (std::size_t at = 0; at < mapping.size(); ++at) {
            const yaml_node value = mapping.value(at);
            if (!value.is_scalar()) {
                leave(sync, mapping.key(at), "advanced_configuration." + std::string(mapping.key(at).text()),
                      "a file can state texts, numbers, true and false");
                continue;
            }
            model::setting& setting = settings.emplace_back();
            setting.name = mapping.key(at).text();
            setting.value = text_of(value);
            const core_type type = core_type_of(value);
            setting.kind = type == core_type::boolean ? model::scalar_kind::boolean
                           : type == core_type::integer || type == core_type::number
                               ? model::scalar_kind::number
                               : model::scalar_kind::text;
        }
        std::ranges::sort(settings, {}, &model::setting::name);
        sync.statements.push_back(
            {"advanced_configuration", place, [settings = std::move(settings)](model::sync_spec& spec) {
                 spec.advanced_configuration = settings;
             }});
    }

    const std::string& name_;
    foreign_files& into_;
};

}  // namespace

void read_gitlink(std::string_view text, const std::string& name, foreign_files& into) {
    reading(name, into).run(text);
}

}  // namespace censusctl::plan
