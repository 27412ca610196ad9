// A libFuzzer target for the manifest reader; `cmake -DCENSUSCTL_FUZZ=ON` with clang builds it as
// fuzz_manifest. Its seeds are tests/unit/manifest/cases. It looks for crashes, sanitizer reports, hangs, and
// problems of no place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "manifest/manifest_reader.hpp"
#include "manifest/yaml_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace censusctl;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    diagnostics::collector problems;
    manifest::reading_problems reporter(problems);
    const manifest::project_config config;
    manifest::manifest_reader reader(config, {}, reporter);
    if (auto tree = manifest::read_yaml(text, 0, problems)) {
        reader.read(*tree);
    }
    manifest::declarations read;
    std::move(reader).finish(read);
    (void)manifest::references_of(read.syncs);
    for (const auto& problem : problems.all()) {
        if (!problem.where.known() || problem.message.empty()) {
            std::abort();
        }
    }
    return 0;
}
