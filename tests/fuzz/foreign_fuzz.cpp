// A libFuzzer target for the readers of other tools' files, which are outside text; `cmake
// -DCENSUSCTL_FUZZ=ON` with clang builds it as fuzz_foreign. The first byte chooses the tool. It looks for
// crashes, sanitizer reports, hangs, and for syncs or remains of no place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "plan/gitlink_reader.hpp"
#include "plan/terraform_reader.hpp"

namespace {

void require(bool law) {
    if (!law) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace censusctl;
    if (size == 0) {
        return 0;
    }
    const void* body = data + 1;
    const std::string_view text(static_cast<const char*>(body), size - 1);
    plan::foreign_files files;
    if (data[0] % 2 == 0) {
        plan::read_gitlink(text, "f", files);
    } else {
        static_cast<void>(plan::read_terraform(text, files));
    }
    model::live_sync live;
    live.spec.mappings.resize(1);
    live.spec.mappings.front().to = "email";
    for (const plan::foreign_sync& sync : files.syncs) {
        require(!sync.place.empty());
        for (const plan::foreign_difference& each : plan::differences(sync, live)) {
            require(!each.place.empty());
        }
    }
    static_cast<void>(plan::match_foreign(files.syncs, {live}));
    return 0;
}
