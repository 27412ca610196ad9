#include "manifest/schedule_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "manifest/attribute_reader.hpp"

namespace censusctl::manifest {
namespace {

using model::attribute;

/// Five fields of digits, stars and the like: what people write where others take a cron expression.
bool looks_like_cron(std::string_view text) {
    constexpr std::string_view signs = "0123456789*/,-? ";
    const bool of_signs = text.find_first_not_of(signs) == std::string_view::npos;
    return of_signs && text.size() <= 60 && std::ranges::count(text, ' ') >= 4;
}

/// The rows of `triggers.NAME.…`.
void read_trigger(field_reader& triggers, std::string_view name, bool complete, declared_sync& into,
                  reading_problems& problems) {
    const auto trigger = triggers.mapping(name);
    if (!trigger) {
        return;
    }
    const std::string start = "triggers." + std::string(name) + '.';
    key_list known;
    for (const auto& row : model::attributes_of<model::triggers>()) {
        if (row.path.starts_with(start)) {
            known.push_back(row.key());
        }
    }
    const mapping_owner owner{in_quotes(name), trigger->key.where(), complete};
    field_reader fields(trigger->nested, known, owner, problems);
    for (const auto& row : model::attributes_of<model::triggers>()) {
        if (row.path.starts_with(start)) {
            read_scalar(fields, row, into.spec.triggers, into.at);
            if (row.key().ends_with("_id")) {
                static_cast<void>(fields.find(row.key(), need::required));
            }
        }
    }
}

}  // namespace

void read_schedule(const layered_mapping::entry& schedule, bool complete, declared_sync& into,
                   reading_problems& problems) {
    static const key_list known = keys_of<model::schedule>();
    const auto& frequencies = model::vocabulary::all_frequencies;
    into.at.set(attribute::schedule, schedule.value.where());
    if (schedule.value.is_scalar()) {
        if (looks_like_cron(schedule.value.text())) {
            problems
                .report(diagnostics::code::value_invalid, schedule.value.where(),
                        "'schedule' cannot be " + in_quotes(schedule.value.text()))
                .hints.push_back("write {cron_expression: \"" + std::string(schedule.value.text()) + "\"}");
            return;
        }
        auto word = read_word("schedule", schedule.value, frequencies, problems);
        if (word && *word == "expression") {
            problems
                .report(diagnostics::code::key_missing, schedule.value.where(),
                        "the schedule 'expression' has no 'cron_expression'")
                .hints.emplace_back("write {cron_expression: \"0 8 * * *\"}");
        } else if (word) {
            into.spec.schedule.frequency = std::move(*word);
            into.at.set(attribute::schedule_frequency, schedule.value.where());
        }
        return;
    }
    if (!schedule.value.is_mapping()) {
        report_type("schedule", schedule.value, "a mapping or one word", problems)
            .hints.push_back("allowed: " + enumeration(frequencies));
        return;
    }
    const mapping_owner owner{"'schedule'", schedule.key.where(), complete};
    field_reader fields(schedule.nested, known, owner, problems);
    read_scalars(fields, into.spec.schedule, into.at);
    const bool has_cron = fields.find("cron_expression").has_value();
    if (into.spec.schedule.frequency == "expression") {
        static_cast<void>(fields.find("cron_expression", need::required));
    } else if (!fields.find("frequency") && has_cron) {
        into.spec.schedule.frequency = "expression";
    } else if (!fields.is_misspelt("cron_expression")) {
        static_cast<void>(fields.find("frequency", need::required));
    }
}

void read_triggers(const layered_mapping::entry& triggers, bool complete, declared_sync& into,
                   reading_problems& problems) {
    static const key_list known{"dbt_cloud", "fivetran", "sync_sequence"};
    into.at.set(attribute::triggers, triggers.key.where());
    const mapping_owner owner{"'triggers'", triggers.key.where(), complete};
    field_reader fields(triggers.nested, known, owner, problems);
    read_trigger(fields, "dbt_cloud", complete, into, problems);
    read_trigger(fields, "fivetran", complete, into, problems);
    auto sequence = fields.text("sync_sequence");
    if (!sequence.value.empty()) {
        into.spec.triggers.sync_sequence.key = std::move(sequence.value);
        into.at.set(attribute::sync_sequence, sequence.where);
    }
}

}  // namespace censusctl::manifest
