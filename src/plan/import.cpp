#include "plan/import.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "model/alert_words.hpp"
#include "model/attributes.hpp"
#include "model/server_made.hpp"
#include "plan/connection_words.hpp"
#include "plan/not_understood.hpp"
#include "text/ascii.hpp"

namespace censusctl::plan {
namespace {

namespace vocabulary = model::vocabulary;
using model::attribute;

constexpr std::size_t longest_key = 60;

std::string in_quotes(std::string_view word) {
    return "'" + std::string(word) + "'";
}

std::string no_word_for(std::string_view word) {
    return "a file has no word for " + in_quotes(word);
}

/// One call of `import_syncs`.
class importing {
public:
    explicit importing(const import_request& request) : request_(request) {}

    import_result run() && {
        for (const std::size_t at : request_.wanted) {
            take(at);
        }
        name_keys();
        link_parents();
        std::ranges::stable_sort(result_.left, {}, &unsaid::live);
        return std::move(result_);
    }

private:
    [[nodiscard]] const model::live_sync& live(std::size_t at) const { return request_.live[at]; }

    void leave(std::size_t at, std::string path, std::string why) {
        result_.left.push_back({at, std::move(path), std::move(why), false});
    }
    void leave_out(std::size_t at, std::string path, std::string why) {
        result_.left.push_back({at, std::move(path), std::move(why), true});
        fits_ = false;
    }

    void take(std::size_t at) {
        if (!is_understood(live(at))) {
            leave_out(at, {}, "it is not understood: " + live(at).not_understood);
            return;
        }
        fits_ = true;
        imported_sync one;
        one.live = at;
        one.written.spec = live(at).spec;
        take_words(at, one.written.spec, {});
        take_words(at, one.written.spec.schedule, one.written.spec.schedule.frequency);
        take_source(at, one.written);
        take_destination(at, one.written);
        take_mode(at);
        take_alerts(at, one.written.spec);
        take_settings(at, one.written.spec);
        take_mappings(at, one.written.spec);
        if (fits_) {
            result_.syncs.push_back(std::move(one));
        }
    }

    /// Words of a later generation that no file can say.
    template <class Owner>
    void take_words(std::size_t at, Owner& owner, std::string_view frequency) {
        for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
            const auto* member = std::get_if<std::string Owner::*>(&row.member);
            if (member == nullptr || row.words.empty() || (owner.*(*member)).empty() ||
                vocabulary::contains(row.words, owner.*(*member)) || !model::has_effect(row, owner) ||
                (row.id == attribute::schedule_day && frequency != "weekly")) {
                continue;
            }
            std::string& word = owner.*(*member);
            if (row.unstated == model::when_unstated::left_alone) {
                leave(at, std::string(row.path), no_word_for(word));
                word.clear();
            } else {
                leave_out(at, std::string(row.path), no_word_for(word));
            }
        }
        if (frequency == "expression" && live(at).spec.schedule.cron_expression.empty()) {
            leave_out(at, "schedule.cron_expression", "the workspace does not tell it");
        }
    }

    void take_source(std::size_t at, manifest::written_sync& written) {
        const model::data_source& source = live(at).spec.source;
        const auto& sources = request_.metadata.sources;
        const auto row = std::ranges::find(sources, source.connection_id, &model::source_connection::id);
        const auto name = words_for_source(request_.metadata, source.connection_id);
        if (!name) {
            leave_out(at, "source.connection",
                      "the workspace lists no source with the id " + in_quotes(source.connection_id.text()));
            return;
        }
        written.source = *name;
        if (!vocabulary::contains(vocabulary::source_kinds, source.type)) {
            leave_out(at, "source",
                      source.type.empty() ? "the workspace does not tell it" : no_word_for(source.type));
            return;
        }
        const auto object = std::ranges::find_if(row->objects, [&](const model::source_object& each) {
            return each.type == source.type &&
                   (source.id ? each.id == *source.id
                              : each.name == source.name && each.table == source.table);
        });
        model::object_name& wanted = written.source_object;
        wanted.type = source.type;
        wanted.name = object == row->objects.end() ? source.name : object->name;
        wanted.table = object == row->objects.end() ? source.table : object->table;
        const bool has_name =
            source.type == "table"
                ? !wanted.table.name.empty() && !wanted.table.schema.empty() && !wanted.table.catalog.empty()
                : !wanted.name.empty();
        if (source.id &&
            (!has_name || object == row->objects.end() || model::find_objects(*row, wanted).size() != 1)) {
            wanted = {source.type, source.id, {}, {}};
        } else if (!source.id && !has_name) {
            leave_out(at, "source", "the workspace tells neither its name nor its id");
        }
    }

    void take_destination(std::size_t at, manifest::written_sync& written) {
        const model::destination& destination = live(at).spec.destination;
        const auto name = words_for_destination(request_.metadata, destination.connection_id,
                                                live(at).spec.source.connection_id);
        if (!name) {
            leave_out(at, "destination.connection",
                      "the workspace lists no destination with the id " +
                          in_quotes(destination.connection_id.text()));
            return;
        }
        written.destination = *name;
        if (destination.object.empty()) {
            leave_out(at, "destination.object", "the workspace does not tell it");
        }
    }

    void take_mode(std::size_t at) {
        const model::kept_parts& kept = live(at).kept;
        if (model::has_odd_mode(kept)) {
            leave(at, "schedule", "its mode is " + in_quotes(kept.mode) + ", for which a file has no word");
        }
        for (const model::kept_member& member : kept.members) {
            leave(at, model::path_of(member),
                  member.place == model::kept_place::triggers ? "a file has no word for this trigger"
                  : member.place == model::kept_place::alerts ? "a file has no word for this alert"
                                                              : "a file has no word for it");
        }
    }

    /// Why no file can say an alert; empty: one can.
    static std::string unsayable(const model::alert& alert) {
        const bool timed = alert.type == "runtime";
        if ((timed || alert.type == "invalid_record_percent") && !alert.threshold) {
            return "the workspace tells no threshold of the alert " + in_quotes(alert.type);
        }
        const auto odd = [](const std::string& word, const auto& words) {
            return !word.empty() && !vocabulary::contains(words, word);
        };
        if (odd(alert.send_for, vocabulary::alert_frequencies)) {
            return no_word_for(alert.send_for);
        }
        if (timed &&
            (alert.unit.empty() || alert.start_type.empty() || odd(alert.unit, vocabulary::alert_units) ||
             odd(alert.start_type, vocabulary::alert_starts))) {
            return "the alert 'runtime' has options that are not known";
        }
        if (alert.type == "status" &&
            (alert.status_name.empty() || odd(alert.status_name, vocabulary::alert_statuses))) {
            return "the alert 'status' has options that are not known";
        }
        return {};
    }

    void take_alerts(std::size_t at, model::sync_spec& spec) {
        for (const model::alert& alert : live(at).spec.alerts.value_or(std::vector<model::alert>{})) {
            if (std::string why = unsayable(alert); !why.empty()) {
                leave(at, "alerts", std::move(why));
                spec.alerts.reset();  // a list is whole or not stated
                return;
            }
        }
    }

    void take_settings(std::size_t at, model::sync_spec& spec) {
        if (!spec.advanced_configuration) {
            return;
        }
        std::erase_if(*spec.advanced_configuration, [&](const model::setting& setting) {
            if (setting.is_json) {
                leave(at, "advanced_configuration." + setting.name,
                      "a file can state texts, numbers, true and false");
            }
            return setting.is_json || setting.name.empty();
        });
    }

    void take_mappings(std::size_t at, model::sync_spec& spec) {
        const bool takes_all = spec.field_behavior == "sync_all_properties";
        std::vector<model::mapping> rows;
        for (model::mapping& row : spec.mappings) {
            if (std::holds_alternative<model::compound_key_source>(row.from) ||
                (takes_all && !row.is_primary_identifier && model::is_server_made(row))) {
                continue;
            }
            const std::string path = "mappings[" + row.to + "]";
            if (model::is_of_unknown_kind(row)) {
                // It stays where no file names it.
                leave(at, path + ".from",
                      "a file has no word for " + std::get<model::opaque_source>(row.from).json);
                continue;
            }
            if (const auto* opaque = std::get_if<model::opaque_source>(&row.from)) {
                leave_out(at, path + ".from", "a file has no word for " + opaque->json);
                continue;
            }
            const auto* constant = std::get_if<model::constant_source>(&row.from);
            if (constant != nullptr &&
                !vocabulary::contains(vocabulary::constant_types, text::lower_case(constant->type))) {
                leave_out(at, path + ".from.type", no_word_for(constant->type));
            }
            if (!row.operation.empty() &&
                !vocabulary::contains(vocabulary::array_operations, row.operation)) {
                leave_out(at, path + ".operation", no_word_for(row.operation));
            }
            rows.push_back(std::move(row));
        }
        spec.mappings = std::move(rows);
        if (spec.mappings.empty() && !takes_all && fits_) {
            leave_out(at, "mappings", "it maps nothing, which no file can say");
        }
    }

    void name_keys() {
        std::set<std::string> taken = request_.taken_keys;
        std::map<std::string_view, std::size_t> uses;
        for (const model::live_sync& sync : request_.live) {
            ++uses[sync.spec.label];
        }
        for (imported_sync& one : result_.syncs) {
            const model::live_sync& sync = live(one.live);
            const auto name = request_.names.find(one.live);
            std::string wanted = kebab_case(name == request_.names.end() ? sync.spec.label : name->second);
            if (wanted.empty()) {
                wanted = "sync-" + std::to_string(sync.id);
            }
            one.written.key = unique_name(wanted, taken);
            if (sync.spec.label.empty() || uses[sync.spec.label] > 1) {
                one.written.id = sync.id;
            }
        }
    }

    /// Keys for the ids of the syncs after which others run. One whose parent is in no file is left out, and
    /// so are those that run after it.
    void link_parents() {
        while (true) {
            std::map<std::int64_t, std::string> keys = request_.declared;
            for (const imported_sync& one : result_.syncs) {
                keys.emplace(live(one.live).id, one.written.key);
            }
            const std::size_t before = result_.syncs.size();
            std::erase_if(result_.syncs, [&](imported_sync& one) {
                model::parent_sync& parent = one.written.spec.triggers.sync_sequence;
                if (!parent.id) {
                    return false;
                }
                const auto found = keys.find(*parent.id);
                if (found == keys.end()) {
                    leave_out(one.live, "triggers.sync_sequence",
                              "the sync " + std::to_string(*parent.id) +
                                  ", after which it runs, is in no file: import that as well");
                    return true;
                }
                parent.key = found->second;
                return false;
            });
            if (result_.syncs.size() == before) {
                return;
            }
        }
    }

    const import_request& request_;
    import_result result_;
    bool fits_{true};
};

}  // namespace

std::string kebab_case(std::string_view name) {
    std::string key;
    for (const char each : name) {
        const char lower = text::lower(each);
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
            key += lower;
        } else if (!key.empty() && key.back() != '-') {
            key += '-';
        }
    }
    if (key.size() > longest_key) {
        const std::size_t between_words = key.rfind('-', longest_key);
        const bool is_far = between_words != std::string::npos && between_words > longest_key / 2;
        key.resize(is_far ? between_words : longest_key);
    }
    while (key.ends_with('-')) {
        key.pop_back();
    }
    return key;
}

std::string unique_name(const std::string& wanted, std::set<std::string>& taken) {
    std::string name = wanted;
    for (std::size_t count = 2; !taken.insert(name).second; ++count) {
        name = wanted + "-" + std::to_string(count);
    }
    return name;
}

std::string shown_name(const model::live_sync& sync) {
    return sync.spec.label.empty() ? "sync " + std::to_string(sync.id) : sync.spec.label;
}

import_result import_syncs(const import_request& request) {
    return importing(request).run();
}

}  // namespace censusctl::plan
