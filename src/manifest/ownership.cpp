#include "manifest/policy.hpp"

namespace censusctl::manifest {
namespace {

/// Where a `*` began, so that it can take in one character more.
struct retry_point {
    std::size_t pattern;
    std::size_t label;
};

}  // namespace

/// Not as in names of files: brackets stand for themselves, since labels are full of them, and a `*` passes
/// over anything.
bool fits_pattern(std::string_view pattern, std::string_view label) noexcept {
    if (label.empty()) {
        return false;
    }
    std::size_t at = 0;
    std::size_t from = 0;
    std::optional<retry_point> star;
    while (from < label.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = {at, from};
            ++at;
        } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == label[from])) {
            ++at;
            ++from;
        } else if (star) {
            ++star->label;
            at = star->pattern + 1;
            from = star->label;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*') {
        ++at;
    }
    return at == pattern.size();
}

bool ownership::fits_label(std::string_view label) const noexcept {
    return labels.value.empty() || fits_pattern(labels.value, label);
}

}  // namespace censusctl::manifest
