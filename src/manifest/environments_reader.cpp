#include "manifest/environments_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "manifest/core_schema.hpp"
#include "manifest/field_reader.hpp"
#include "manifest/source_reader.hpp"
#include "manifest/variables.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

constexpr std::size_t longest_name = 64;

/// An environment's name becomes part of the names of files, and is told to people.
bool is_environment_name(std::string_view name) {
    const auto is_fit = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
               each == '-' || each == '_';
    };
    return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, is_fit) && name != "all";
}

void check_name(yaml_node key, reading_problems& problems) {
    if (!is_environment_name(key.text())) {
        problems
            .report(code::value_invalid, key.where(),
                    in_quotes(key.text()) + " cannot be the name of an environment")
            .hints.emplace_back(
                "a name is of letters, digits, '-' and '_', 64 at most; 'all' means every one");
    }
}

void read_variables(yaml_node stated, std::map<std::string, located<std::string>, std::less<>>& into,
                    reading_problems& problems) {
    for (std::size_t pair = 0; pair < stated.size(); ++pair) {
        const yaml_node key = stated.key(pair);
        const yaml_node value = stated.value(pair);
        if (!is_variable_name(key.text())) {
            problems
                .report(code::value_invalid, key.where(),
                        in_quotes(key.text()) + " cannot be the name of a variable")
                .hints.emplace_back("a name begins with a letter or '_', and is of letters, digits and '_'");
            continue;
        }
        if (value.is_scalar() && core_type_of(value) == core_type::text) {
            into.insert_or_assign(std::string(key.text()),
                                  located<std::string>{std::string(value.text()), value.where()});
            continue;
        }
        auto& problem = report_type(key.text(), value, "text", problems);
        if (value.is_scalar()) {
            problem.hints.push_back("quote it: \"" + std::string(value.text().substr(0, 60)) + "\"");
        } else if (value.is_null()) {
            problem.hints.emplace_back("write \"\" for a text of nothing");
        }
    }
}

void read_renames(yaml_node stated, std::vector<renamed_connection>& into, reading_problems& problems) {
    for (std::size_t pair = 0; pair < stated.size(); ++pair) {
        const yaml_node key = stated.key(pair);
        auto means = read_connection_name(key.text(), stated.value(pair), problems);
        if (means.value.id || !means.value.name.empty()) {
            into.push_back({{std::string(key.text()), key.where()}, std::move(means)});
        }
    }
}

std::vector<std::string_view> names_of(const project_config& config) {
    std::vector<std::string_view> names;
    for (const auto& one : config.environments) {
        names.emplace_back(one.value);
    }
    return names;
}

bool is_one_of(const project_config& config, std::string_view name) {
    return std::ranges::any_of(config.environments, [&](const auto& one) { return one.value == name; });
}

bool means(const located<std::string>& name, const model::connection_name& connection) {
    return connection.id ? std::to_string(*connection.id) == name.value : connection.name == name.value;
}

}  // namespace

bool check_environment(yaml_node name, const project_config& config, reading_problems& problems) {
    if (is_one_of(config, name.text())) {
        return true;
    }
    auto& problem = problems.report(
        code::environment_unknown, name.where(),
        config.environments.empty()
            ? "the project has no environments, and so none with the name " + in_quotes(name.text())
            : "the project has no environment " + in_quotes(name.text()));
    const std::vector<std::string_view> names = names_of(config);
    if (std::string hint = problems.did_you_mean(name.text(), names); !hint.empty()) {
        problem.hints.push_back(std::move(hint));
    } else if (!names.empty()) {
        problem.hints.push_back("there are: " + enumeration(names));
    }
    return false;
}

void read_environments(const layered_mapping& project, const project_choice& choice, project_config& config,
                       bool (*is_secret)(std::string_view key), reading_problems& problems) {
    static const key_list known{"workspace", "variables", "connections", "defaults", "overrides"};
    if (const auto variables = project.find("variables"); variables && !variables->value.is_null()) {
        if (variables->value.is_mapping()) {
            read_variables(variables->value, config.variables, problems);
        } else {
            report_type("variables", variables->value, "a mapping of names to texts", problems);
        }
    }
    const auto environments = project.find("environments");
    const bool stated = environments && !environments->value.is_null();
    if (stated && !environments->value.is_mapping()) {
        report_type("environments", environments->value, "a mapping of environments, each under its name",
                    problems);
    }
    for (std::size_t pair = 0; stated && pair < environments->value.size(); ++pair) {
        const yaml_node key = environments->value.key(pair);
        const yaml_node value = environments->value.value(pair);
        check_name(key, problems);
        config.environments.push_back({std::string(key.text()), key.where()});
        if (!value.is_mapping() && !value.is_null()) {
            report_type(key.text(), value, "a mapping", problems);
            continue;
        }
        const mapping_owner owner{"the environment " + in_quotes(key.text()), key.where(), true, is_secret};
        const layered_mapping keys(value);
        const field_reader fields(keys, known, owner, problems);
        for (const char* const part : {"variables", "connections"}) {
            const auto inner = keys.find(part);
            if (inner && !inner->value.is_mapping() && !inner->value.is_null()) {
                report_type(part, inner->value, "a mapping of names", problems);
            }
        }
    }
    const auto standard = project.find("default_environment");
    bool standard_is_one = false;
    if (standard && !standard->value.is_null()) {
        const auto name = read_text("default_environment", standard->value, problems);
        standard_is_one = name && check_environment(standard->value, config, problems);
    }
    if (is_one_of(config, choice.environment)) {
        config.environment = choice.environment;
    } else if (choice.environment.empty() && standard_is_one) {
        config.environment = std::string(standard->value.text());
    }
    for (std::size_t pair = 0; stated && pair < environments->value.size(); ++pair) {
        const std::string_view name = environments->value.key(pair).text();
        const yaml_node value = environments->value.value(pair);
        // The others are read for what is wrong in them.
        std::map<std::string, located<std::string>, std::less<>> other_variables;
        std::vector<renamed_connection> other_renames;
        const bool picked = name == config.environment;
        if (const auto at = value.find("variables"); at && value.value(*at).is_mapping()) {
            read_variables(value.value(*at), picked ? config.variables : other_variables, problems);
        }
        for (const auto& [variable, unused] : other_variables) {
            config.stated_variables.push_back(variable);
        }
        if (const auto at = value.find("connections"); at && value.value(*at).is_mapping()) {
            read_renames(value.value(*at), picked ? config.renames : other_renames, problems);
        }
    }
    for (const auto& stated_one : config.variables) {
        config.stated_variables.push_back(stated_one.first);
    }
    for (const auto& [name, value] : choice.variables) {
        config.variables.insert_or_assign(name, located<std::string>{value, {}});
    }
}

std::optional<yaml_node> of_environment(yaml_node project, const project_config& config,
                                        std::string_view key) {
    const auto environments = project.find("environments");
    if (!environments || config.environment.empty()) {
        return std::nullopt;
    }
    const yaml_node all = project.value(*environments);
    const auto picked = all.find(config.environment);
    if (!picked) {
        return std::nullopt;
    }
    const yaml_node environment = all.value(*picked);
    const auto found = environment.find(key);
    if (!found || !environment.value(*found).is_mapping()) {
        return std::nullopt;
    }
    return environment.value(*found);
}

span rename_connection(located<model::connection_name>& connection,
                       const std::vector<renamed_connection>& renames, std::vector<char>* used) {
    for (std::size_t at = 0; at < renames.size(); ++at) {
        if (means(renames[at].name, connection.value)) {
            connection.value = renames[at].means.value;
            if (used != nullptr) {
                (*used)[at] = 1;
            }
            return renames[at].means.where;
        }
    }
    return {};
}

void rename_connections(declared_sync& sync, const std::vector<renamed_connection>& renames,
                        std::vector<char>& used) {
    used.resize(renames.size(), 0);
    sync.source.renamed = rename_connection(sync.source.connection, renames, &used);
    sync.destination.renamed = rename_connection(sync.destination.connection, renames, &used);
}

void report_unused_renames(const std::vector<renamed_connection>& renames, const std::vector<char>& used,
                           const std::vector<declared_sync>& syncs, reading_problems& problems) {
    std::vector<std::string_view> names;
    for (const declared_sync& sync : syncs) {
        names.emplace_back(sync.source.connection.value.name);
        names.emplace_back(sync.destination.connection.value.name);
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (std::size_t at = 0; at < renames.size(); ++at) {
        if (at < used.size() && used[at] != 0) {
            continue;
        }
        auto& problem = problems.report(
            code::rename_unused, renames[at].name.where,
            "no sync of this environment names the connection " + in_quotes(renames[at].name.value));
        if (std::string hint = problems.did_you_mean(renames[at].name.value, names); !hint.empty()) {
            problem.hints.push_back(std::move(hint));
        }
    }
}

}  // namespace censusctl::manifest
