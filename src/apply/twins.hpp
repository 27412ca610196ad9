#pragma once
#include <string_view>
#include <unordered_map>
#include <vector>

#include "apply/action_result.hpp"

namespace censusctl::apply {

/// The labels of some live syncs, to find out whether a created one is the only one of its label: it is not
/// where two applies ran at once. Refers to the list that it was made from.
class twins {
public:
    explicit twins(const std::vector<model::live_sync>& live);

    /// Fails a result whose created sync shares its label with others, but for one that it is to replace.
    void report(action_result& result) const;

private:
    std::unordered_multimap<std::string_view, std::int64_t> by_label_;
};

}  // namespace censusctl::apply
