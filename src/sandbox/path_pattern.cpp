#include <vector>

#include "sandbox/fault_rule.hpp"

namespace censusctl::sandbox {

namespace {

/// A character of a pattern, or one of its stars.
struct step {
    char character{'\0'};
    bool star{false};
    bool crosses_segments{false};
};

std::vector<step> steps_of(std::string_view pattern) {
    std::vector<step> steps;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool star = pattern[i] == '*';
        const bool second = star && i + 1 < pattern.size() && pattern[i + 1] == '*';
        steps.push_back({pattern[i], star, second});
        i += second ? 1U : 0U;
    }
    return steps;
}

/// A star may stand for nothing, so that what follows it is reached as well.
void reach(std::vector<bool>& reached, std::size_t place, const std::vector<step>& steps) {
    reached[place] = true;
    while (place < steps.size() && steps[place].star) {
        reached[++place] = true;
    }
}

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
    if (pattern.empty() || pattern == "*") {
        return true;
    }
    const std::vector<step> steps = steps_of(pattern);
    // All places of the pattern that the path so far can have come to: linear, whatever the stars.
    std::vector<bool> reached(steps.size() + 1, false);
    reach(reached, 0, steps);
    for (const char c : path) {
        std::vector<bool> next(steps.size() + 1, false);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (!reached[i]) {
                continue;
            }
            if (steps[i].star && (c != '/' || steps[i].crosses_segments)) {
                reach(next, i, steps);
            }
            if (!steps[i].star && steps[i].character == c) {
                reach(next, i + 1, steps);
            }
        }
        reached = std::move(next);
    }
    return reached[steps.size()];
}

}  // namespace censusctl::sandbox
