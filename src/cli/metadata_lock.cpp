#include "cli/metadata_lock.hpp"

#include "cli/command_failure.hpp"
#include "manifest/file_text.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr const char* file_name = "censusctl.lock.json";
constexpr const char* make_it = "`censusctl lock` writes it anew from the workspace";

}  // namespace

std::filesystem::path lock_path(const context& invocation) {
    return std::filesystem::path(invocation.options.directory) / file_name;
}

report::metadata_lock read_lock(const context& invocation) {
    const manifest::file_text text = manifest::read_file(lock_path(invocation));
    if (!text.bytes) {
        throw command_failure(exit_failed,
                              std::string("the lock ") + file_name +
                                  " cannot be read: " + (text.too_large ? "it is too large" : text.failure),
                              make_it);
    }
    try {
        return report::decode_lock(*text.bytes);
    } catch (const report::lock_error& problem) {
        throw command_failure(exit_failed,
                              std::string("the lock ") + file_name + " cannot be used: " + problem.what(),
                              make_it);
    }
}

void check_lock_workspace(const report::metadata_lock& lock, const std::string& base_url,
                          const std::string& api) {
    if (lock.base_url != base_url || lock.api != api) {
        throw command_failure(exit_failed,
                              "the lock was made for '" + text::escape_for_terminal(lock.base_url) +
                                  "' (api " + text::escape_for_terminal(lock.api) + "), and this is '" +
                                  text::escape_for_terminal(base_url) + "' (api " +
                                  text::escape_for_terminal(api) + ")",
                              make_it);
    }
}

}  // namespace censusctl::cli
