#include <algorithm>
#include <map>
#include <utility>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/import_files.hpp"
#include "cli/outputs.hpp"
#include "cli/proposal.hpp"
#include "diff/attribute_value.hpp"
#include "manifest/file_text.hpp"
#include "manifest/manifest_splicer.hpp"
#include "manifest/trace.hpp"
#include "manifest/yaml_reader.hpp"
#include "model/attributes.hpp"
#include "plan/import.hpp"
#include "report/sync_trace.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

std::string in_quotes(const std::string& text) {
    return "'" + text::escape_for_terminal(text) + "'";
}

/// Whether an action says that a sync differs from its file.
bool is_difference(const plan::change& change) {
    return change.what == plan::action::update || change.what == plan::action::replace ||
           change.what == plan::action::blocked;
}

/// One call of `adopt`.
class adopting {
public:
    adopting(const context& invocation, const loaded_project& project, const session& connection,
             const planned_project& planned, const manifest::sync_tracer& tracer)
        : invocation_(invocation),
          project_(project),
          connection_(connection),
          planned_(planned),
          tracer_(tracer) {}

    exit_status run() {
        for (const std::string& key : wanted()) {
            if (invocation_.options.remove) {
                take_out(key);
            } else {
                adopt(key);
            }
        }
        if (adopted_.empty() && refused_ == 0) {
            invocation_.screen.note("Nothing to adopt: the workspace is as the files say.");
            return exit_ok;
        }
        if (refused_ > 0) {
            throw command_failure(exit_failed, "nothing was written: " + text::counted(refused_, "sync") +
                                                   " cannot be adopted in place");
        }
        prove();
        std::vector<import_file> files;
        for (const auto& changed : files_) {
            files.push_back(changed.second);
            refuse_secret(invocation_, changed.second.text, "a manifest");
        }
        if (invocation_.options.dry_run) {
            invocation_.screen.note("Nothing was written. With these files a plan would be empty for " +
                                    text::counted(adopted_.size(), "sync") + ".");
            for (const import_file& file : files) {
                invocation_.screen.data("# " + shown(file.path) + "\n" + file.text);
            }
            return exit_ok;
        }
        write_import(files, fs::path(invocation_.options.directory));
        for (const import_file& file : files) {
            invocation_.screen.note("Changed " + shown(file.path) + ".");
        }
        invocation_.screen.note((invocation_.options.remove ? "Took out " : "Adopted ") +
                                text::counted(adopted_.size(), "sync") +
                                ". Review the difference, and commit it.");
        return exit_ok;
    }

private:
    static std::string shown(const fs::path& path) {
        std::error_code failure;
        return text::escape_for_terminal(path.lexically_proximate(fs::current_path(failure)).string());
    }

    [[nodiscard]] std::vector<std::string> wanted() const {
        if (!invocation_.options.all) {
            return invocation_.options.words;
        }
        std::vector<std::string> keys;
        for (const plan::change& change : planned_.todo.changes) {
            if (is_difference(change)) {
                keys.push_back(change.sync);
            }
        }
        return keys;
    }

    void refuse(const std::string& key, const std::string& why) {
        invocation_.screen.complain("in the way: " + in_quotes(key) + ": " + text::escape_for_terminal(why));
        ++refused_;
    }

    /// The file that declares a sync, as it is to be by now.
    import_file& file_of(const manifest::declared_sync& sync) {
        const std::string& name = project_.sources.path(sync.key.where.file);
        std::error_code failure;
        const fs::path path =
            fs::absolute(fs::path(invocation_.options.directory) / name, failure).lexically_normal();
        import_file& file = files_[path];
        if (file.path.empty()) {
            manifest::file_text there = manifest::read_file(path);
            if (!there.bytes) {
                throw command_failure(exit_failed,
                                      in_quotes(path.string()) + " cannot be read: " + there.failure);
            }
            file.path = path;
            file.is_there = true;
            file.before = *there.bytes;
            file.text = std::move(*there.bytes);
        }
        return file;
    }

    /// Makes an edit of a file's text, from its tree as it is by then.
    template <class Edit>
    void change(const manifest::declared_sync& sync, Edit edit) {
        import_file& file = file_of(sync);
        diagnostics::collector ignored;
        const auto tree = manifest::read_yaml(file.text, 0, ignored);
        if (!tree) {
            refuse(sync.key.value, "its file cannot be read any more");
            return;
        }
        manifest::spliced_text made = edit(file.text, *tree);
        if (!made.refusal.empty()) {
            refuse(sync.key.value, made.refusal);
            return;
        }
        file.text = std::move(made.text);
        adopted_.push_back(sync.key.value);
    }

    /// Why a difference cannot go away by what a sync states for all environments; empty: it can. Raw.
    [[nodiscard]] std::string stated_above(const std::string& key,
                                           const std::vector<diff::field_change>& fields) const {
        if (project_.declared.config.environment.empty()) {
            return {};
        }
        const manifest::traced_sync stated = tracer_.of(key);
        for (const diff::field_change& field : fields) {
            std::string path = diff::to_string(field.path);
            const manifest::traced_value* value = manifest::find(stated, path);
            if (value == nullptr) {
                // An item that is not there is missing in a list which something states as a whole.
                path.resize(std::min(path.size(), path.find_first_of(".[")));
                value = manifest::find(stated, path);
                if (value != nullptr && value->is != manifest::traced_value::shape::list) {
                    value = nullptr;
                }
            }
            if (value != nullptr && (value->from == manifest::layer::environment_overrides ||
                                     value->from == manifest::layer::sync_environments)) {
                return "its `" + path + "` comes from " + report::origin_text(*value, project_.sources) +
                       ": change it there";
            }
        }
        return {};
    }

    void adopt(const std::string& key) {
        const live_pair pair = find_live(planned_, key);
        const auto difference = std::ranges::find_if(planned_.todo.changes, [&](const plan::change& one) {
            return one.sync == key && is_difference(one);
        });
        if (difference == planned_.todo.changes.end()) {
            return;
        }
        if (const std::string why = stated_above(key, difference->fields); !why.empty()) {
            refuse(key, why);
            return;
        }
        manifest::splice edit;
        edit.sync = key;
        for (const diff::field_change& field : difference->fields) {
            const std::string_view path = model::path_of(field.path.id);
            if (model::is_of_mapping(field.path.id)) {
                edit.keys.emplace("mappings");
                edit.fields.insert(field.path.part);
                edit.within[diff::mapping_text(field.path.part)].emplace(path.substr(0, path.find('.')));
            } else {
                const std::string group(model::path_of(model::group_of(field.path.id)));
                const std::string_view inner = path.substr(std::min(group.size() + 1, path.size()));
                edit.keys.insert(group);
                edit.within[group].emplace(inner.substr(0, inner.find('.')));
            }
        }
        const auto at = static_cast<std::size_t>(pair.live - planned_.workspace.syncs.data());
        const plan::import_request request{planned_.workspace.syncs,
                                           {at},
                                           planned_.workspace.metadata,
                                           declared_ids(project_, planned_.workspace.syncs)};
        plan::import_result made = plan::import_syncs(request);
        name_as_in_files(project_.declared.config.renames, made);
        for (const plan::unsaid& one : made.left) {
            if (one.sync_left_out) {
                refuse(key, (one.attribute.empty() ? "" : one.attribute + ": ") + one.why);
                return;
            }
        }
        manifest::written_sync& written = made.syncs.front().written;
        written.key = key;
        edit.declared = manifest::declaration_of(written, edit.keys);
        change(*pair.declared->declared, [&](std::string_view text, const manifest::yaml_tree& tree) {
            return manifest::splice_sync(text, tree, edit);
        });
    }

    void take_out(const std::string& key) {
        std::vector<std::string_view> keys;
        for (std::size_t at = 0; at < planned_.resolved.size(); ++at) {
            const manifest::declared_sync& sync = *planned_.resolved[at].declared;
            keys.emplace_back(sync.key.value);
            if (sync.key.value != key) {
                continue;
            }
            if (planned_.found.declared[at].live != plan::no_match) {
                refuse(key, "the workspace has it: it is not gone");
                return;
            }
            change(sync, [&](std::string_view text, const manifest::yaml_tree& tree) {
                return manifest::splice_sync_out(text, tree, key);
            });
            return;
        }
        throw command_failure(exit_failed, "no manifest declares a sync " + in_quotes(key),
                              text::escape_for_terminal(text::did_you_mean(key, keys)));
    }

    /// What is written must say what the workspace has, and what it said of all other syncs before.
    void prove() {
        manifest::file_overlay overlay;
        for (const auto& changed : files_) {
            overlay.emplace(changed.first, changed.second.text);
        }
        const proposal after = plan_proposal(invocation_, connection_, planned_.workspace, overlay);
        std::size_t failed = 0;
        const auto tell = [&](const std::string& key, const std::string& reason) {
            invocation_.screen.complain("in the way: " + in_quotes(key) + ": " + reason);
            ++failed;
        };
        for (const std::string& key : adopted_) {
            const auto stays = [&](const std::string& other) {
                return other == key;
            };
            if (invocation_.options.remove) {
                if (std::ranges::any_of(after.todo.unchanged, stays)) {
                    tell(key, "it would still be declared");
                }
                continue;
            }
            for (const std::string& reason : reasons_against(key, after)) {
                tell(key, reason);
            }
        }
        for (const validation::resolved_sync& other : planned_.resolved) {
            const std::string& key = other.declared->key.value;
            if (std::ranges::find(adopted_, key) == adopted_.end() &&
                stands(planned_.todo, key) != stands(after.todo, key)) {
                tell(key, "its own plan would be another");
            }
        }
        if (failed > 0) {
            throw command_failure(exit_failed, "nothing was written: a plan of the files would not be empty",
                                  "edit the file by hand: `censusctl explain-diff KEY` shows both sides");
        }
    }

    /// How a plan stands to one sync.
    static std::vector<std::pair<std::string, std::vector<diff::field_change>>> stands(
        const plan::plan& todo, const std::string& key) {
        std::vector<std::pair<std::string, std::vector<diff::field_change>>> all;
        for (const plan::change& change : todo.changes) {
            if (change.sync == key && change.what != plan::action::trigger) {
                all.emplace_back(change.id(), change.fields);
            }
        }
        return all;
    }

    const context& invocation_;
    const loaded_project& project_;
    const session& connection_;
    const planned_project& planned_;
    const manifest::sync_tracer& tracer_;
    std::map<fs::path, import_file> files_;
    std::vector<std::string> adopted_;
    std::size_t refused_{0};
};

}  // namespace

exit_status run_adopt(const context& invocation) {
    const cli_options& options = invocation.options;
    if (options.words.empty() == !options.all) {
        throw command_failure(exit_usage, options.all
                                              ? "--all takes every sync that differs: name none beside it"
                                              : "name syncs by their keys, or give --all");
    }
    if (options.remove && options.all) {
        throw command_failure(exit_usage,
                              "--delete takes keys: a sync that is not in the workspace may be one "
                              "that is still to be created");
    }
    manifest::sync_tracer tracer([&options](std::string_view key) {
        return options.all || std::ranges::find(options.words, key) != options.words.end();
    });
    loaded_project project = load(invocation, {}, {}, &tracer);
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    if (diagnostics::has_errors(project.problems.all())) {
        print_problems(invocation, diagnostics::sorted(project.problems.all()), project.sources,
                       project.declared.config.environment);
        throw command_failure(exit_manifest, "the files have errors: nothing was adopted");
    }
    return adopting(invocation, project, *connection, planned, tracer).run();
}

}  // namespace censusctl::cli
