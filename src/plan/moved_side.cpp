#include "plan/moved_side.hpp"

namespace censusctl::plan {

std::string_view to_string(moved_side side) noexcept {
    switch (side) {
        case moved_side::files:
            return "files";
        case moved_side::workspace:
            return "workspace";
        case moved_side::both:
            return "both";
        case moved_side::unknown:
            break;
    }
    return {};
}

moved_side side_of(bool files, bool workspace) noexcept {
    if (files && workspace) {
        return moved_side::both;
    }
    if (files) {
        return moved_side::files;
    }
    return workspace ? moved_side::workspace : moved_side::unknown;
}

}  // namespace censusctl::plan
