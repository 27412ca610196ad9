#include "apply/action_order.hpp"

#include <algorithm>
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

action_order::action_order(const std::vector<plan::change>& changes)
    : nodes_(changes.size()), second_(changes.size(), 0) {
    add_nodes(changes);
    connect(changes);
    hold_deletes();
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        if (nodes_[at].state == state::waiting && nodes_[at].unmet == 0) {
            make_ready(at);
        }
    }
}

void action_order::add_nodes(const std::vector<plan::change>& changes) {
    for (std::size_t at = 0; at < changes.size(); ++at) {
        nodes_[at].what = {at, false};
        if (!plan::is_write(changes[at].what)) {
            continue;
        }
        nodes_[at].state = state::waiting;
        nodes_[at].rank = rank_of(changes[at].what);
        ++open_;
        if (changes[at].what == plan::action::replace) {
            second_[at] = nodes_.size();
            node& half = nodes_.emplace_back();
            half.state = state::waiting;
            half.what = {at, true};
            ++open_;
            wait_for(second_[at], at);
        }
    }
}

void action_order::connect(const std::vector<plan::change>& changes) {
    std::unordered_map<std::string, std::size_t> index_of;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (nodes_[at].state == state::waiting) {
            index_of.emplace(changes[at].id(), at);
        }
    }
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (nodes_[at].state != state::waiting) {
            continue;
        }
        for (const std::string& dependency : changes[at].depends_on) {
            const auto found = index_of.find(dependency);
            if (found == index_of.end()) {
                continue;
            }
            const std::size_t first = found->second;
            if (second_[first] == 0) {
                wait_for(at, first);
            } else if (nodes_[at].rank != rank::change) {
                wait_for(at, second_[first]);
            } else {
                // It needs the id of the new sync, and the old one is not to go from under it.
                wait_for(at, first);
                if (changes[at].what != plan::action::create) {
                    wait_for(second_[first], second_[at] == 0 ? at : second_[at]);
                }
            }
        }
    }
}

void action_order::wait_for(std::size_t later, std::size_t first) {
    nodes_[first].dependents.push_back(later);
    ++nodes_[later].unmet;
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

bool action_order::is_later(std::size_t left, std::size_t right) const {
    const step& one = nodes_[left].what;
    const step& other = nodes_[right].what;
    return one.action != other.action ? one.action > other.action : one.second_half;
}

void action_order::make_ready(std::size_t at) {
    ready_.push_back(at);
    std::push_heap(ready_.begin(), ready_.end(),
                   [this](std::size_t left, std::size_t right) { return is_later(left, right); });
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

std::size_t action_order::node_of(step what) const {
    return what.second_half ? second_[what.action] : what.action;
}

std::vector<step> action_order::steps_of(std::vector<std::size_t> nodes) const {
    std::ranges::sort(nodes, [this](std::size_t left, std::size_t right) { return is_later(right, left); });
    std::vector<step> steps;
    steps.reserve(nodes.size());
    for (const std::size_t at : nodes) {
        steps.push_back(nodes_[at].what);
    }
    return steps;
}

std::optional<step> action_order::next() {
    while (!ready_.empty()) {
        std::pop_heap(ready_.begin(), ready_.end(),
                      [this](std::size_t left, std::size_t right) { return is_later(left, right); });
        const std::size_t at = ready_.back();
        ready_.pop_back();
        if (nodes_[at].state == state::waiting) {
            nodes_[at].state = state::begun;
            return nodes_[at].what;
        }
    }
    return std::nullopt;
}

std::vector<step> action_order::ended(step done, bool well) {
    const std::size_t ended = node_of(done);
    std::vector<std::size_t> dropped;
    if (!well && nodes_[ended].rank == rank::change) {
        for (const std::size_t remove : deletes_) {
            if (nodes_[remove].state == state::waiting) {
                close(remove);
                dropped.push_back(remove);
            }
        }
    }
    close(ended);
    // What waits for a delete that is dropped waits in vain, too.
    std::vector<std::size_t> pending = dropped;
    pending.push_back(ended);
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
    return steps_of(std::move(dropped));
}

std::vector<step> action_order::abandon() {
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
    return steps_of(std::move(dropped));
}

}  // namespace censusctl::apply
