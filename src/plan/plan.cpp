#include "plan/plan.hpp"

#include <algorithm>

namespace censusctl::plan {

std::string_view to_string(action what) noexcept {
    switch (what) {
        case action::create:
            return "create";
        case action::update:
            return "update";
        case action::replace:
            return "replace";
        case action::remove:
            return "delete";
        case action::trigger:
            return "trigger";
        case action::blocked:
            return "blocked";
    }
    return "create";
}

bool is_write(action what) noexcept {
    switch (what) {
        case action::create:
        case action::update:
        case action::replace:
        case action::remove:
        case action::trigger:
            return true;
        case action::blocked:
            break;
    }
    return false;
}

bool is_possible(action what, const model::capabilities& can) noexcept {
    switch (what) {
        case action::create:
        case action::trigger:
        case action::blocked:
            return true;
        case action::update:
            return can.can_update;
        case action::replace:
        case action::remove:
            return can.can_delete;
    }
    return false;
}

std::string_view to_string(reason why) noexcept {
    switch (why) {
        case reason::not_found:
            return "not-found";
        case reason::declared_differently:
            return "declared-differently";
        case reason::run_on_create:
            return "run-on-create";
        case reason::run_on_change:
            return "run-on-change";
        case reason::run_always:
            return "run-always";
        case reason::interrupted:
            return "interrupted";
        case reason::removed:
            return "removed";
        case reason::pruned:
            return "pruned";
        case reason::replaced:
            return "replaced";
    }
    return "not-found";
}

std::string change::id() const {
    return std::string(to_string(what)) + ':' + sync;
}

summary plan::counts() const {
    summary counted;
    for (const change& change : changes) {
        switch (change.what) {
            case action::create:
                ++counted.create;
                break;
            case action::update:
                ++counted.update;
                break;
            case action::replace:
                ++counted.replace;
                break;
            case action::remove:
                ++counted.remove;
                break;
            case action::trigger:
                ++counted.trigger;
                break;
            case action::blocked:
                ++counted.blocked;
                break;
        }
    }
    counted.unchanged = unchanged.size();
    counted.unmanaged = unmanaged.size();
    counted.kept = kept.size();
    return counted;
}

bool plan::has_differences() const noexcept {
    return std::any_of(changes.begin(), changes.end(),
                       [](const change& change) { return change.why != reason::run_always; });
}

bool plan::has_differences_of_files() const noexcept {
    return std::any_of(changes.begin(), changes.end(), [](const change& change) {
        return change.why != reason::run_always && !was_so_before(change.moved);
    });
}

bool plan::relies_on_absence() const noexcept {
    const auto is_create = [](const change& change) {
        return change.what == action::create;
    };
    return std::any_of(changes.begin(), changes.end(), is_create) ||
           std::any_of(kept.begin(), kept.end(), is_create) ||
           std::any_of(diagnostics.begin(), diagnostics.end(), [](const diagnostics::diagnostic& problem) {
               return problem.id == diagnostics::code::id_unknown ||
                      problem.id == diagnostics::code::sync_renamed;
           });
}

bool plan::has_blocking_errors() const noexcept {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const diagnostics::diagnostic& problem) {
        return problem.level == diagnostics::severity::error && problem.id != diagnostics::code::id_unknown;
    });
}

bool plan::can_apply() const noexcept {
    return !has_blocking_errors() && std::any_of(changes.begin(), changes.end(),
                                                 [](const change& change) { return is_write(change.what); });
}

}  // namespace censusctl::plan
