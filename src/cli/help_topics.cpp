#include "cli/help_topics.hpp"

#include <algorithm>
#include <array>

namespace censusctl::cli {

std::span<const help_topic> help_topics() noexcept {
    static const std::array topics{
        help_topic{"files", "what censusctl.yaml and manifests say", topic::files},
        help_topic{"existing", "how what a workspace has comes under Git", topic::existing},
        help_topic{"problems", "codes, levels, the lock and completion in editors", topic::problems},
        help_topic{"applying", "saved plans, limits, the journal, rehearsals", topic::applying},
        help_topic{"differences", "where the workspace has left the files, and why it differs",
                   topic::differences},
        help_topic{"formats", "reports for people, for other tools and for CI", topic::formats},
        help_topic{"trust", "what a stranger's pull request can do, and what not", topic::trust},
        help_topic{"generations", "the APIs that are spoken, and what each can write", topic::generations},
        help_topic{"network", "TLS, proxies, time, repeats and sizes", topic::network},
        help_topic{"worlds", "the simulated workspace: worlds, generations, faults", topic::worlds},
    };
    return topics;
}

const help_topic* find_topic(std::string_view name) noexcept {
    const auto found = std::ranges::find(help_topics(), name, &help_topic::name);
    return found == help_topics().end() ? nullptr : &*found;
}

}  // namespace censusctl::cli
