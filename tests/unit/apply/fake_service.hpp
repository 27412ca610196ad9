#pragma once
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "census/api.hpp"
#include "diff/compare.hpp"
#include "model/attributes.hpp"
#include "plan/fingerprint.hpp"
#include "plan/plan.hpp"

namespace censusctl::test {

/// A workspace in memory behind the interface of the API, which loses replies and stores other things when
/// told to.
class fake_service final : public census::api {
public:
    template <class T>
    using answer = census::awaitable<census::result<T>>;

    std::vector<model::live_sync> syncs;
    std::map<std::int64_t, std::vector<model::sync_run>> runs;  ///< by sync, newest first
    std::vector<std::string> calls;  ///< "create A", "trigger 7", "list", "run 3" …
    /// What the next creates and triggers come to: absent is well.
    enum class mishap { none, refused, lost_after, lost_before };
    std::map<std::string, mishap> create_mishaps;     ///< by label
    std::map<std::int64_t, mishap> trigger_mishaps;   ///< by sync
    std::map<std::int64_t, std::string> run_endings;  ///< sync -> status of its runs: else "completed"
    std::function<void(model::sync_spec&)> on_store;  ///< changes what is stored
    std::function<void()> after_create;

    std::map<std::int64_t, mishap> update_mishaps;  ///< by sync
    std::map<std::int64_t, mishap> delete_mishaps;  ///< by sync
    std::map<std::int64_t, mishap> cancel_mishaps;  ///< by run
    std::function<void()> before_update;            ///< what others do meanwhile

    model::capabilities capabilities() const override { return {true, true}; }
    answer<std::vector<model::source_connection>> list_sources() override { co_return unused("sources"); }
    answer<model::source_connection> get_source(model::connection_id) override { co_return unused("source"); }
    answer<census::page_rows<model::source_object>> list_source_objects(model::connection_id,
                                                                        census::page_request) override {
        co_return unused("data_sources");
    }
    answer<model::source_object> get_source_object(model::connection_id, std::string, std::int64_t) override {
        co_return unused("model");
    }
    answer<census::page_rows<census::dataset_row>> list_datasets(census::page_request) override {
        co_return unused("datasets");
    }
    answer<census::page_rows<model::destination_object>> list_objects(model::connection_id,
                                                                      census::page_request) override {
        co_return unused("objects");
    }
    bool lists_objects() const override { return false; }
    answer<std::vector<model::destination_connection>> list_destinations() override {
        co_return unused("destinations");
    }
    answer<model::destination_connection> get_destination(model::connection_id) override {
        co_return unused("destination");
    }
    answer<model::destination_object> get_object(model::connection_id, std::string) override {
        co_return unused("object");
    }

    answer<census::page_rows<model::live_sync>> list_syncs(census::page_request page) override {
        calls.push_back("list " + std::to_string(page.page));
        census::page_rows<model::live_sync> page_found;
        std::vector<model::live_sync>& found = page_found.rows;
        const auto first = static_cast<std::size_t>((page.page - 1) * page.per_page);
        for (std::size_t at = first;
             at < syncs.size() && found.size() < static_cast<std::size_t>(page.per_page); ++at) {
            found.push_back(syncs[at]);
        }
        co_return page_found;
    }
    answer<model::live_sync> get_sync(std::int64_t id) override {
        calls.push_back("get " + std::to_string(id));
        for (const model::live_sync& one : syncs) {
            if (one.id == id) {
                co_return one;
            }
        }
        co_return unused("sync");
    }
    answer<std::int64_t> create_sync(model::sync_spec spec) override {
        calls.push_back("create " + spec.label);
        const mishap what = create_mishaps[spec.label];
        if (what == mishap::refused) {
            co_return refusal("POST", "/syncs", 422, "no such object");
        }
        if (what == mishap::lost_before) {
            co_return lost("POST", "/syncs");
        }
        model::live_sync made;
        made.id = next_sync++;
        made.spec = std::move(spec);
        if (on_store) {
            on_store(made.spec);
        }
        syncs.push_back(made);
        if (after_create) {
            after_create();
        }
        if (what == mishap::lost_after) {
            co_return lost("POST", "/syncs");
        }
        co_return made.id;
    }
    answer<model::live_sync> update_sync(census::sync_patch patch) override {
        std::string keys;
        for (const model::attribute key : patch.keys) {
            keys.append(" ").append(model::path_of(key));
        }
        calls.push_back("update " + std::to_string(patch.id) + keys);
        if (before_update) {
            before_update();
        }
        const std::string target = "/syncs/" + std::to_string(patch.id);
        const mishap what = update_mishaps[patch.id];
        if (what == mishap::refused) {
            co_return refusal("PATCH", target, 400, "no such field");
        }
        if (what == mishap::lost_before) {
            co_return lost("PATCH", target);
        }
        for (model::live_sync& live : syncs) {
            if (live.id == patch.id) {
                live.spec = patch.desired;
                if (on_store) {
                    on_store(live.spec);
                }
                if (what == mishap::lost_after) {
                    co_return lost("PATCH", target);
                }
                co_return live;
            }
        }
        co_return unused("sync");
    }
    answer<void> delete_sync(std::int64_t id) override {
        calls.push_back("delete " + std::to_string(id));
        const std::string target = "/syncs/" + std::to_string(id);
        const mishap what = delete_mishaps[id];
        if (what == mishap::refused) {
            co_return refusal("DELETE", target, 403, "not allowed");
        }
        if (what == mishap::lost_before) {
            co_return lost("DELETE", target);
        }
        std::erase_if(syncs, [id](const model::live_sync& live) { return live.id == id; });
        if (what == mishap::lost_after) {
            co_return lost("DELETE", target);
        }
        co_return census::result<void>();
    }
    answer<std::int64_t> trigger_sync(std::int64_t id, bool full) override {
        calls.push_back((full ? "full trigger " : "trigger ") + std::to_string(id));
        const mishap what = trigger_mishaps[id];
        if (what == mishap::refused) {
            co_return refusal("POST", "/syncs/" + std::to_string(id) + "/trigger", 409, "already running");
        }
        if (what == mishap::lost_before) {
            co_return lost("POST", "/syncs/" + std::to_string(id) + "/trigger");
        }
        model::sync_run run;
        run.id = next_run++;
        run.sync_id = id;
        run.status = run_endings.count(id) != 0 ? run_endings[id] : "completed";
        run.error_message = run.status == "failed" ? "no warehouse" : "";
        runs[id].insert(runs[id].begin(), run);
        if (what == mishap::lost_after) {
            co_return lost("POST", "/syncs/" + std::to_string(id) + "/trigger");
        }
        co_return run.id;
    }
    answer<std::vector<model::sync_run>> list_sync_runs(std::int64_t sync_id,
                                                        census::page_request page) override {
        calls.push_back("runs " + std::to_string(sync_id));
        std::vector<model::sync_run> found = runs[sync_id];
        found.resize(std::min(found.size(), static_cast<std::size_t>(page.per_page)));
        co_return found;
    }
    answer<model::sync_run> get_sync_run(std::int64_t id) override {
        calls.push_back("run " + std::to_string(id));
        for (const auto& [sync, all] : runs) {
            for (const model::sync_run& one : all) {
                if (one.id == id) {
                    co_return one;
                }
            }
        }
        co_return refusal("GET", "/sync_runs/" + std::to_string(id), 404, "not found");
    }

    answer<void> cancel_sync_run(std::int64_t id) override {
        calls.push_back("cancel " + std::to_string(id));
        const std::string target = "/sync_runs/" + std::to_string(id) + "/cancel";
        const mishap what = cancel_mishaps[id];
        if (what == mishap::refused) {
            co_return refusal("POST", target, 403, "not allowed");
        }
        if (what == mishap::lost_before) {
            co_return lost("POST", target);
        }
        for (auto& [sync, all] : runs) {
            for (model::sync_run& one : all) {
                if (one.id == id && !one.ended()) {
                    one.canceled = true;
                    if (what == mishap::lost_after) {
                        co_return lost("POST", target);
                    }
                    co_return census::result<void>();
                }
            }
        }
        co_return refusal("POST", target, 404, "not found");
    }

    /// How often a call was made.
    [[nodiscard]] std::size_t count(const std::string& call) const {
        std::size_t found = 0;
        for (const std::string& one : calls) {
            found += one == call ? 1U : 0U;
        }
        return found;
    }

    std::int64_t next_sync{100};
    std::int64_t next_run{1'000};

private:
    static http::failure refusal(const char* method, std::string target, int status, const char* text) {
        http::failure problem;
        problem.stage = http::stage::status;
        problem.sent = http::sent_state::answered;
        problem.status = status;
        problem.method = method;
        problem.target = std::move(target);
        problem.server_text = text;
        return problem;
    }
    static http::failure unused(const char* what) { return refusal("GET", what, 404, "not here"); }
    static http::failure lost(const char* method, std::string target) {
        http::failure problem = refusal(method, std::move(target), 0, "");
        problem.stage = http::stage::first_byte;
        problem.sent = http::sent_state::maybe_sent;
        problem.message = "connection closed before a reply came";
        return problem;
    }
};

/// Runs a coroutine to its end.
template <class T>
T run_all(boost::asio::awaitable<T> work) {
    boost::asio::io_context loop;
    std::optional<T> made;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, std::move(work), [&](std::exception_ptr problem, T value) {
        thrown = std::move(problem);
        made = std::move(value);
    });
    loop.run();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return std::move(*made);
}

inline model::sync_spec spec_of(const std::string& label) {
    model::sync_spec spec;
    spec.label = label;
    spec.operation = "upsert";
    spec.source = {4, "model", 15, "braze_test", {}};
    spec.destination = {15, "user", ""};
    spec.mappings = {{model::column_source{"EMAIL"}, "external_id", true, false, false, "", "", ""}};
    return spec;
}

inline plan::change create_of(const std::string& key) {
    plan::change one;
    one.what = plan::action::create;
    one.sync = key;
    one.desired = spec_of(key);
    return one;
}

/// A live sync with the label of a key.
inline model::live_sync live_of(const std::string& key, std::int64_t id) {
    model::live_sync live;
    live.id = id;
    live.spec = spec_of(key);
    return live;
}

/// An update of such a sync that pauses it.
inline plan::change update_of(const std::string& key, std::int64_t id) {
    plan::change change = create_of(key);
    change.what = plan::action::update;
    change.sync_id = id;
    change.desired.paused = true;
    change.live_fingerprint = plan::live_fingerprint(live_of(key, id), change.context);
    change.fields = diff::compare(change.desired, live_of(key, id).spec, change.context);
    return change;
}

/// A delete of it.
inline plan::change remove_of(const std::string& key, std::int64_t id) {
    plan::change change = update_of(key, id);
    change.what = plan::action::remove;
    change.desired = spec_of(key);
    change.fields.clear();
    return change;
}

/// A replacement of it by a sync whose operation is another.
inline plan::change replace_of(const std::string& key, std::int64_t id) {
    plan::change change = update_of(key, id);
    change.what = plan::action::replace;
    change.desired = spec_of(key);
    change.desired.operation = "update";
    change.fields = diff::compare(change.desired, live_of(key, id).spec, change.context);
    return change;
}

/// A trigger of a sync with an id, or, with 0, of one that the same plan creates.
inline plan::change trigger_of(const std::string& key, std::int64_t id, std::vector<std::string> after = {}) {
    plan::change one;
    one.what = plan::action::trigger;
    one.sync = key;
    one.why = plan::reason::run_on_create;
    one.desired = spec_of(key);
    one.depends_on = std::move(after);
    if (id != 0) {
        one.sync_id = id;
    } else {
        one.depends_on.insert(one.depends_on.begin(), "create:" + key);
    }
    return one;
}

}  // namespace censusctl::test
