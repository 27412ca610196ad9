#include <algorithm>
#include <array>
#include <functional>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/workspace_reading.hpp"
#include "report/name_lists.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {
namespace {

std::string in_quotes(std::string_view name) {
    return "'" + text::escape_for_terminal(name) + "'";
}

/// A connection as a file would name it, by its id alone.
model::connection_name by_id(const model::connection_id& id) {
    return {id.number(), id.number() ? std::string() : id.text()};
}

/// A word that names a connection: its name, label or id.
std::vector<std::size_t> find(const std::function<std::vector<std::size_t>(model::connection_name)>& look_up,
                              const std::string& word) {
    std::vector<std::size_t> found = look_up({std::nullopt, word});
    const auto number = model::connection_id(word).number();
    return found.empty() && number ? look_up({number, {}}) : found;
}

/// `lacks`: "there is no source", "the destination 'Braze' has no object".
[[noreturn]] void throw_unknown(const std::string& lacks, const std::string& word,
                                const std::vector<std::string>& there, const std::string& listed_by) {
    const std::vector<std::string_view> candidates(there.begin(), there.end());
    std::string hint = text::did_you_mean(word, candidates);
    if (hint.empty()) {
        hint = "`censusctl list " + listed_by + "` lists them";
    }
    throw command_failure(exit_failed, lacks + " " + in_quotes(word), text::escape_for_terminal(hint));
}

template <class Connections>
std::size_t one_of(const Connections& connections, const std::vector<std::size_t>& found,
                   const std::string& what, const std::string& word) {
    if (found.size() == 1) {
        return found.front();
    }
    std::vector<std::string> names;
    std::string ids;
    names.reserve(connections.size());
    for (const auto& row : connections) {
        names.push_back(row.name);
    }
    if (found.empty()) {
        throw_unknown("there is no " + what, word, names, what + "s");
    }
    for (const std::size_t at : found) {
        ids += (ids.empty() ? "" : ", ") + connections[at].id.text();
    }
    throw command_failure(exit_failed,
                          text::counted(found.size(), what, what + "s") + " have the name " + in_quotes(word),
                          "name it by its id: " + text::escape_for_terminal(ids));
}

/// What is listed together with datasets, and by itself.
struct dataset_kind {
    std::string_view listed;
    std::string_view type;  ///< empty: datasets, and all that is no model nor table
};

constexpr std::array<dataset_kind, 4> kinds_of_datasets{
    {{"datasets", {}}, {"segments", "segment"}, {"cohorts", "cohort"}, {"topics", "topic"}}};

/// One call of `list`.
class listing {
public:
    listing(const context& invocation, session& connection)
        : words_{invocation.options.words}, connection_{connection} {}

    [[nodiscard]] report::name_table read() {
        const std::string& kind = words_.front();
        if (kind == "syncs") {
            return syncs();
        }
        snapshot_ = read_workspace(connection_, {}, {.syncs = false, .all_groups = true});
        if (kind == "sources") {
            return report::list_sources(snapshot_.metadata);
        }
        if (kind == "destinations") {
            return report::list_destinations(snapshot_.metadata);
        }
        if (kind == "objects") {
            return report::list_objects(destinations({}));
        }
        if (kind == "fields") {
            return fields();
        }
        if (kind == "columns") {
            return columns();
        }
        const auto part = std::ranges::find(kinds_of_datasets, kind, &dataset_kind::listed);
        const bool datasets = part != kinds_of_datasets.end();
        const std::vector<model::source_connection> read = sources(datasets);
        if (datasets) {
            return report::list_datasets(read, part->listed, part->type);
        }
        return kind == "models" ? report::list_models(read) : report::list_tables(read);
    }

private:
    /// The sources that are asked for, with what can be read of them.
    [[nodiscard]] std::vector<model::source_connection> sources(bool datasets) {
        const auto look_up = [this](const model::connection_name& name) {
            return model::find_sources(snapshot_.metadata, name);
        };
        std::vector<model::connection_id> wanted;
        if (words_.size() > 1) {
            const std::size_t found =
                one_of(snapshot_.metadata.sources, find(look_up, words_[1]), "source", words_[1]);
            wanted.push_back(snapshot_.metadata.sources[found].id);
        } else {
            for (const model::source_connection& source : snapshot_.metadata.sources) {
                wanted.push_back(source.id);
            }
        }
        model::references uses;
        for (const model::connection_id& id : wanted) {
            uses.sources.push_back({by_id(id), {}});
        }
        return picked(
            read_workspace(connection_, uses, {.syncs = false, .datasets = datasets, .all_groups = true})
                .metadata.sources,
            wanted);
    }

    /// The destinations that are asked for, with their objects, and the fields of those named.
    [[nodiscard]] std::vector<model::destination_connection> destinations(
        const std::vector<std::string>& objects) {
        const auto look_up = [this](const model::connection_name& name) {
            return model::find_destinations(snapshot_.metadata, name);
        };
        std::vector<model::connection_id> wanted;
        if (words_.size() > 1) {
            std::vector<std::size_t> named = find(look_up, words_[1]);
            const auto service = [this](std::size_t at) {
                return snapshot_.metadata.destinations[at].service_id;
            };
            // Where each source has a destination of its own, any of one service says what that takes.
            if (named.size() > 1 && service(named.front()).known() &&
                std::ranges::all_of(named,
                                    [&](std::size_t at) { return service(at) == service(named.front()); })) {
                named.resize(1);
            }
            const std::size_t found =
                one_of(snapshot_.metadata.destinations, named, "destination", words_[1]);
            wanted.push_back(snapshot_.metadata.destinations[found].id);
        } else {
            for (const model::destination_connection& destination : snapshot_.metadata.destinations) {
                wanted.push_back(destination.id);
            }
        }
        model::references uses;
        for (const model::connection_id& id : wanted) {
            uses.destinations.push_back({by_id(id), objects});
        }
        // The list of all objects may be long: where one is named it is asked for only if that is not there.
        return picked(read_workspace(connection_, uses,
                                     {.syncs = false, .objects = objects.empty(), .all_groups = true})
                          .metadata.destinations,
                      wanted);
    }

    template <class Connection>
    static std::vector<Connection> picked(std::vector<Connection> all,
                                          const std::vector<model::connection_id>& wanted) {
        std::erase_if(
            all, [&](const Connection& row) { return std::ranges::find(wanted, row.id) == wanted.end(); });
        return all;
    }

    [[nodiscard]] report::name_table fields() {
        const std::string& word = words_[2];
        const model::destination_connection destination = destinations({word}).front();
        std::vector<std::string> names;
        names.reserve(destination.objects.size());
        for (const model::destination_object& object : destination.objects) {
            if (object.full_name == word && object.fields_fetched) {
                return report::list_fields(destination, object);
            }
            names.push_back(object.full_name);
        }
        throw_unknown("the destination " + in_quotes(destination.name) + " has no object", word, names,
                      "objects");
    }

    [[nodiscard]] report::name_table columns() {
        const std::string& word = words_[2];
        const model::source_connection source = sources(true).front();
        std::vector<const model::source_object*> found;
        std::vector<std::string> names;
        names.reserve(source.objects.size());
        for (const model::source_object& object : source.objects) {
            const std::string name = report::name_of(object);
            if (name == word || object.type + ":" + name == word) {
                found.push_back(&object);
            }
            names.push_back(name);
        }
        if (found.empty()) {
            throw_unknown("the source " + in_quotes(source.name) + " has no model, table or dataset", word,
                          names, "models");
        }
        if (found.size() > 1) {
            std::string kinds;
            for (const model::source_object* object : found) {
                kinds += (kinds.empty() ? "" : ", ") + object->type + " " + std::to_string(object->id);
            }
            throw command_failure(exit_failed,
                                  "the name " + in_quotes(word) + " is that of several: " + kinds,
                                  "name its kind as well: " +
                                      in_quotes(found.front()->type + ":" + report::name_of(*found.front())));
        }
        if (found.front()->columns_fetched) {
            return report::list_columns(source, *found.front());
        }
        return columns_of(source, *found.front());
    }

    /// Where the list of models and tables comes without columns.
    [[nodiscard]] report::name_table columns_of(const model::source_connection& source,
                                                const model::source_object& object) {
        model::references uses;
        model::object_name name;
        name.type = object.type;
        name.id = object.id;
        uses.sources.push_back({by_id(source.id), {name}});
        for (const auto& row :
             picked(read_workspace(connection_, uses, {.syncs = false, .all_groups = true}).metadata.sources,
                    {source.id})) {
            for (const model::source_object& detail : row.objects) {
                if (detail.type == object.type && detail.id == object.id) {
                    return report::list_columns(source, detail);
                }
            }
        }
        return report::list_columns(source, object);
    }

    [[nodiscard]] report::name_table syncs() {
        const census::workspace_snapshot first = read_workspace(connection_, {}, {.all_groups = true});
        model::references uses;
        for (const model::live_sync& sync : first.syncs) {
            const model::connection_name name = by_id(sync.spec.source.connection_id);
            const bool is_new =
                std::ranges::none_of(uses.sources, [&](const auto& use) { return use.connection == name; });
            // Some generations tell the id of what is read, and not its name.
            if (is_new && sync.spec.source.name.empty() && sync.spec.source.table.name.empty()) {
                uses.sources.push_back({name, {}});
            }
        }
        if (uses.sources.empty()) {
            return report::list_syncs(first.syncs, first.metadata);
        }
        return report::list_syncs(
            first.syncs,
            read_workspace(connection_, uses, {.syncs = false, .datasets = true, .all_groups = true})
                .metadata);
    }

    const std::vector<std::string>& words_;
    session& connection_;
    census::workspace_snapshot snapshot_;
};

/// What stands behind a kind.
struct kind_usage {
    std::string_view kind;
    std::size_t least;
    std::size_t most;
    std::string_view shown;
};

constexpr std::array<kind_usage, 12> usages{{{"sources", 0, 0, "list sources"},
                                             {"models", 0, 1, "list models [SOURCE]"},
                                             {"tables", 0, 1, "list tables [SOURCE]"},
                                             {"datasets", 0, 1, "list datasets [SOURCE]"},
                                             {"segments", 0, 1, "list segments [SOURCE]"},
                                             {"cohorts", 0, 1, "list cohorts [SOURCE]"},
                                             {"topics", 0, 1, "list topics [SOURCE]"},
                                             {"destinations", 0, 0, "list destinations"},
                                             {"objects", 0, 1, "list objects [DESTINATION]"},
                                             {"fields", 2, 2, "list fields DESTINATION OBJECT"},
                                             {"columns", 2, 2, "list columns SOURCE MODEL"},
                                             {"syncs", 0, 0, "list syncs"}}};

void check_words(const std::vector<std::string>& words) {
    const std::string wanted = words.empty() ? std::string() : words.front();
    const auto usage = std::ranges::find(usages, wanted, &kind_usage::kind);
    if (usage == usages.end()) {
        std::vector<std::string_view> kinds;
        std::string list;
        kinds.reserve(usages.size());
        for (const kind_usage& each : usages) {
            kinds.push_back(each.kind);
            list += (list.empty() ? "" : ", ") + std::string(each.kind);
        }
        if (words.empty()) {
            throw command_failure(exit_usage, "what is to be listed?", "there are " + list);
        }
        const std::string hint = text::did_you_mean(wanted, kinds);
        throw command_failure(exit_usage, in_quotes(wanted) + " cannot be listed",
                              hint.empty() ? "there are " + list : text::escape_for_terminal(hint));
    }
    if (words.size() - 1 < usage->least || words.size() - 1 > usage->most) {
        throw command_failure(exit_usage, "it is `censusctl " + std::string(usage->shown) + "`");
    }
}

/// "fields of the object 'user' of the destination 'Braze'"
std::string described(const report::name_table& table) {
    std::string text(table.kind);
    for (auto part = table.of.rbegin(); part != table.of.rend(); ++part) {
        text += " of the " + std::string(part->first) + " " + in_quotes(part->second);
    }
    return text;
}

}  // namespace

exit_status run_list(const context& invocation) {
    const cli_options& options = invocation.options;
    check_words(options.words);
    const loaded_project project = load_config(invocation);
    const auto connection = connect(invocation, project);
    report::name_table table = listing(invocation, *connection).read();
    table.origin = {project.declared.config.environment, connection->api_generation()};
    const std::vector<std::string> all = report::names_in(table);
    const std::size_t count = table.rows.size();
    if (!options.filter.empty()) {
        report::keep_matching(table, options.filter);
    }
    if (options.format == "json") {
        invocation.screen.data(report::name_table_json(table), "json");
    } else if (options.format == "csv") {
        invocation.screen.data(report::name_table_csv(table), "csv");
    } else {
        invocation.screen.data(
            report::name_table_text(table, invocation.screen.style(), invocation.screen.table_width()));
    }
    if (table.rows.empty() && count > 0) {
        const std::vector<std::string_view> candidates(all.begin(), all.end());
        throw command_failure(exit_failed,
                              "none of the " + std::to_string(count) + " " + described(table) + " matches " +
                                  in_quotes(options.filter),
                              text::escape_for_terminal(text::did_you_mean(options.filter, candidates)));
    }
    if (table.rows.empty()) {
        invocation.screen.note("There are no " + described(table) + ".");
    }
    return exit_ok;
}

}  // namespace censusctl::cli
