#include "cli/known_names.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "cli/metadata_lock.hpp"
#include "diagnostics/diagnostic.hpp"
#include "manifest/file_text.hpp"
#include "manifest/manifest_files.hpp"
#include "manifest/yaml_reader.hpp"
#include "report/lock_file.hpp"
#include "text/repository_files.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;
using manifest::yaml_node;

constexpr std::uintmax_t most_bytes = std::uintmax_t{2} << 20U;
using name_set = std::set<std::string>;

/// Files as long as they are few enough bytes in all.
class sparing_reader {
public:
    [[nodiscard]] std::optional<std::string> read(const fs::path& path) {
        std::error_code failure;
        const std::uintmax_t size = fs::file_size(path, failure);
        if (failure || size > left_) {
            return std::nullopt;
        }
        left_ -= size;
        return manifest::read_file(path).bytes;
    }

    [[nodiscard]] std::optional<manifest::yaml_tree> parse(const fs::path& path) {
        const std::optional<std::string> bytes = read(path);
        diagnostics::collector unused;
        return bytes ? manifest::read_yaml(*bytes, 0, unused) : std::nullopt;
    }

private:
    std::uintmax_t left_{most_bytes};
};

std::optional<yaml_node> member(const yaml_node& of, std::string_view key) {
    const auto found = of.find(key);
    return found ? std::optional(of.value(*found)) : std::nullopt;
}

void add_keys(name_set& names, const std::optional<yaml_node>& of) {
    for (std::size_t at = 0; of && of->is_mapping() && at < of->size(); ++at) {
        names.emplace(of->key(at).text());
    }
}

/// What `source: {connection: …}` or `destination: {connection: …}` of the syncs says.
void add_connections(name_set& names, const std::optional<yaml_node>& syncs, std::string_view end) {
    for (std::size_t at = 0; syncs && syncs->is_mapping() && at < syncs->size(); ++at) {
        const auto stated = member(syncs->value(at), end);
        const auto connection = stated ? member(*stated, "connection") : std::nullopt;
        if (connection && connection->is_scalar()) {
            names.emplace(connection->text());
        }
    }
}

std::vector<std::string> entries_of(const std::optional<manifest::yaml_tree>& config) {
    std::vector<std::string> entries;
    const auto stated = config ? member(config->root(), "manifests") : std::nullopt;
    for (std::size_t at = 0; stated && stated->is_sequence() && at < stated->size(); ++at) {
        entries.emplace_back(stated->item(at).text());
    }
    return entries.empty() ? std::vector<std::string>{"syncs"} : entries;
}

void add_from_manifests(name_set& names, const fs::path& folder, known_name kind) {
    sparing_reader reader;
    for (const std::string& entry : entries_of(reader.parse(folder / "censusctl.yaml"))) {
        if (!text::is_named_inside(folder / entry)) {
            continue;
        }
        for (const fs::path& file : manifest::find_manifests(folder, entry).files) {
            const std::optional<manifest::yaml_tree> tree = reader.parse(file);
            const auto syncs = tree ? member(tree->root(), "syncs") : std::nullopt;
            if (kind == known_name::sync_key) {
                add_keys(names, syncs);
            } else {
                add_connections(names, syncs, kind == known_name::source ? "source" : "destination");
            }
        }
    }
}

name_set environments_of(const fs::path& folder) {
    name_set names;
    const std::optional<manifest::yaml_tree> config = sparing_reader().parse(folder / "censusctl.yaml");
    add_keys(names, config ? member(config->root(), "environments") : std::nullopt);
    return names;
}

void add_from_lock(name_set& names, const fs::path& path, known_name kind, sparing_reader& reader) {
    const std::optional<std::string> bytes = reader.read(path);
    if (!bytes) {
        return;
    }
    try {
        const report::metadata_lock lock = report::decode_lock(*bytes);
        for (const auto& source : lock.metadata.sources) {
            names.insert(kind == known_name::source ? source.name : std::string());
        }
        for (const auto& destination : lock.metadata.destinations) {
            names.insert(kind == known_name::destination ? destination.name : std::string());
        }
    } catch (const report::lock_error&) {
        return;  // the commands that use it say what is wrong with it
    }
}

/// Of the locks of all environments, since which one is meant may be said in the words that are still to
/// come.
void add_from_locks(name_set& names, const fs::path& folder, known_name kind) {
    sparing_reader reader;
    add_from_lock(names, folder / lock_file_name({}), kind, reader);
    for (const std::string& environment : environments_of(folder)) {
        const fs::path path = folder / lock_file_name(environment);
        if (text::is_named_inside(path)) {
            add_from_lock(names, path, kind, reader);
        }
    }
}

}  // namespace

std::vector<std::string> known_names(const fs::path& folder, known_name kind) {
    name_set names;
    switch (kind) {
        case known_name::sync_key:
            add_from_manifests(names, folder, kind);
            break;
        case known_name::source:
        case known_name::destination:
            add_from_locks(names, folder, kind);
            add_from_manifests(names, folder, kind);
            break;
        case known_name::environment:
            names = environments_of(folder);
            break;
    }
    std::erase_if(names, [](const std::string& name) { return name.empty() || name.starts_with('-'); });
    return {names.begin(), names.end()};
}

}  // namespace censusctl::cli
