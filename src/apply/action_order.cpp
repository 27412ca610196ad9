#include "apply/action_order.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace censusctl::apply {

action_order::action_order(const std::vector<plan::change>& changes) : nodes_(changes.size()) {
    std::unordered_map<std::string, std::size_t> index_of;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (plan::is_write(changes[at].what)) {
            index_of.emplace(changes[at].id(), at);
            nodes_[at].state = state::waiting;
            ++open_;
        }
    }
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (nodes_[at].state != state::waiting) {
            continue;
        }
        for (const std::string& dependency : changes[at].depends_on) {
            if (const auto found = index_of.find(dependency); found != index_of.end()) {
                nodes_[found->second].dependents.push_back(at);
                ++nodes_[at].unmet;
            }
        }
        if (nodes_[at].unmet == 0) {
            ready_.push_back(at);
        }
    }
    std::make_heap(ready_.begin(), ready_.end(), std::greater<>{});
}

std::optional<std::size_t> action_order::next() {
    while (!ready_.empty()) {
        std::pop_heap(ready_.begin(), ready_.end(), std::greater<>{});
        const std::size_t at = ready_.back();
        ready_.pop_back();
        if (nodes_[at].state == state::waiting) {
            nodes_[at].state = state::begun;
            return at;
        }
    }
    return std::nullopt;
}

std::vector<std::size_t> action_order::ended(std::size_t action, bool well) {
    nodes_[action].state = state::over;
    --open_;
    std::vector<std::size_t> dropped;
    std::vector<std::size_t> pending{action};
    while (!pending.empty()) {
        const std::size_t at = pending.back();
        pending.pop_back();
        for (const std::size_t dependent : nodes_[at].dependents) {
            node& later = nodes_[dependent];
            if (later.state != state::waiting) {
                continue;
            }
            if (!well) {
                later.state = state::over;
                --open_;
                dropped.push_back(dependent);
                pending.push_back(dependent);
            } else if (--later.unmet == 0) {
                ready_.push_back(dependent);
                std::push_heap(ready_.begin(), ready_.end(), std::greater<>{});
            }
        }
    }
    std::sort(dropped.begin(), dropped.end());
    return dropped;
}

std::vector<std::size_t> action_order::abandon() {
    std::vector<std::size_t> dropped;
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        if (nodes_[at].state == state::waiting) {
            nodes_[at].state = state::over;
            --open_;
            dropped.push_back(at);
        }
    }
    ready_.clear();
    return dropped;
}

}  // namespace censusctl::apply
