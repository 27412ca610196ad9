#include "cli/metadata_lock.hpp"

#include <algorithm>

#include "cli/command_failure.hpp"
#include "manifest/file_text.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr const char* other_workspace = "the lock was made in another workspace than this";
constexpr const char* make_it = "`censusctl lock` writes it anew from the workspace";

report::metadata_lock decoded(std::string_view bytes, const std::string& name) {
    try {
        return report::decode_lock(bytes);
    } catch (const report::lock_error& problem) {
        throw command_failure(exit_failed, "the lock " + name + " cannot be used: " + problem.what(),
                              make_it);
    }
}

}  // namespace

std::string lock_file_name(const std::string& environment) {
    return "censusctl.lock." + (environment.empty() ? std::string() : environment + ".") + "json";
}

std::filesystem::path lock_path(const context& invocation, const std::string& environment) {
    return std::filesystem::path(invocation.options.directory) / lock_file_name(environment);
}

report::metadata_lock read_lock(const context& invocation, const std::string& environment,
                                const std::optional<trusted_base>& base) {
    const std::string file_name = lock_file_name(environment);
    if (base) {
        if (!base->lock) {
            throw command_failure(exit_failed,
                                  "the lock " + file_name + " is not in --trust-base " + base->name,
                                  "`censusctl lock` writes one; merge it in a change of its own");
        }
        return decoded(*base->lock, file_name + " of --trust-base " + base->name);
    }
    const manifest::file_text text = manifest::read_file(lock_path(invocation, environment));
    if (!text.bytes) {
        throw command_failure(exit_failed,
                              "the lock " + file_name +
                                  " cannot be read: " + (text.too_large ? "it is too large" : text.failure),
                              make_it);
    }
    return decoded(*text.bytes, file_name);
}

void check_lock_workspace(const context& invocation, const report::metadata_lock& lock,
                          const plan::workspace_identity& here) {
    if (plan::likeness_of(lock.workspace, here) != plan::likeness::other) {
        return;
    }
    for (const std::string& line : plan::differences(lock.workspace, here, "the lock")) {
        invocation.screen.complain("! " + text::escape_for_terminal(line));
    }
    throw command_failure(exit_refused, other_workspace, make_it);
}

void check_lock_syncs(const report::metadata_lock& lock, const std::vector<model::live_sync>& live) {
    if (!lock.workspace.connections || live.empty()) {
        return;
    }
    const auto known = [&](const char* kind, const model::connection_id& id) {
        const std::string& text = id.text();
        return std::ranges::any_of(*lock.workspace.connections,
                                   [&](const plan::bound_connection& connection) {
                                       return connection.kind == kind && connection.id == text;
                                   });
    };
    const bool some_known = std::ranges::any_of(live, [&](const model::live_sync& sync) {
        return known("source", sync.spec.source.connection_id) ||
               known("destination", sync.spec.destination.connection_id);
    });
    if (!some_known) {
        throw command_failure(
            exit_refused,
            std::string(other_workspace) + ": none of the connections that its syncs use is in the lock",
            make_it);
    }
}

}  // namespace censusctl::cli
