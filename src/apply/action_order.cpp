#include "apply/action_order.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace censusctl::apply {

action_order::rank action_order::rank_of(plan::action what) {
    switch (what) {
        case plan::action::create:
        case plan::action::update:
        case plan::action::replace:
        case plan::action::blocked:
            break;
        case plan::action::trigger:
            return rank::run;
        case plan::action::remove:
            return rank::remove;
    }
    return rank::change;
}

action_order::action_order(const std::vector<plan::change>& changes) : nodes_(changes.size()) {
    std::unordered_map<std::string, std::size_t> index_of;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (plan::is_write(changes[at].what)) {
            index_of.emplace(changes[at].id(), at);
            nodes_[at].state = state::waiting;
            nodes_[at].rank = rank_of(changes[at].what);
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
    }
    hold_deletes();
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        if (nodes_[at].state == state::waiting && nodes_[at].unmet == 0) {
            make_ready(at);
        }
    }
}

void action_order::hold_deletes() {
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        if (nodes_[at].state == state::waiting && nodes_[at].rank == rank::remove) {
            deletes_.push_back(at);
        }
    }
    std::vector<std::size_t> pending = deletes_;
    while (!pending.empty()) {
        const std::size_t at = pending.back();
        pending.pop_back();
        for (const std::size_t dependent : nodes_[at].dependents) {
            if (nodes_[dependent].rank != rank::remove && nodes_[dependent].rank != rank::after) {
                nodes_[dependent].rank = rank::after;
                pending.push_back(dependent);
            }
        }
    }
    for (const node& item : nodes_) {
        before_deletes_ += item.state == state::waiting && comes_before_deletes(item) ? 1U : 0U;
    }
    if (before_deletes_ > 0) {
        for (const std::size_t at : deletes_) {
            ++nodes_[at].unmet;
        }
    }
}

bool action_order::comes_before_deletes(const node& item) noexcept {
    return item.rank == rank::change || item.rank == rank::run;
}

void action_order::make_ready(std::size_t at) {
    ready_.push_back(at);
    std::push_heap(ready_.begin(), ready_.end(), std::greater<>{});
}

void action_order::close(std::size_t at) {
    nodes_[at].state = state::over;
    --open_;
    if (!comes_before_deletes(nodes_[at]) || --before_deletes_ > 0) {
        return;
    }
    for (const std::size_t remove : deletes_) {
        if (nodes_[remove].state == state::waiting && --nodes_[remove].unmet == 0) {
            make_ready(remove);
        }
    }
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
    std::vector<std::size_t> dropped;
    if (!well && nodes_[action].rank == rank::change) {
        for (const std::size_t remove : deletes_) {
            if (nodes_[remove].state == state::waiting) {
                close(remove);
                dropped.push_back(remove);
            }
        }
    }
    close(action);
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
                close(dependent);
                dropped.push_back(dependent);
                pending.push_back(dependent);
            } else if (--later.unmet == 0) {
                make_ready(dependent);
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
            dropped.push_back(at);
        }
    }
    for (const std::size_t at : dropped) {
        close(at);
    }
    ready_.clear();
    return dropped;
}

}  // namespace censusctl::apply
