#include "manifest/config_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "manifest/core_schema.hpp"
#include "manifest/environments_reader.hpp"
#include "manifest/field_reader.hpp"
#include "manifest/policy_reader.hpp"
#include "manifest/sync_reader.hpp"
#include "manifest/text_filler.hpp"
#include "manifest/top_level_keys.hpp"
#include "model/region.hpp"
#include "text/ascii.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
using diagnostics::located;

constexpr std::string_view token_hint =
    "the token is never in a file: put it in an environment variable, and that variable's name under "
    "'token_env'";

/// Whether an unknown key looks as if its value is a secret.
bool names_a_secret(std::string_view key) {
    constexpr std::array<std::string_view, 6> words{"token",  "secret",  "password",
                                                    "apikey", "api_key", "credential"};
    const std::string lower = text::lower_case(key);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// Reported without a place, since the source line that is shown for one would hold the secret.
void report_secrets(yaml_node mapping, const key_list& known, reading_problems& problems) {
    for (std::size_t pair = 0; pair < mapping.size(); ++pair) {
        const yaml_node key = mapping.key(pair);
        if (!names_a_secret(key.text()) || std::find(known.begin(), known.end(), key.text()) != known.end()) {
            continue;
        }
        problems
            .report(code::key_unknown, {},
                    "unknown key " + in_quotes(key.text()) + " on line " + std::to_string(key.where().line) +
                        " of the project file")
            .hints.emplace_back(token_hint);
    }
}

/// Whether a text begins with http:// or https://, and goes on without white space.
bool looks_like_url(std::string_view text) {
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos || scheme + 3 == text.size()) {
        return false;
    }
    const std::string lower = text::lower_case(text.substr(0, scheme));
    return (lower == "http" || lower == "https") && std::all_of(text.begin(), text.end(), [](char character) {
               constexpr unsigned char space = 0x20;
               constexpr unsigned char del = 0x7f;
               return static_cast<unsigned char>(character) > space && character != del;
           });
}

/// The API's own examples put the token into the URL, so a URL with a user is refused without being shown.
located<std::string> read_base_url(field_reader& fields, reading_problems& problems) {
    located<std::string> url = fields.text("base_url");
    const std::size_t scheme = url.value.find("://");
    const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
    if (url.value.substr(host, url.value.find_first_of("/?#", host) - host).find('@') == std::string::npos) {
        if (url.value.empty() || looks_like_url(url.value)) {
            return url;
        }
        // Not shown: whatever stands here may be the token itself.
        problems
            .report(code::value_invalid, {},
                    "'base_url' on line " + std::to_string(url.where.line) +
                        " of the project file is not a URL that begins with https://")
            .hints.emplace_back("write it like https://app.getcensus.com/api/v1");
        return {};
    }
    problems
        .report(code::value_invalid, {},
                "'base_url' on line " + std::to_string(url.where.line) +
                    " of the project file must not hold a user or token before the '@'")
        .hints.emplace_back(token_hint);
    return {};
}

void read_workspace(const layered_mapping::entry& workspace, project_config& config,
                    reading_problems& problems) {
    static const key_list known{"base_url", "region", "token_env", "api",
                                "name",     "id",     "group_id",  "read_only"};
    report_secrets(workspace.value, known, problems);
    const mapping_owner owner{"'workspace'", workspace.key.where(), true, names_a_secret};
    field_reader fields(workspace.nested, known, owner, problems);
    config.base_url = read_base_url(fields, problems);
    config.region = fields.word("region", model::region_words);
    if (!config.base_url.value.empty() && !config.region.value.empty()) {
        problems
            .report(code::value_invalid, config.region.where,
                    "'region' and 'base_url' both say where the API is")
            .hints.emplace_back("keep one of them");
    }
    config.workspace_name = fields.text("name");
    config.workspace_id = fields.id("id");
    config.api = fields.text("api");
    config.group_id = fields.text("group_id");
    config.read_only = fields.flag("read_only").value;
    // Not by `text`: whatever stands here may be the token itself, which no message may show.
    const auto token = fields.find("token_env");
    if (!token) {
        return;
    }
    if (!token->value.is_scalar() || core_type_of(token->value) != core_type::text ||
        !is_variable_name(token->value.text())) {
        problems
            .report(code::value_invalid, {},
                    "'token_env' on line " + std::to_string(token->key.where().line) +
                        " of the project file is not the name of an environment variable")
            .hints.emplace_back(token_hint);
        return;
    }
    config.token_env = {std::string(token->value.text()), token->value.where()};
}

}  // namespace

std::optional<yaml_node> defaults_of(yaml_node root) {
    const auto pair = root.find("defaults");
    if (!pair || !root.value(*pair).is_mapping()) {
        return std::nullopt;
    }
    return root.value(*pair);
}

namespace {

/// Keys that are reported elsewhere, or of which nothing is read.
bool is_read_elsewhere(std::string_view key) {
    return names_a_secret(key) || holds_anchors(key);
}

/// Whether some key is like this one, so that it will be reported as unknown with the right one beside it.
bool is_misspelt_there(yaml_node root, std::string_view key) {
    for (std::size_t pair = 0; pair < root.size(); ++pair) {
        const std::string_view there = root.key(pair).text();
        if (!is_read_elsewhere(there) && !text::suggest(there, {key}).empty()) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool check_version(yaml_node root, std::string_view what, reading_problems& problems) {
    const std::string name(what);
    if (!root.is_mapping() && !root.is_null()) {
        problems
            .report(code::type_mismatch, root.where(),
                    name + " must be a mapping, not " + description_of(root))
            .hints.emplace_back("begin it with 'version: 1'");
        return false;
    }
    const auto pair = root.find("version");
    if (!pair && is_misspelt_there(root, "version")) {
        return true;
    }
    if (!pair) {
        problems.report(code::key_missing, root.where(), name + " has no 'version'")
            .hints.emplace_back("begin it with 'version: 1'");
        return true;
    }
    const yaml_node version = root.value(*pair);
    if (version.is_scalar() && version.style() == yaml_style::plain && version.text() == "1") {
        return true;
    }
    if (version.is_null()) {
        problems.report(code::key_missing, root.key(*pair).where(), "'version' has no value")
            .hints.emplace_back("write 'version: 1'");
        return true;
    }
    problems
        .report(code::value_invalid, version.where(),
                "the version of " + name + " must be 1, not " + description_of(version))
        .hints.emplace_back("write 'version: 1'; a higher one needs a newer censusctl");
    return false;
}

namespace {

/// The workspace of an environment lies over the project's. Each is read by itself for what is wrong in it,
/// before both are read together.
void read_workspaces(yaml_node root, field_reader& fields, project_config& config,
                     reading_problems& problems) {
    layered_mapping both;
    if (const auto own = of_environment(root, config, "workspace")) {
        both.add_below(own, true);
    }
    if (const auto workspace = fields.mapping("workspace")) {
        project_config unused;
        read_workspace(*workspace, unused, problems);
        both.add_below(workspace->value, true);
    }
    if (const auto all = root.find("environments"); all && root.value(*all).is_mapping()) {
        const yaml_node environments = root.value(*all);
        for (std::size_t pair = 0; pair < environments.size(); ++pair) {
            const layered_mapping keys(environments.value(pair));
            if (environments.value(pair).is_mapping()) {
                report_secrets(environments.value(pair), {}, problems);
            }
            const auto workspace = keys.find("workspace");
            if (workspace && !workspace->value.is_null() && !workspace->value.is_mapping()) {
                report_type("workspace", workspace->value, "a mapping", problems);
            } else if (workspace && workspace->value.is_mapping()) {
                project_config unused;
                read_workspace(*workspace, unused, problems);
            }
        }
    }
    if (both.size() > 0) {
        diagnostics::collector told_above;
        reading_problems silent(told_above);
        const yaml_node top = both.layer(0);
        read_workspace({top, top, both}, config, silent);
        // Each says in place of the other where the API is; that of the environment is the stronger.
        if (!config.base_url.value.empty() && !config.region.value.empty()) {
            const bool own_url = top.find("base_url").has_value();
            (own_url ? config.region : config.base_url) = {};
        }
    }
}

/// The defaults of the project and of the environment, and what that overrides. Where there are environments
/// and none is picked, what their variables are is not known, and nothing of it is used.
void read_layers(yaml_tree& tree, const project_config& config, text_filler& filler,
                 reading_problems& problems) {
    if (config.environment.empty() && !config.environments.empty()) {
        return;
    }
    const layered_mapping keys(tree.root());
    if (const auto defaults = keys.find("defaults")) {
        filler.fill(tree, defaults->value);
        check_defaults(defaults->value, problems);
    }
    for (const char* const name : {"defaults", "overrides"}) {
        if (const auto layer = of_environment(tree.root(), config, name)) {
            filler.fill(tree, *layer);
            check_defaults(*layer, problems, name);
        }
    }
}

}  // namespace

project_config read_config(yaml_tree& tree, const project_choice& choice, variable_names& used_variables,
                           reading_problems& problems, sync_tracer* tracer) {
    static const key_list known{"version", "workspace",    "manifests", "defaults",
                                "policy",  "environments", "variables", "default_environment"};
    const yaml_node root = tree.root();
    project_config config;
    if (!check_version(root, "the project file", problems) || !root.is_mapping()) {
        return config;
    }
    report_secrets(root, known, problems);
    const layered_mapping keys(root);
    const mapping_owner owner{"the project file", root.where(), true, is_read_elsewhere};
    field_reader fields(keys, known, owner, problems);
    read_environments(keys, choice, config, names_a_secret, problems);
    read_workspaces(root, fields, config, problems);
    config.manifests = fields.texts("manifests");
    if (const auto policy = fields.mapping("policy")) {
        config.policy = read_policy(*policy, problems);
        for (auto& connection : config.policy.owned.connections) {
            rename_connection(connection, config.renames);
        }
    }
    text_filler filler(config, problems, tracer);
    read_layers(tree, config, filler, problems);
    used_variables = filler.take_used();
    return config;
}

}  // namespace censusctl::manifest
