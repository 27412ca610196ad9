#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/source_map.hpp"
#include "plan/planner.hpp"

/// A small workspace for the planner's tests: files that declare syncs, and live ones.
namespace censusctl::test {

/// Each sync stands on a line of its own in one file; its label on the next one.
class workspace {
public:
    /// Declares a sync that reads model 15 of source 4 and writes `object` of destination 15.
    manifest::declared_sync& declare(const std::string& key, const std::string& label,
                                     const std::string& object = "user") {
        manifest::declared_sync& sync = files_.emplace_back();
        const auto line = static_cast<std::uint32_t>(10 * files_.size());
        sync.key = {key, {0, line, 3, static_cast<std::uint32_t>(key.size())}};
        sync.spec.label = label;
        sync.at.set(model::attribute::label, {0, line + 1, 12, static_cast<std::uint32_t>(label.size())});
        specs_.push_back(spec_of(label, object));
        return sync;
    }

    /// Names a sync under `removed:`.
    manifest::declared_removal& remove(const std::string& label) {
        manifest::declared_removal& entry = removed_.emplace_back();
        const auto line = static_cast<std::uint32_t>(1000 + 10 * removed_.size());
        entry.where = {0, line, 5, 1};
        if (!label.empty()) {
            entry.label = {label, {0, line, 13, static_cast<std::uint32_t>(label.size())}};
        }
        return entry;
    }
    void remove(std::int64_t id) {
        manifest::declared_removal& entry = remove("");
        entry.id = {id, {0, entry.where.line, 10, 2}};
    }

    /// The spec of the sync last declared.
    model::sync_spec& spec() { return specs_.back(); }

    model::live_sync& live(std::int64_t id, const std::string& label, const std::string& object = "user") {
        model::live_sync& sync = live_.emplace_back();
        sync.id = id;
        sync.spec = spec_of(label, object);
        return sync;
    }

    static model::sync_spec spec_of(const std::string& label, const std::string& object) {
        model::sync_spec spec;
        spec.label = label;
        spec.operation = "upsert";
        spec.source = {4, "model", 15, "braze_test", {}};
        spec.destination = {15, object, ""};
        spec.mappings = {{model::column_source{"EMAIL"}, "external_id", true, false, false, "", "", ""}};
        return spec;
    }

    static diagnostics::span at(std::uint32_t line, std::uint32_t column = 5) { return {0, line, column, 1}; }

    /// The declared syncs as they come from the resolver.
    std::vector<validation::resolved_sync> resolved() const {
        std::vector<validation::resolved_sync> made;
        for (std::size_t at = 0; at < files_.size(); ++at) {
            validation::resolved_sync sync;
            sync.declared = &files_[at];
            if (unresolved != files_[at].key.value) {
                sync.spec = specs_[at];
            }
            sync.object = object;
            made.push_back(std::move(sync));
        }
        return made;
    }

    /// Makes the plan.
    plan::plan plan() { return matched().todo; }
    plan::matched_plan matched() {
        options.removed = &removed_;
        options.owned = &owned;
        options.metadata = &metadata;
        std::vector<validation::resolved_sync> declared = resolved();
        return plan::make_plan(declared, live_, can, options, problems);
    }

    [[nodiscard]] const std::vector<model::live_sync>& all_live() const { return live_; }

    model::capabilities can;
    plan::planner_options options{{"https://app.getcensus.com/api/v1", "2021", ""}, false};
    diagnostics::collector problems;
    diagnostics::source_map sources;
    std::string unresolved;  ///< key of a sync without a spec
    const model::destination_object* object{nullptr};
    manifest::ownership owned;
    model::catalogue metadata;

private:
    std::deque<manifest::declared_sync> files_;
    std::deque<model::sync_spec> specs_;
    std::vector<model::live_sync> live_;
    std::vector<manifest::declared_removal> removed_;
};

/// "create:a, trigger:a".
inline std::string actions(const plan::plan& made) {
    std::string text;
    for (const plan::change& one : made.changes) {
        text += (text.empty() ? "" : ", ") + one.id();
    }
    return text;
}

}  // namespace censusctl::test
