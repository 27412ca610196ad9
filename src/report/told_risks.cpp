#include "report/told_risks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace censusctl::report {
namespace {

using plan::risk_kind;

/// What is told of one or many syncs with a kind of risk.
struct group {
    std::string_view one;
    std::string_view many;
};

// Gravest first.
constexpr std::array groups{
    group{"can take records away", "can take records away"},
    group{"can null values", "can null values"},
    group{"sends all records", "send all records"},
    group{"loses its run history", "lose their run history"},
    group{"leaves another sync without its start", "leave other syncs without their start"},
    group{"runs though it is paused", "run though they are paused"},
    group{"stops writing a field", "stop writing a field"},
};

std::size_t group_of(risk_kind what) {
    switch (what) {
        case risk_kind::new_mirror:
        case risk_kind::records_can_go:
            return 0;
        case risk_kind::values_go:
            return 1;
        case risk_kind::full_run:
            return 2;
        case risk_kind::history_lost:
            return 3;
        case risk_kind::follower_lost:
            return 4;
        case risk_kind::paused_trigger:
            return 5;
        case risk_kind::values_stay:
            break;
    }
    return 6;
}

}  // namespace

std::vector<plan::risk> told_risks(const plan::change& action) {
    std::vector<plan::risk> risks = plan::risks_of(action);
    const bool is_new =
        std::ranges::any_of(risks, [](const plan::risk& one) { return one.what == risk_kind::new_mirror; });
    if (is_new) {
        std::erase_if(risks, [](const plan::risk& one) { return one.what == risk_kind::records_can_go; });
    }
    return risks;
}

std::string risks_in_short(const std::vector<const plan::change*>& actions) {
    std::array<std::set<std::string_view>, groups.size()> syncs;
    for (const plan::change* action : actions) {
        for (const plan::risk& risk : plan::risks_of(*action)) {
            syncs.at(group_of(risk.what)).insert(action->sync);
        }
    }
    std::string text;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        if (const std::size_t count = syncs.at(at).size(); count > 0) {
            text.append(text.empty() ? "" : ", ").append(std::to_string(count)).append(" ");
            text.append(count == 1 ? groups.at(at).one : groups.at(at).many);
        }
    }
    return text;
}

}  // namespace censusctl::report
