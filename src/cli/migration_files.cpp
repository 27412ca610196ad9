#include "cli/migration_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/trusted_base.hpp"
#include "http/trusted_host.hpp"
#include "http/url.hpp"
#include "manifest/file_text.hpp"
#include "manifest/scalar_splicer.hpp"
#include "manifest/variables.hpp"
#include "manifest/yaml_reader.hpp"
#include "manifest/yaml_writer.hpp"
#include "model/region.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* project_name = trusted_base::project_name;

std::string written(const model::connection_name& name) {
    return name.id ? std::to_string(*name.id) : manifest::yaml_scalar(manifest::without_variables(name.name));
}

std::string shown_name(const model::connection_name& name) {
    return name.id ? std::to_string(*name.id) : name.name;
}

report::migration_place place_of(const diagnostics::span& where, const diagnostics::source_map& sources) {
    if (!where.known()) {
        return {};
    }
    return {sources.path(where.file), where.line, where.column};
}

report::migration_edit shown_edit(const plan::reference_edit& edit, report::migration_place where) {
    return {std::move(where), edit.sync + "." + std::string(to_string(edit.what)),
            edit.before ? shown_name(*edit.before) : std::string(), shown_name(edit.after)};
}

/// Where a thing that is not stated yet is stated on a sync: for one environment among what it has of its own
/// there, since what is said for all of them still holds in the others.
std::vector<std::string> path_of(const plan::reference_edit& edit, const std::string& environment) {
    std::vector<std::string> path{"syncs", edit.sync};
    if (!environment.empty()) {
        path.insert(path.end(), {"environments", environment});
    }
    switch (edit.what) {
        case plan::named_thing::source:
            path.emplace_back("source");
            break;
        case plan::named_thing::destination:
            path.emplace_back("destination");
            break;
        case plan::named_thing::id:
        case plan::named_thing::distinct_from:
            break;
    }
    return path;
}

const char* key_of(plan::named_thing what) {
    switch (what) {
        case plan::named_thing::source:
        case plan::named_thing::destination:
            return "connection";
        case plan::named_thing::id:
            return "id";
        case plan::named_thing::distinct_from:
            break;
    }
    return "distinct_from";
}

/// Whether a file may name this host, so that it is trusted without the caller's word.
bool may_be_named(const std::string& base_url) {
    const auto target = http::parse_url(base_url);
    const char* listed = std::getenv("CENSUSCTL_TRUSTED_HOSTS");
    return target && (http::is_vendor(*target) || http::is_loopback(*target) ||
                      (listed != nullptr && http::is_listed(*target, listed)));
}

/// Whether what is at a place, by line and column, lies somewhere in a part of a file.
bool holds(manifest::yaml_node part, const diagnostics::span& where) {
    const diagnostics::span here = part.where();
    if (here.line == where.line && here.column == where.column) {
        return true;
    }
    for (std::size_t at = 0; at < part.size(); ++at) {
        if (holds(part.is_mapping() ? part.value(at) : part.item(at), where)) {
            return true;
        }
    }
    return false;
}

/// What a file says under these keys; none where it says nothing.
std::optional<manifest::yaml_node> under(manifest::yaml_node node,
                                         std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const auto at = node.find(key);
        if (!at) {
            return std::nullopt;
        }
        node = node.value(*at);
    }
    return node;
}

bool is_read_only(const fs::path& path) {
    std::error_code failure;
    const fs::perms mode = fs::status(path, failure).permissions();
    return !failure && (mode & fs::perms::owner_write) == fs::perms::none;
}

/// The value of a key of the workspace, with its place.
struct stated_key {
    const char* key;
    diagnostics::located<std::string> now;
    std::string wanted;  ///< empty: as it is
};

}  // namespace

import_file* migration_files::file_named(const std::string& name, report::migration& shown) {
    std::error_code failure;
    const fs::path path =
        fs::absolute(fs::path(invocation_.options.directory) / name, failure).lexically_normal();
    const auto known = files_.find(path);
    if (known != files_.end()) {
        return &known->second;
    }
    import_file file;
    file.path = path;
    if (fs::symlink_status(path, failure).type() == fs::file_type::not_found) {
        file.text = "version: 1\n";
        return &files_.emplace(path, std::move(file)).first->second;
    }
    manifest::file_text there = manifest::read_file(path);
    std::string why = there.bytes ? std::string() : there.failure;
    if (why.empty() && is_read_only(path)) {
        why = "it is read-only";
    }
    if (!why.empty()) {
        shown.obstacles.push_back(
            {{name, 0, 0}, {}, "it has to be changed, and cannot be: " + why, "make it writable", {}});
        return nullptr;
    }
    file.is_there = true;
    file.before = *there.bytes;
    file.text = std::move(*there.bytes);
    return &files_.emplace(path, std::move(file)).first->second;
}

void migration_files::put(const std::vector<plan::reference_edit>& edits, report::migration& shown) {
    std::map<std::uint32_t, std::vector<const plan::reference_edit*>> by_file;
    std::vector<const plan::reference_edit*> to_state;
    for (const plan::reference_edit& edit : edits) {
        if (edit.where.known() && is_of_environment(edit, shown)) {
            by_file[edit.where.file].push_back(&edit);
        } else {
            to_state.push_back(&edit);
        }
    }
    for (const auto& [file, here] : by_file) {
        put_into(project_.sources.path(file), here, shown);
    }
    // Lines move from here on.
    for (const plan::reference_edit* edit : to_state) {
        state_on_sync(*edit, shown);
    }
}

bool migration_files::is_of_environment(const plan::reference_edit& edit, report::migration& shown) {
    const std::string& environment = project_.declared.config.environment;
    const std::string& name = project_.sources.path(edit.where.file);
    if (environment.empty() || name == project_name) {
        return true;  // the project file names connections for one environment only
    }
    import_file* file = file_named(name, shown);
    if (file == nullptr) {
        return true;  // told already
    }
    diagnostics::collector ignored;
    const auto tree = manifest::read_yaml(file->text, 0, ignored);
    const auto part =
        tree ? under(tree->root(), {"syncs", edit.sync, "environments", environment}) : std::nullopt;
    return part && holds(*part, edit.where);
}

void migration_files::put_into(const std::string& name, const std::vector<const plan::reference_edit*>& edits,
                               report::migration& shown) {
    import_file* file = file_named(name, shown);
    if (file == nullptr) {
        return;
    }
    diagnostics::collector ignored;
    const auto tree = manifest::read_yaml(file->text, 0, ignored);
    std::vector<manifest::scalar_edit> all;
    for (const plan::reference_edit* edit : edits) {
        manifest::scalar_edit one{edit->where, written(edit->after)};
        const std::string why =
            tree ? manifest::splice_scalars(file->text, *tree, {one}).refusal : "its file cannot be read";
        if (!why.empty()) {
            shown.obstacles.push_back({place_of(edit->where, project_.sources),
                                       edit->sync,
                                       "`" + std::string(to_string(edit->what)) + "` must be " +
                                           shown_name(edit->after) +
                                           ", and cannot be changed in place: " + why,
                                       "change it by hand, and migrate again",
                                       {}});
            continue;
        }
        all.push_back(std::move(one));
        shown.edits.push_back(shown_edit(*edit, place_of(edit->where, project_.sources)));
    }
    if (!all.empty()) {
        file->text = manifest::splice_scalars(file->text, *tree, all).text;
    }
}

bool migration_files::splice(import_file& file, const std::vector<std::string>& path,
                             const std::vector<std::pair<std::string, std::string>>& values,
                             std::string& why) {
    diagnostics::collector ignored;
    const auto tree = manifest::read_yaml(file.text, 0, ignored);
    if (!tree) {
        why = "it cannot be read any more";
        return false;
    }
    manifest::spliced_text made = manifest::splice_keys(file.text, *tree, path, values);
    why = std::move(made.refusal);
    if (!why.empty()) {
        return false;
    }
    file.text = std::move(made.text);
    return true;
}

void migration_files::state_on_sync(const plan::reference_edit& edit, report::migration& shown) {
    const auto& syncs = project_.declared.syncs;
    const auto sync =
        std::ranges::find_if(syncs, [&](const auto& each) { return each.key.value == edit.sync; });
    import_file* file = file_named(project_.sources.path(sync->key.where.file), shown);
    if (file == nullptr) {
        return;
    }
    const report::migration_place where = place_of(sync->key.where, project_.sources);
    std::string why;
    if (splice(*file, path_of(edit, project_.declared.config.environment),
               {{key_of(edit.what), written(edit.after)}}, why)) {
        shown.edits.push_back(shown_edit(edit, where));
        return;
    }
    shown.obstacles.push_back({where,
                               edit.sync,
                               "it must state `" + std::string(to_string(edit.what)) + ": " +
                                   written(edit.after) + "`, and cannot be given it in place: " + why,
                               "add it by hand, and migrate again",
                               {}});
}

void migration_files::move(const workspace_words& to, report::migration& shown) {
    const manifest::project_config& config = project_.declared.config;
    const std::string& url_now = config.base_url.value;
    const bool tells_v2 = to.base_url.ends_with("/api/v2");
    stated_key url{"base_url", config.base_url, {}};
    const std::string usual = model::base_url_of(config.region.value, to.api);
    std::string trimmed = url_now;
    while (!trimmed.empty() && trimmed.back() == '/') {
        trimmed.pop_back();
    }
    if (url_now.empty() ? to.base_url != usual : trimmed != to.base_url) {
        url.wanted = to.base_url;
    }
    if (!url.wanted.empty() && !config.region.value.empty()) {
        shown.obstacles.push_back({place_of(config.region.where, project_.sources),
                                   {},
                                   "`region: " + config.region.value + "` does not lead to " + to.base_url,
                                   "write `base_url` in its place, and migrate again",
                                   {}});
        return;
    }
    if (!url.wanted.empty() && !may_be_named(to.base_url)) {
        if (url_now.empty()) {
            url.wanted.clear();
            shown.notes.push_back("no file may name the host of " + to.base_url +
                                  ": give every command --base-url or CENSUS_BASE_URL");
        } else {
            shown.obstacles.push_back({place_of(config.base_url.where, project_.sources),
                                       {},
                                       "`base_url` must be " + to.base_url + ", whose host no file may name",
                                       "allow it: CENSUSCTL_TRUSTED_HOSTS=HOST",
                                       {}});
            return;
        }
    }
    stated_key api{"api", config.api, {}};
    const bool url_tells = (url_now.empty() && url.wanted.empty() ? false : tells_v2) == (to.api == "v2");
    const bool is_found_out = config.api.value.empty() || config.api.value == "auto";
    if (is_found_out ? !url_tells : config.api.value != to.api) {
        api.wanted = to.api;
    }
    stated_key group{"group_id", config.group_id, to.group == config.group_id.value ? "" : to.group};
    // What environments have in common is left to the others: this one says its own.
    std::vector<std::string> path{"workspace"};
    std::string place = path.front();
    if (!config.environment.empty()) {
        path = {"environments", config.environment, "workspace"};
        place = "environments." + config.environment + ".workspace";
    }
    manifest::written_scalars values;
    std::vector<report::migration_edit> edits;
    for (const stated_key& each : {url, api, group}) {
        if (each.wanted.empty()) {
            continue;
        }
        values.emplace_back(each.key, manifest::yaml_scalar(each.wanted));
        report::migration_place where = place_of(each.now.where, project_.sources);
        where.file = project_name;
        edits.push_back({where, place + "." + each.key, each.now.value, each.wanted});
    }
    if (values.empty()) {
        return;
    }
    import_file* file = file_named(project_name, shown);
    std::string why;
    if (file == nullptr) {
        return;
    }
    if (!splice(*file, path, values, why)) {
        shown.obstacles.push_back(
            {{project_name, 0, 0},
             {},
             "`" + place + "` cannot be changed in place: " + why,
             "write " + values.front().first + ": " + values.front().second + " by hand, and migrate again",
             {}});
        return;
    }
    shown.edits.insert(shown.edits.begin(), edits.begin(), edits.end());
}

manifest::file_overlay migration_files::overlay() const {
    manifest::file_overlay overlay;
    for (const auto& [path, file] : files_) {
        // A project file that is not there has nothing to say of the syncs.
        if (file.is_there) {
            overlay.emplace(path, file.text);
        }
    }
    return overlay;
}

std::vector<import_file> migration_files::changed() const {
    std::vector<import_file> all;
    for (const auto& named : files_) {
        if (!named.second.is_there || named.second.text != named.second.before) {
            all.push_back(named.second);
        }
    }
    return all;
}

}  // namespace censusctl::cli
