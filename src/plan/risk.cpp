#include "plan/risk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

using model::attribute;

/// The risks of one action in the making.
class risk_finder {
public:
    explicit risk_finder(const change& action) : action_(action) {}

    std::vector<risk> run() && {
        switch (action_.what) {
            case action::create:
                made_anew();
                break;
            case action::update:
                changes();
                break;
            case action::blocked:
                action_.is_new() ? made_anew() : changes();
                break;
            case action::replace:
                if (is_mirror(action_.desired)) {
                    add(risk_kind::new_mirror, "a new mirror: " + mirror_text(action_.desired));
                }
                add(risk_kind::full_run, "the new sync's first run sends all records");
                changes();
                add(risk_kind::history_lost, "its id and run history are lost: a new sync takes its place");
                followers();
                break;
            case action::remove:
                add(risk_kind::history_lost, "its run history is lost; the records that it wrote stay");
                followers();
                break;
            case action::trigger:
                if (action_.desired.paused) {
                    add(risk_kind::paused_trigger, "it is paused, and is run all the same");
                }
                if (action_.full_sync) {
                    add(risk_kind::full_run, "the run sends all records");
                }
                deletes();
                break;
        }
        std::ranges::stable_sort(found_, {}, &risk_finder::rank);
        return std::move(found_);
    }

private:
    void made_anew() {
        if (is_mirror(action_.desired)) {
            add(risk_kind::new_mirror, "a new mirror: " + mirror_text(action_.desired));
        }
        deletes();
    }

    static int rank(const risk& one) {
        switch (one.what) {
            case risk_kind::new_mirror:
                return 0;
            case risk_kind::records_can_go:
                return 1;
            case risk_kind::values_go:
                return 2;
            case risk_kind::full_run:
                return 3;
            case risk_kind::history_lost:
                return 4;
            case risk_kind::follower_lost:
                return 5;
            case risk_kind::paused_trigger:
                return 6;
            case risk_kind::values_stay:
                break;
        }
        return 7;
    }

    /// What is left of these when they are cut off.
    void followers() {
        constexpr std::size_t most_named = 5;
        const std::vector<unmanaged_sync>& all = action_.followers;
        for (std::size_t at = 0; at < all.size() && at < most_named; ++at) {
            const std::string label = all[at].label.empty() ? "" : " '" + all[at].label + "'";
            add(risk_kind::follower_lost,
                "sync " + std::to_string(all[at].sync_id) + label +
                    ", which no file declares, starts after it, and will start no more");
        }
        if (all.size() > most_named) {
            add(risk_kind::follower_lost,
                "and so do " + std::to_string(all.size() - most_named) + " more that no file declares");
        }
    }

    /// That a sync is new is said once, whatever else would have the same effect.
    void add(risk_kind what, std::string text) {
        const bool is_known = std::ranges::any_of(found_, [&](const risk& one) { return one.what == what; });
        const bool of_new_one = what == risk_kind::full_run || what == risk_kind::new_mirror;
        if (action_.what == action::replace && of_new_one && is_known) {
            return;
        }
        const bool said = std::ranges::any_of(
            found_, [&](const risk& one) { return one.what == what && one.text == text; });
        if (!said) {
            found_.push_back({what, std::move(text)});
        }
    }

    static bool is_mirror(const model::sync_spec& spec) { return spec.operation == "mirror"; }

    static std::string mirror_text(const model::sync_spec& spec) {
        if (spec.mirror_strategy == "upload_and_swap") {
            return "each run writes the whole object anew";
        }
        if (spec.mirror_strategy == "sync_updates_and_nulls") {
            return "the mapped fields of records that the source does not have are nulled";
        }
        return "records that the source does not have are deleted";
    }

    /// What a run does by its operation.
    void deletes() {
        if (is_mirror(action_.desired)) {
            add(risk_kind::records_can_go, "as a mirror: " + mirror_text(action_.desired));
        } else if (action_.desired.operation == "delete") {
            add(risk_kind::records_can_go,
                "its operation is delete: records that the source has are deleted");
        }
    }

    [[nodiscard]] bool is_key(std::string_view field) const {
        return std::ranges::any_of(action_.desired.mappings, [&](const model::mapping& mapping) {
            return mapping.is_primary_identifier && mapping.to == field;
        });
    }

    void changes() {
        for (const diff::field_change& field : action_.fields) {
            change_of(field);
        }
        if (!action_.fields.empty()) {
            deletes();
        }
    }

    void change_of(const diff::field_change& field) {
        switch (field.path.id) {
            case attribute::operation:
                add(risk_kind::full_run, "another operation: its next run sends all records");
                if (is_mirror(action_.desired)) {
                    add(risk_kind::new_mirror, "it becomes a mirror: " + mirror_text(action_.desired));
                }
                return;
            case attribute::is_primary_identifier:
                key_change();
                return;
            case attribute::mapping_from:
                if (diff::is_null(field.after)) {
                    stopped(field.path.part);
                    return;
                }
                if (is_key(field.path.part)) {
                    key_change();
                }
                return;
            case attribute::sync_null_values:
                nulls_change(field);
                return;
            default:
                break;
        }
        const attribute group = model::group_of(field.path.id);
        if (group == attribute::source) {
            add(risk_kind::full_run, "another source: its next run sends all records");
        } else if (group == attribute::destination) {
            add(risk_kind::full_run, "another destination: its next run sends all records");
        }
    }

    void key_change() { add(risk_kind::full_run, "another key: its next run sends all records"); }

    /// A field that nothing is mapped to any more.
    void stopped(const std::string& field) {
        if (is_mirror(action_.desired) && action_.desired.mirror_strategy == "upload_and_swap") {
            add(risk_kind::values_go,
                "'" + field + "' is mapped no more, and goes: the object is written anew");
            return;
        }
        add(risk_kind::values_stay, "'" + field + "' is mapped no more: its values stay as they are");
    }

    /// Nulls of the source are written unless it is false.
    void nulls_change(const diff::field_change& field) {
        const diff::document_value now = diff::in_document(field.after);
        const bool* said = std::get_if<bool>(&now);
        if (said == nullptr || *said) {
            add(risk_kind::values_go,
                "'" + field.path.part + "' is nulled from now on where the source has no value");
        }
    }

    const change& action_;
    std::vector<risk> found_;
};

bool sends_records(const change& action) {
    if (action.what == action::trigger) {
        return true;
    }
    return std::ranges::any_of(risks_of(action), [](const risk& one) {
        return one.what == risk_kind::full_run || one.what == risk_kind::new_mirror;
    });
}

/// "0.9%" of a count.
std::string share(std::int64_t part, std::int64_t whole) {
    const std::int64_t tenths = std::llround(1000.0 * static_cast<double>(part) / static_cast<double>(whole));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

}  // namespace

std::string_view to_string(risk_kind what) noexcept {
    switch (what) {
        case risk_kind::full_run:
            return "full-run";
        case risk_kind::records_can_go:
            return "records-can-go";
        case risk_kind::new_mirror:
            return "new-mirror";
        case risk_kind::values_stay:
            return "values-stay";
        case risk_kind::values_go:
            return "values-go";
        case risk_kind::paused_trigger:
            return "paused-trigger";
        case risk_kind::history_lost:
            return "history-lost";
        case risk_kind::follower_lost:
            return "follower-lost";
    }
    return "full-run";
}

std::vector<risk> risks_of(const change& action) {
    return risk_finder(action).run();
}

std::string counts_in_words(const change& action) {
    if (!action.counts) {
        return {};
    }
    const run_counts& counts = *action.counts;
    std::string text = std::to_string(counts.source_records) + " records";
    const auto add = [&](const std::optional<std::int64_t>& part, const char* what) {
        if (part) {
            text += ", " + std::to_string(*part) + " " + what;
            if (*part > 0 && counts.source_records > 0) {
                text += " (" + share(*part, counts.source_records) + ")";
            }
        }
    };
    add(counts.failed, "failed");
    add(counts.invalid, "invalid");
    return text;
}

record_count records_of(const plan& whole) {
    std::unordered_map<std::string, const run_counts*> syncs;
    for (const change& action : whole.changes) {
        if (!is_write(action.what) || !sends_records(action)) {
            continue;
        }
        const run_counts*& known = syncs[action.sync];
        if (action.counts) {
            known = &*action.counts;
        }
    }
    record_count counted;
    counted.syncs = syncs.size();
    for (const auto& [sync, counts] : syncs) {
        if (counts == nullptr) {
            ++counted.unknown;
            continue;
        }
        const std::int64_t room = std::numeric_limits<std::int64_t>::max() - counted.records;
        counted.records += std::min(room, std::max<std::int64_t>(counts->source_records, 0));
    }
    return counted;
}

}  // namespace censusctl::plan
