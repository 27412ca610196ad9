#pragma once
#include <array>
#include <string_view>

/// The workflows of `examples/ci`, which are built into the program for `init` to write.
namespace censusctl::cli {

struct ci_example {
    std::string_view host;  ///< "github" or "gitlab"
    std::string_view path;  ///< where it belongs in a repository: ".github/workflows/census-plan.yml"
    std::string_view text;
};

/// Made by CMake from the files themselves.
extern const std::array<ci_example, 4> ci_examples;

}  // namespace censusctl::cli
