#include <string_view>

#include "cli/app.hpp"
#include "text/version.hpp"

/// Of a source that each build writes.
extern const std::string_view censusctl_build;

int main(int count, char** words) {
    censusctl::text::set_version(censusctl_build);
    return censusctl::cli::run(count, words);
}
