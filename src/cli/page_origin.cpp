#include "cli/page_origin.hpp"

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

#include "cli/git_tree.hpp"
#include "cli/pipeline.hpp"

namespace censusctl::cli {

report::page_origin origin_of_page(const context& invocation, const loaded_project& project) {
    report::page_origin origin;
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    if (gmtime_r(&now, &parts) != nullptr) {
        char text[sizeof "2026-11-27 21:30 UTC"];
        const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
        origin.made_at.assign(text, size);
    }
    std::vector<std::string> read;
    read.reserve(project.sources.size());
    for (std::uint32_t file = 0; file < project.sources.size(); ++file) {
        read.push_back(project.sources.path(file));
    }
    if (const auto commit =
            commit_of(invocation.options.directory, read, project.declared.config.token_env.value)) {
        origin.commit = commit->id;
        origin.edited = commit->edited;
    }
    return origin;
}

}  // namespace censusctl::cli
