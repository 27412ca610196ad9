// A libFuzzer target for the reader of censusctl.yaml: what it says is taken from a stranger's pull request.
// It looks for crashes, sanitizer reports, hangs, and for a file that decides something although it is
// faulty, or decides what no file may.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "manifest/loader.hpp"

namespace {

using namespace censusctl;

void require(bool law) {
    if (!law) {
        std::abort();
    }
}

bool is_one_line(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char character) {
        return static_cast<unsigned char>(character) > 0x20 && character != 0x7f;
    });
}

void check_limit(const manifest::policy_limit& limit) {
    require(!limit.max || limit.max->value >= 0);
    require(!limit.max_percent || (limit.max_percent->value >= 0 && limit.max_percent->value <= 100));
    require(limit.floor >= 0);
}

/// What holds of a file without errors.
void check_sound(const manifest::project_config& config) {
    const std::string& url = config.base_url.value;
    // A URL with a user in it, or a name that is none, never gets this far.
    require(url.empty() || url.find("://") < 6);
    require(is_one_line(url) && url.find('@') >= url.find('/', 8));
    require(is_one_line(config.token_env.value) && config.token_env.value.find('=') == std::string::npos);
    for (const auto& entry : config.manifests) {
        require(!entry.value.empty() && entry.where.known());
    }
    for (const manifest::policy_rule& rule : config.policy.rules) {
        const bool ignores = rule.level == manifest::policy_level::ignore;
        require(!ignores || !rule.reason.empty());
        require(diagnostics::why_no_level(rule.code.value, rule.level == manifest::policy_level::error)
                    .reason.empty());
        require(!rule.until || rule.until->ok());
    }
    check_limit(config.policy.limits.creates);
    check_limit(config.policy.limits.triggers);
    check_limit(config.policy.limits.changes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const void* bytes = data;
    diagnostics::source_map sources;
    diagnostics::collector problems;
    const manifest::project_config config = manifest::parse_config(
        std::string(static_cast<const char*>(bytes), size), "censusctl.yaml", sources, problems);
    require(config.faulty == problems.has_errors());
    for (const auto& problem : problems.all()) {
        require(!problem.message.empty());
        require(!problem.where.known() || problem.where.file < sources.size());
    }
    if (!config.faulty) {
        check_sound(config);
    }
    return 0;
}
