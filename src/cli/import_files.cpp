#include "cli/import_files.hpp"

#include <algorithm>
#include <map>
#include <system_error>

#include "cli/command_failure.hpp"
#include "manifest/file_text.hpp"
#include "manifest/manifest_writer.hpp"
#include "manifest/yaml_reader.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"
#include "text/repository_files.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
    return "'" + text::escape_for_terminal(path.string()) + "'";
}

fs::path normal(const fs::path& path) {
    std::error_code failure;
    return fs::absolute(path, failure).lexically_normal();
}

/// A name for each connection's file: the same in every import of a workspace, whatever is imported.
template <class Connection>
std::map<model::connection_id, std::string> file_names(std::vector<Connection> connections,
                                                       const std::string& otherwise) {
    std::ranges::sort(connections, {}, &Connection::id);
    std::map<model::connection_id, std::string> names;
    std::set<std::string> taken;
    std::map<model::connection_id, std::string> services;
    for (const Connection& each : connections) {
        // Where each source has a destination of its own, those of one service go into one file.
        if constexpr (requires { each.service_id; }) {
            if (const auto same = services.find(each.service_id); same != services.end()) {
                names.emplace(each.id, same->second);
                continue;
            }
        }
        std::string name = plan::kebab_case(each.name);
        if (name.empty()) {
            name = otherwise + "-" + plan::kebab_case(each.id.text());
        }
        name = plan::unique_name(name, taken);
        names.emplace(each.id, name);
        if constexpr (requires { each.service_id; }) {
            if (each.service_id.known()) {
                services.emplace(each.service_id, name);
            }
        }
    }
    return names;
}

/// The editor's schema, as seen from a folder; empty where its path could not stand in a comment.
std::string schema_path(const fs::path& project, const fs::path& out) {
    const fs::path schema = normal(project / ".censusctl" / "manifest.schema.json");
    const std::string path = schema.lexically_relative(normal(out)).string();
    return text::escape_for_terminal(path) == path && path.find(' ') == std::string::npos ? path
                                                                                          : std::string();
}

/// The text of a file that is there; none: it is not.
std::optional<std::string> text_there(const fs::path& path) {
    std::error_code failure;
    if (fs::symlink_status(path, failure).type() == fs::file_type::not_found) {
        return std::nullopt;
    }
    manifest::file_text there = manifest::read_file(path);
    if (!there.bytes) {
        throw command_failure(exit_failed, shown(path) + " cannot be read, and so not extended: " +
                                               (there.too_large ? "it is too large" : there.failure));
    }
    return std::move(there.bytes);
}

}  // namespace

std::vector<import_file> import_files(const std::vector<plan::imported_sync>& syncs,
                                      const plan::import_request& request, import_split split,
                                      const fs::path& project, const fs::path& out,
                                      const manifest::project_choice& choice) {
    const auto sources = file_names(request.metadata.sources, "source");
    const auto destinations = file_names(request.metadata.destinations, "destination");
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        const model::sync_spec& spec = request.live[syncs[at].live].spec;
        std::string name = "syncs";
        switch (split) {
            case import_split::destination:
                name = destinations.at(spec.destination.connection_id);
                break;
            case import_split::source:
                name = sources.at(spec.source.connection_id);
                break;
            case import_split::sync:
                name = syncs[at].written.key;
                break;
            case import_split::none:
                break;
        }
        groups[name].push_back(at);
    }
    const std::set<std::string> below = manifest::project_default_keys(project, choice);
    const std::string schema = schema_path(project, out);
    std::vector<import_file> files;
    for (auto& [name, members] : groups) {
        std::vector<manifest::written_sync> written;
        written.reserve(members.size());
        for (const std::size_t at : members) {
            written.push_back(syncs[at].written);
        }
        import_file& file = files.emplace_back();
        file.syncs = std::move(members);
        for (std::size_t count = 1; file.text.empty(); ++count) {
            file.path = normal(out / (name + (count == 1 ? "" : "-" + std::to_string(count)) + ".yaml"));
            std::optional<std::string> there = text_there(file.path);
            if (!there) {
                file.text = manifest::manifest_text(written, schema, below);
                continue;
            }
            diagnostics::collector ignored;
            const auto tree = manifest::read_yaml(*there, 0, ignored);
            auto extended = tree ? manifest::extended_text(*there, *tree, written, below) : std::nullopt;
            if (extended) {
                file.is_there = true;
                file.before = std::move(*there);
                file.text = std::move(*extended);
            }
        }
    }
    return files;
}

manifest::file_overlay overlay_of(const std::vector<import_file>& files) {
    manifest::file_overlay overlay;
    for (const import_file& file : files) {
        overlay.emplace(file.path, file.text);
    }
    return overlay;
}

void write_import(const std::vector<import_file>& files, const fs::path& out) {
    std::error_code failure;
    fs::path nearest = normal(out);
    while (!fs::exists(nearest, failure) && nearest.has_relative_path()) {
        nearest = nearest.parent_path();
    }
    if (text::leads_out(nearest)) {
        throw command_failure(exit_failed, shown(out) + " leads out of the repository; nothing was written");
    }
    const bool is_new = !fs::exists(out, failure);
    fs::create_directories(normal(out), failure);
    if (failure) {
        throw command_failure(exit_failed, "the folder " + shown(out) + " cannot be made: " +
                                               failure.message() + "; nothing was written");
    }
    for (std::size_t at = 0; at < files.size(); ++at) {
        try {
            text::write_file(files[at].path, files[at].text);
        } catch (const text::file_error& problem) {
            for (std::size_t done = 0; done < at; ++done) {
                if (files[done].is_there) {
                    text::write_file(files[done].path, files[done].before);
                } else {
                    fs::remove(files[done].path, failure);
                }
            }
            if (is_new) {
                fs::remove(out, failure);  // where nothing else is in it
            }
            throw command_failure(exit_failed,
                                  "nothing was written: " + text::escape_for_terminal(problem.what()));
        }
    }
}

}  // namespace censusctl::cli
