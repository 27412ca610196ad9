#include <algorithm>
#include <map>
#include <utility>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/foreign_import.hpp"
#include "cli/import_files.hpp"
#include "cli/outputs.hpp"
#include "cli/proposal.hpp"
#include "cli/sync_choice.hpp"
#include "cli/workspace_reading.hpp"
#include "diff/attribute_value.hpp"
#include "plan/import.hpp"
#include "plan/matching.hpp"
#include "report/values.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"
#include "validation/resolver.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

/// "'Braze users' (sync 61)"
std::string described(const model::live_sync& sync) {
    const std::string id = "sync " + std::to_string(sync.id);
    return sync.spec.label.empty() ? id : "'" + text::escape_for_terminal(sync.spec.label) + "' (" + id + ")";
}

loaded_project load_existing(const context& invocation) {
    loaded_project project = load(invocation, {});
    forget_emptiness(project);
    if (project.problems.has_errors()) {
        print_problems(invocation, diagnostics::sorted(project.problems.all()), project.sources,
                       project.declared.config.environment);
        throw command_failure(exit_manifest, "the files have errors: nothing was imported");
    }
    return project;
}

/// The live syncs that the words name: by label, else by id.
std::vector<std::size_t> selected(const cli_options& options, const std::vector<model::live_sync>& live) {
    std::set<std::size_t> wanted;
    for (std::size_t at = 0; options.all && at < live.size(); ++at) {
        wanted.insert(at);
    }
    for (const std::string& word : options.words) {
        std::vector<std::size_t> found;
        std::vector<std::string_view> labels;
        std::string ids;
        for (std::size_t at = 0; at < live.size(); ++at) {
            labels.emplace_back(live[at].spec.label);
            if (live[at].spec.label == word) {
                found.push_back(at);
                ids += (ids.empty() ? "" : ", ") + std::to_string(live[at].id);
            }
        }
        for (std::size_t at = 0; found.empty() && at < live.size(); ++at) {
            if (std::to_string(live[at].id) == word) {
                found.push_back(at);
            }
        }
        const std::string name = "'" + text::escape_for_terminal(word) + "'";
        if (found.empty()) {
            const std::string hint = text::did_you_mean(word, labels);
            throw command_failure(
                exit_failed, "the workspace has no sync with the label or id " + name,
                hint.empty() ? "`censusctl list syncs` lists them" : text::escape_for_terminal(hint));
        }
        if (found.size() > 1) {
            throw command_failure(exit_failed,
                                  text::counted(found.size(), "sync") + " have the label " + name,
                                  "name them by id: " + ids);
        }
        wanted.insert(found.front());
    }
    return {wanted.begin(), wanted.end()};
}

/// All that naming and checking these syncs needs, beside what the files refer to already.
model::references references_to(const std::vector<model::live_sync>& live,
                                const std::vector<std::size_t>& wanted, model::references known) {
    const auto by_id = [](const model::connection_id& id) {
        return model::connection_name{id.number(), id.number() ? std::string() : id.text()};
    };
    const auto use_of = [](auto& uses, const model::connection_name& name) -> auto& {
        const auto there =
            std::ranges::find_if(uses, [&](const auto& use) { return use.connection == name; });
        if (there != uses.end()) {
            return *there;
        }
        uses.push_back({name, {}});
        return uses.back();
    };
    const auto add = [](auto& list, const auto& one) {
        if (std::ranges::find(list, one) == list.end()) {
            list.push_back(one);
        }
    };
    for (const std::size_t at : wanted) {
        const model::sync_spec& spec = live[at].spec;
        if (spec.source.connection_id.known()) {
            auto& use = use_of(known.sources, by_id(spec.source.connection_id));
            model::object_name object{spec.source.type, spec.source.id, {}, {}};
            if (!object.id) {
                object.name = spec.source.name;
                object.table = spec.source.table;
            }
            add(use.objects, object);
        }
        if (spec.destination.connection_id.known() && !spec.destination.object.empty()) {
            auto& use = use_of(known.destinations, by_id(spec.destination.connection_id));
            add(use.objects, spec.destination.object);
            for (const model::mapping& mapping : spec.mappings) {
                if (!mapping.lookup_object.empty()) {
                    add(use.objects, mapping.lookup_object);
                }
            }
        }
    }
    return known;
}

/// Why a plan of what was written is not empty, for one sync.
struct unproved {
    std::size_t live{0};
    std::vector<std::string> reasons;
};

/// One import, from the workspace as it was read to the files.
class importing {
public:
    importing(const context& invocation, const session& connection, const loaded_project& existing,
              census::workspace_snapshot workspace, std::vector<std::size_t> wanted,
              std::map<std::size_t, std::string> names)
        : invocation_(invocation),
          connection_(connection),
          workspace_(std::move(workspace)),
          renames_(existing.declared.config.renames),
          request_{workspace_.syncs, std::move(wanted), workspace_.metadata,
                   declared_ids(existing, workspace_.syncs)} {
        for (const manifest::declared_sync& sync : existing.declared.syncs) {
            request_.taken_keys.insert(sync.key.value);
        }
        request_.names = std::move(names);
        const cli_options& options = invocation.options;
        folder_ = options.out.empty() ? fs::path(options.directory) / default_folder(existing)
                                      : fs::path(options.out);
    }

    exit_status run() {
        const std::size_t asked = request_.wanted.size();
        std::erase_if(request_.wanted,
                      [this](std::size_t at) { return request_.declared.contains(workspace_.syncs[at].id); });
        const std::size_t declared = asked - request_.wanted.size();
        if (asked == 0) {
            invocation_.screen.note("Nothing to import: the workspace has no syncs.");
            return exit_ok;
        }
        prove();
        tell_unsaid();
        if (made_.syncs.empty() && declared > 0) {
            invocation_.screen.note("Nothing to import: the files declare " + std::to_string(declared) +
                                    " of " + text::counted(asked, "sync") + " already.");
            return exit_ok;
        }
        if (made_.syncs.empty()) {
            throw command_failure(exit_failed, "nothing was written: no sync can be imported");
        }
        for (const import_file& file : files_) {
            refuse_secret(invocation_, file.text, "a manifest");
        }
        if (invocation_.options.dry_run) {
            show();
            return exit_ok;
        }
        write_import(files_, folder_);
        tell_written(declared);
        return exit_ok;
    }

private:
    static fs::path default_folder(const loaded_project& existing) {
        for (const auto& entry : existing.declared.config.manifests) {
            if (entry.value.find_first_of("*?[") == std::string::npos && !entry.value.ends_with(".yaml") &&
                !entry.value.ends_with(".yml")) {
                return entry.value;
            }
        }
        return "syncs";
    }

    [[nodiscard]] import_split split() const {
        const std::string& word = invocation_.options.split;
        if (word == "source") {
            return import_split::source;
        }
        if (word == "sync") {
            return import_split::sync;
        }
        return word == "none" ? import_split::none : import_split::destination;
    }

    /// Makes the files and plans them, until the plan is empty. With --keep-going what stands in the way is
    /// left out; else it ends the command.
    void prove() {
        while (true) {
            made_ = plan::import_syncs(request_);
            name_as_in_files(renames_, made_);
            refuse_left_out();
            if (made_.syncs.empty()) {
                return;
            }
            files_ = import_files(made_.syncs, request_, split(), invocation_.options.directory, folder_,
                                  choice_of(invocation_.options));
            const std::vector<unproved> failed = plan_files();
            if (failed.empty()) {
                return;
            }
            for (const unproved& one : failed) {
                const std::string name = described(workspace_.syncs[one.live]);
                for (const std::string& reason : one.reasons) {
                    std::string line = invocation_.options.keep_going ? "left out: " : "in the way: ";
                    line.append(name).append(": ").append(reason);
                    invocation_.screen.note(line);
                }
                std::erase(request_.wanted, one.live);
            }
            if (!invocation_.options.keep_going) {
                throw command_failure(exit_failed,
                                      "nothing was written: a plan of the files would not be empty for " +
                                          text::counted(failed.size(), "sync") + " of " +
                                          std::to_string(made_.syncs.size()),
                                      "--keep-going leaves those out");
            }
        }
    }

    /// A sync that was named, and that no file can state, is a failure; with --all it is told of.
    void refuse_left_out() const {
        if (invocation_.options.all || invocation_.options.keep_going) {
            return;
        }
        std::size_t count = 0;
        for (const plan::unsaid& one : made_.left) {
            if (one.sync_left_out) {
                ++count;
                invocation_.screen.complain("in the way: " + told(one));
            }
        }
        if (count > 0) {
            throw command_failure(exit_failed,
                                  "nothing was written: not every sync that is named can be "
                                  "stated in a file",
                                  "--keep-going leaves those out");
        }
    }

    [[nodiscard]] std::string told(const plan::unsaid& one) const {
        const std::string place =
            one.attribute.empty() ? std::string() : text::escape_for_terminal(one.attribute) + ": ";
        return described(workspace_.syncs[one.live]) + ": " + place + text::escape_and_cut(one.why, 200);
    }

    void tell_unsaid() const {
        for (const plan::unsaid& one : made_.left) {
            invocation_.screen.note((one.sync_left_out ? "left out: " : "not stated: ") + told(one));
        }
    }

    /// The stations of a plan, over the files as they would be.
    [[nodiscard]] std::vector<unproved> plan_files() {
        const proposal planned = plan_proposal(invocation_, connection_, workspace_, overlay_of(files_));
        std::vector<unproved> failed;
        for (const plan::imported_sync& one : made_.syncs) {
            if (std::vector<std::string> reasons = reasons_against(one.written.key, planned);
                !reasons.empty()) {
                failed.push_back({one.live, std::move(reasons)});
            }
        }
        return failed;
    }

    [[nodiscard]] std::string shown_path(const import_file& file) const {
        std::error_code failure;
        const fs::path here = file.path.lexically_proximate(fs::current_path(failure));
        return text::escape_for_terminal(here.string());
    }

    void show() const {
        std::string text;
        for (const import_file& file : files_) {
            text +=
                "# " + shown_path(file) + (file.is_there ? " (extended)\n" : " (new)\n") + file.text + "\n";
        }
        text.pop_back();
        invocation_.screen.data(text);
        invocation_.screen.note("Nothing was written. A plan of these files is empty.");
    }

    void tell_written(std::size_t declared) const {
        for (const import_file& file : files_) {
            invocation_.screen.note((file.is_there ? "Extended " : "Wrote ") + shown_path(file) + ": " +
                                    text::counted(file.syncs.size(), "sync") + ".");
        }
        std::string summary = "Imported " + text::counted(made_.syncs.size(), "sync");
        if (declared > 0) {
            summary += ", beside " + std::to_string(declared) + " that the files declare already";
        }
        invocation_.screen.note(summary + ". A plan of the files is empty: commit them.");
        const loaded_project now = load(invocation_, {});
        const auto is_read = [&](const plan::imported_sync& one) {
            return std::ranges::any_of(now.declared.syncs,
                                       [&](const auto& sync) { return sync.key.value == one.written.key; });
        };
        if (!std::ranges::all_of(made_.syncs, is_read)) {
            invocation_.screen.warning("no command reads all of them yet: name " +
                                       text::escape_for_terminal(folder_.string()) +
                                       " under `manifests` in censusctl.yaml");
        }
    }

    const context& invocation_;
    const session& connection_;
    census::workspace_snapshot workspace_;
    std::vector<manifest::renamed_connection> renames_;
    plan::import_request request_;
    plan::import_result made_;
    std::vector<import_file> files_;
    fs::path folder_;
};

/// Lets somebody at the terminal choose from what no file declares yet.
std::vector<std::size_t> picked(const context& invocation, const loaded_project& existing,
                                const std::vector<model::live_sync>& live) {
    const auto declared = declared_ids(existing, live);
    std::vector<std::size_t> open;
    std::vector<std::string> names;
    for (std::size_t at = 0; at < live.size(); ++at) {
        if (!declared.contains(live[at].id)) {
            open.push_back(at);
            names.push_back(plan::shown_name(live[at]) + " (" + std::to_string(live[at].id) + ")");
        }
    }
    std::vector<std::size_t> wanted;
    if (names.empty()) {
        invocation.screen.note(live.empty()
                                   ? "Nothing to import: the workspace has no syncs."
                                   : "Nothing to import: the files declare all of the workspace's syncs.");
    } else {
        for (const std::size_t at : choose(invocation.screen, names)) {
            wanted.push_back(open[at]);
        }
        if (wanted.empty()) {
            invocation.screen.note("Nothing was chosen, and nothing imported.");
        }
    }
    return wanted;
}

/// Whether the syncs are to be chosen in a list: none is named, and somebody is there to ask.
bool is_to_pick(const context& invocation) {
    const cli_options& options = invocation.options;
    return options.words.empty() && !options.all && options.from.empty() && invocation.screen.interactive();
}

/// Refuses what names nothing to import, or two things.
void check_words(const cli_options& options) {
    if (!options.from.empty()) {
        if (options.all || options.words.size() != 1) {
            throw command_failure(exit_usage,
                                  options.from == "gitlink"
                                      ? "--from gitlink takes the folder of the files, and nothing else"
                                      : "--from terraform takes one file, and nothing else");
        }
        return;
    }
    if (options.words.empty() == !options.all) {
        throw command_failure(exit_usage,
                              options.all ? "--all takes every sync: name none beside it"
                                          : "name syncs by their labels or ids, or give --all",
                              "`censusctl list syncs` lists them");
    }
}

}  // namespace

exit_status run_import(const context& invocation) {
    const cli_options& options = invocation.options;
    const bool is_picking = is_to_pick(invocation);
    if (!is_picking) {
        check_words(options);
    }
    const loaded_project existing = load_existing(invocation);
    plan::foreign_files foreign;
    if (!options.from.empty()) {
        foreign = read_foreign(options);
    }
    const auto connection = connect(invocation, existing);
    census::workspace_snapshot workspace = read_workspace(*connection, {});
    static_cast<void>(confirm_listing(*connection, workspace));
    foreign_choice chosen;
    if (is_picking) {
        chosen.wanted = picked(invocation, existing, workspace.syncs);
        if (chosen.wanted.empty()) {
            return exit_ok;
        }
    } else if (options.from.empty()) {
        chosen.wanted = selected(options, workspace.syncs);
    } else {
        chosen = choose_foreign(invocation, foreign, workspace.syncs);
    }
    const model::references uses =
        references_to(workspace.syncs, chosen.wanted, manifest::references_of(existing.declared.syncs));
    workspace.metadata = read_workspace(*connection, uses, {.syncs = false, .datasets = true}).metadata;
    return importing(invocation, *connection, existing, std::move(workspace), std::move(chosen.wanted),
                     std::move(chosen.names))
        .run();
}

}  // namespace censusctl::cli
