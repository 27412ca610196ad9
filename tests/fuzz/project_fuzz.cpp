// A libFuzzer target for the reader of censusctl.yaml: what it says is taken from a stranger's pull request.
// It looks for crashes, sanitizer reports, hangs, and for a file that decides something although it is
// faulty.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "manifest/config_reader.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/yaml_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace censusctl;
    const void* bytes = data;
    const std::string_view text(static_cast<const char*>(bytes), size);
    diagnostics::collector problems;
    manifest::reading_problems reporter(problems);
    const auto tree = manifest::read_yaml(text, 0, problems);
    if (!tree) {
        if (!problems.has_errors()) {
            std::abort();
        }
        return 0;
    }
    const manifest::project_config config = manifest::read_config(tree->root(), reporter);
    for (const auto& problem : problems.all()) {
        if (problem.message.empty()) {
            std::abort();
        }
    }
    // A URL with a user in it, or a name that is none, never gets this far.
    if (config.base_url.value.find('@') < config.base_url.value.find('/', 8) && !problems.has_errors()) {
        std::abort();
    }
    return 0;
}
