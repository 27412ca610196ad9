#include "plan/overwritten.hpp"

#include <algorithm>

#include "text/shell_word.hpp"

namespace censusctl::plan {
namespace {

std::string paths_of(const change& planned) {
    std::string paths;
    for (const std::size_t at : fields_of_workspace(planned)) {
        paths += (paths.empty() ? "" : ", ") + to_string(planned.fields[at].path);
    }
    return paths;
}

/// Whether the change is about a live sync that somebody has edited.
bool is_edit(action what) {
    switch (what) {
        case action::update:
        case action::replace:
        case action::blocked:
            return true;
        case action::create:
        case action::remove:
        case action::trigger:
            break;
    }
    return false;
}

/// A create, or a blocked one.
bool is_missing(const change& planned) {
    return planned.why == reason::not_found && was_so_before(planned.moved);
}

}  // namespace

std::vector<std::size_t> fields_of_workspace(const change& planned) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < planned.fields.size(); ++at) {
        const moved_side side = planned.moved_of(at);
        if (side == moved_side::workspace || side == moved_side::both) {
            found.push_back(at);
        }
    }
    return found;
}

std::string what_it_overwrites(const change& planned, const plan_base& base) {
    if (base.name.empty()) {
        return {};
    }
    if (is_missing(planned)) {
        return base.applied
                   ? "was deleted in the workspace"
                   : base.name + " declares it too: it was deleted in the workspace, or never applied";
    }
    if (!is_edit(planned.what) || planned.why == reason::not_found) {
        return {};
    }
    const std::string paths = paths_of(planned);
    if (paths.empty()) {
        return {};
    }
    const bool writes = is_write(planned.what);
    if (base.applied) {
        return (writes ? "overwrites what was edited in the workspace: " : "was edited in the workspace: ") +
               paths;
    }
    return (writes ? "overwrites what the workspace had before: " : "was so before: ") + paths +
           " (edited there, or " + base.name + " was never applied)";
}

std::size_t count_of_files(const plan& shown) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(shown.changes, [](const change& planned) {
        return planned.why != reason::run_always && !was_so_before(planned.moved);
    }));
}

std::size_t count_so_before(const plan& shown) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        shown.changes, [](const change& planned) { return was_so_before(planned.moved); }));
}

std::string adopting(const change& planned) {
    if (is_missing(planned)) {
        return "censusctl adopt --delete " + text::shell_word(planned.sync);
    }
    return is_edit(planned.what) && was_so_before(planned.moved)
               ? "censusctl adopt " + text::shell_word(planned.sync)
               : std::string();
}

}  // namespace censusctl::plan
